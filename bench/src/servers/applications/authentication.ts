import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { betterAuth } from 'better-auth';
import pg from 'pg';
import { betterAuthOptions } from '../peers/better-auth-options.ts';
import { variable } from '../variable.ts';

/** A session of `@latchkey/node` or of the Map, as far as the applications use it. */
export interface LatchkeySession {
  readonly email: string | null;
}

/** What checks the sessions of an application. */
export type Authentication = 'none' | 'map' | 'latchkey' | 'better-auth';

const kinds: readonly Authentication[] = ['none', 'map', 'latchkey', 'better-auth'];

/** The authentication that the benchmark chose for this process. */
export function authentication(): Authentication {
  const wanted = variable('AUTHENTICATION');
  const kind = kinds.find((name) => name === wanted);
  if (kind === undefined) throw new TypeError(`There is no authentication ${wanted}`);
  return kind;
}

/** What an application without authentication answers: as long as the other answers. */
export const anyone = { email: 'user-123456@bench.example' };

/**
 * The least that a check can do: it looks for the SHA-256 of the token in a Map, and sees no revocation. Returns a function that
 * finds the session of a Cookie header, or null.
 */
export function openMap(): (cookie: string | undefined) => LatchkeySession | null {
  const known: [hash: string, email: string][] = JSON.parse(readFileSync(variable('SESSIONS_FILE'), 'utf8'));
  const sessions = new Map(known.map(([hash, email]) => [hash, { email }]));
  const named = new RegExp(`(?:^|; *)${variable('COOKIE_NAME')}=([^;]*)`);
  return (cookie = '') => {
    const token = named.exec(cookie)?.[1];
    if (token === undefined) return null;
    return sessions.get(createHash('sha256').update(token).digest('base64url')) ?? null;
  };
}

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
