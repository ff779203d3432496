import { resolve } from 'node:path';
import { z } from 'zod';

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number from 0 to 65535')
  .transform(Number)
  .refine((number) => number <= 65_535, 'must be a port number from 0 to 65535');

const databaseUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && ['postgresql:', 'postgres:'].includes(new URL(text).protocol),
    'must look like postgresql://user:password@host:5432/database',
  );

const publicUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).pathname === '/',
    'must be the address that browsers use, without a path, such as https://sessions.example.com',
  )
  .transform((text) => new URL(text));

const variables = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1, 'must not be empty').default('127.0.0.1'),
  DATA_DIR: z.string().min(1, 'must not be empty').default('.data'),
  DATABASE_URL: databaseUrl.optional(),
  PUBLIC_URL: publicUrl.optional(),
});

/** The settings of one server process, checked. */
export interface Environment {
  readonly port: number;
  readonly host: string;
  /** A PostgreSQL to connect to, or the directory of the embedded one. */
  readonly database: { readonly url: string } | { readonly dataDir: string };
  /** Where browsers reach this server, or null for the address that it listens on. */
  readonly publicUrl: URL | null;
}

/**
 * Reads the environment: the one place that does. An empty variable counts as one that is not set.
 * @throws {TypeError} with one sentence that names the first bad variable. Its value is not repeated: it may be a secret.
 */
export function readEnvironment(source: NodeJS.ProcessEnv, workingDirectory: string): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const read = variables.safeParse(given);
  if (!read.success) {
    const [problem] = read.error.issues;
    throw new TypeError(`${String(problem?.path[0])} ${problem?.message}.`);
  }
  const { PORT, HOST, DATA_DIR, DATABASE_URL, PUBLIC_URL } = read.data;
  return {
    port: PORT,
    host: HOST,
    database: DATABASE_URL === undefined ? { dataDir: resolve(workingDirectory, DATA_DIR) } : { url: DATABASE_URL },
    publicUrl: PUBLIC_URL ?? null,
  };
}
