import type { IncomingMessage } from 'node:http';
import { betterAuth } from 'better-auth';
import pg from 'pg';
import { betterAuthOptions } from '../better-auth-options.ts';
import { variable } from '../variable.ts';

/** A session of `@latchkey/node`, as far as the applications use it. */
export interface LatchkeySession {
  readonly email: string | null;
}

/** What checks the sessions of an application. */
export type Authentication = 'none' | 'latchkey' | 'better-auth';

const kinds: readonly Authentication[] = ['none', 'latchkey', 'better-auth'];

/** The authentication that the benchmark chose for this process. */
export function authentication(): Authentication {
  const wanted = variable('AUTHENTICATION');
  const kind = kinds.find((name) => name === wanted);
  if (kind === undefined) throw new TypeError(`There is no authentication ${wanted}`);
  return kind;
}

/** What an application without authentication answers: as long as the other answers. */
export const anyone = { email: 'user-123456@bench.example' };

/** A connection of `@latchkey/node`, as far as the applications use it. */
export interface AuthenticatingLatchkey {
  authenticate(request: IncomingMessage): Promise<LatchkeySession | null>;
}

/** A file of the built `@latchkey/node`, which is not installed here, so that another version can be measured by its root. */
const builtFile = (file: string): string => new URL(`packages/node/dist/${file}`, variable('LATCHKEY_ROOT')).href;

/** Connects to the Latchkey at this address. */
export async function openLatchkey(url = variable('LATCHKEY_URL')): Promise<AuthenticatingLatchkey> {
  const { createLatchkey }: { createLatchkey(options: object): AuthenticatingLatchkey } = await import(
    builtFile('latchkey.js')
  );
  return createLatchkey({ url, serviceKey: variable('LATCHKEY_KEY') });
}

/** Loads an adapter of `@latchkey/node`. `Adapter`: its parts that are used. */
export const loadAdapter = <Adapter>(name: string): Promise<Adapter> => import(builtFile(`adapters/${name}.js`));

/** better-auth on its own tables, as the application itself asks it. */
export const openBetterAuth = () =>
  betterAuth({
    ...betterAuthOptions(new pg.Pool({ connectionString: variable('DATABASE_URL'), max: 10 })),
    baseURL: 'http://127.0.0.1',
    secret: variable('SECRET'),
  });
