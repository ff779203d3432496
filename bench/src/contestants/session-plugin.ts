import { environment } from '../environment.ts';
import { seedKeys } from '../seeding/peer-keys.ts';
import {
  callingUser,
  peerEmail,
  peerToken,
  peerTokenSql,
  signingSecret,
  strangersPeerToken,
} from '../seeding/peer-layout.ts';
import { type PeerSchema, peerUrl, seedPeer } from '../seeding/peer-schema.ts';
import { type Contestant, isUnauthorized, serverFile, valueAt } from './contestant.ts';
import { signedCookie } from './signed-cookie.ts';

/** The table of connect-pg-simple's `table.sql`, and its sessions. */
const expressSchema: PeerSchema = {
  name: 'express_session',
  sessionTable: 'session',
  tables: `
    CREATE TABLE session (sid varchar PRIMARY KEY, sess json NOT NULL, expire timestamp(6) NOT NULL);
    CREATE INDEX "IDX_session_expire" ON session (expire)`,
  rows: [
    `TRUNCATE session`,
    `INSERT INTO session
     SELECT token, json_build_object(
       'cookie', json_build_object('originalMaxAge', 86400000, 'expires', to_json(now() + interval '1 day'),
         'secure', false, 'httpOnly', true, 'path', '/'),
       'user', json_build_object('id', user_number, 'email', 'user-' || user_number || '@bench.example')
     ), now() + interval '1 day' FROM sessions_to_be ORDER BY token`,
  ],
  freshen: `
    UPDATE session SET expire = now() + interval '1 day' FROM generate_series(0, 99999) AS user_number
    WHERE sid = ${peerTokenSql('user_number * 5')} AND user_number % 20 = 0`,
};

/** @fastify/session on Redis. */
export function fastifySession(rolling: boolean): Contestant {
  const prefix = 'bench-fastify:';
  return plugin({
    id: rolling ? 'fastify-session-rolling' : 'fastify-session',
    title: `@fastify/session on Redis, ${rolling ? 'rolling' : 'not rolling'}`,
    does: rolling
      ? 'Its default: one GET, and a SET and a new cookie with every answer.'
      : '`rolling: false`: one GET; a session is written when it has changed.',
    packages: ['fastify', '@fastify/session', 'connect-redis', 'redis'],
    file: 'fastify-session',
    variables: { REDIS_URL: environment.redis, PREFIX: prefix, ROLLING: String(rolling) },
    cookieOf: (token) => `sessionId=${encodeURIComponent(signedCookie(token))}`,
    prepare: () => seedKeys(prefix),
  });
}

/** express-session on Redis or on PostgreSQL. */
export function expressSession(store: 'redis' | 'postgres'): Contestant {
  const prefix = 'bench-express:';
  const onRedis = store === 'redis';
  return plugin({
    id: `express-session-${store}`,
    title: `express-session on ${onRedis ? 'Redis' : 'PostgreSQL'}`,
    does: onRedis
      ? 'One GET and one EXPIRE, as `touch` does it by default.'
      : 'One SELECT and one UPDATE, as `touch` does it by default.',
    packages: ['express', 'express-session', ...(onRedis ? ['connect-redis', 'redis'] : ['connect-pg-simple', 'pg'])],
    file: 'express-session',
    variables: onRedis
      ? { REDIS_URL: environment.redis, PREFIX: prefix }
      : { DATABASE_URL: peerUrl(expressSchema.name) },
    cookieOf: (token) => `connect.sid=${encodeURIComponent(`s:${signedCookie(token)}`)}`,
    prepare: () => (onRedis ? seedKeys(prefix) : seedPeer(expressSchema)),
  });
}

interface Plugin {
  readonly id: string;
  readonly title: string;
  readonly does: string;
  readonly packages: readonly string[];
  readonly file: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly cookieOf: (token: string) => string;
  readonly prepare: () => Promise<void>;
}

function plugin({ id, title, does, packages, file, variables, cookieOf, prepare }: Plugin): Contestant {
  return {
    title,
    packages,
    program: { file: serverFile(`peers/${file}`), variables: { SECRET: signingSecret, ...variables } },
    questions: [
      {
        id,
        title,
        does,
        kind: 'authenticated',
        path: '/myself',
        headersOf: (caller) => ({ cookie: cookieOf(peerToken(caller)) }),
        isRight: (answer, caller) => valueAt(answer, 'user', 'email') === peerEmail(callingUser(caller)),
        stranger: { headers: { cookie: cookieOf(strangersPeerToken) }, isRefused: isUnauthorized },
      },
    ],
    prepare,
  };
}
