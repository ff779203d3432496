import { callingUser, peerEmail, peerToken, strangersPeerToken } from '../seeding/peer-layout.ts';
import { type PeerSchema, peerUrl, seedPeer } from '../seeding/peer-schema.ts';
import { type Contestant, isUnauthorized, lengthAt, serverFile, valueAt } from './contestant.ts';

/** The tables of its documentation, and an index on the user, so that a list does not read the whole table. */
const schema: PeerSchema = {
  name: 'lucia',
  sessionTable: 'user_session',
  tables: `
    CREATE TABLE auth_user (id TEXT PRIMARY KEY, email TEXT NOT NULL);
    CREATE TABLE user_session (
      id TEXT PRIMARY KEY, expires_at TIMESTAMPTZ NOT NULL, user_id TEXT NOT NULL REFERENCES auth_user (id)
    );
    CREATE INDEX ON user_session (user_id)`,
  rows: [
    `TRUNCATE auth_user, user_session`,
    `INSERT INTO auth_user SELECT i::text, 'user-' || i || '@bench.example' FROM generate_series(0, 99999) AS i`,
    `INSERT INTO user_session SELECT token, now() + interval '30 days', user_number::text FROM sessions_to_be ORDER BY token`,
  ],
  freshen: `UPDATE user_session SET expires_at = now() + interval '30 days' WHERE expires_at < now() + interval '29 days'`,
};

const cookie = (token: string) => ({ cookie: `auth_session=${token}` });
const stranger = { headers: cookie(strangersPeerToken), isRefused: isUnauthorized };

/** lucia behind Fastify. */
export function lucia(): Contestant {
  return {
    title: 'lucia on PostgreSQL',
    packages: ['lucia', '@lucia-auth/adapter-postgresql', 'fastify', 'pg'],
    program: { file: serverFile('peers/lucia'), variables: { DATABASE_URL: peerUrl(schema.name) } },
    prepare: () => seedPeer(schema),
    questions: [
      {
        id: 'lucia',
        title: 'lucia on PostgreSQL',
        does: '`validateSession`: two SELECTs at once.',
        kind: 'authenticated',
        path: '/myself',
        headersOf: (caller) => cookie(peerToken(caller)),
        isRight: (answer, caller) => valueAt(answer, 'user', 'email') === peerEmail(callingUser(caller)),
        stranger,
      },
      {
        id: 'lucia-list',
        title: 'lucia on PostgreSQL',
        does: '`validateSession`, then `getUserSessions`.',
        kind: 'list',
        path: '/sessions',
        headersOf: (caller) => cookie(peerToken(caller)),
        isRight: (answer) => lengthAt(answer, 'sessions') === 5,
        stranger,
      },
    ],
  };
}
