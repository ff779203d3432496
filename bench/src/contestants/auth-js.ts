import { callingUser, peerEmail, peerToken, signingSecret, strangersPeerToken } from '../seeding/peer-layout.ts';
import { type PeerSchema, peerUrl, seedPeer } from '../seeding/peer-schema.ts';
import { type Contestant, isUnauthorized, serverFile, valueAt } from './contestant.ts';

/** The tables of its documentation, and an index on the token, so that a request does not read the whole table. */
const schema: PeerSchema = {
  name: 'auth_js',
  sessionTable: 'sessions',
  tables: `
    CREATE TABLE users (
      id SERIAL PRIMARY KEY, name VARCHAR(255), email VARCHAR(255), "emailVerified" TIMESTAMPTZ, image TEXT
    );
    CREATE TABLE sessions (
      id SERIAL PRIMARY KEY, "userId" INTEGER NOT NULL, expires TIMESTAMPTZ NOT NULL, "sessionToken" VARCHAR(255) NOT NULL
    );
    CREATE UNIQUE INDEX ON sessions ("sessionToken")`,
  rows: [
    `TRUNCATE users, sessions`,
    `INSERT INTO users (id, name, email)
     SELECT i + 1, 'User ' || i, 'user-' || i || '@bench.example' FROM generate_series(0, 99999) AS i`,
    `INSERT INTO sessions ("userId", expires, "sessionToken")
     SELECT user_number + 1, now() + interval '30 days', token FROM sessions_to_be ORDER BY token`,
  ],
  freshen: `UPDATE sessions SET expires = now() + interval '30 days' WHERE expires < now() + interval '29.9 days'`,
};

const cookie = (token: string) => ({ cookie: `authjs.session-token=${token}` });

/** Auth.js with sessions in the database, in the middleware that its documentation shows for Express. */
export function authJs(): Contestant {
  return {
    title: 'Auth.js on PostgreSQL',
    packages: ['@auth/express', '@auth/pg-adapter', 'express', 'pg'],
    program: {
      file: serverFile('peers/auth-js'),
      variables: { DATABASE_URL: peerUrl(schema.name), AUTH_SECRET: signingSecret, AUTH_TRUST_HOST: 'true' },
    },
    prepare: () => seedPeer(schema),
    questions: [
      {
        id: 'auth-js',
        title: 'Auth.js on PostgreSQL',
        does: '`getSession` in a middleware, `strategy: "database"`. It has no list of sessions.',
        kind: 'authenticated',
        path: '/myself',
        headersOf: (caller) => cookie(peerToken(caller)),
        isRight: (answer, caller) => valueAt(answer, 'user', 'email') === peerEmail(callingUser(caller)),
        stranger: { headers: cookie(strangersPeerToken), isRefused: isUnauthorized },
      },
    ],
  };
}
