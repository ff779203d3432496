import { ask } from '../load/answer.ts';
import {
  callers,
  callingUser,
  peerEmail,
  peerToken,
  signingSecret,
  strangersPeerToken,
} from '../seeding/peer-layout.ts';
import { type PeerSchema, ensureSchema, peerUrl, seedPeer } from '../seeding/peer-schema.ts';
import { createBetterAuthTables } from '../servers/peers/better-auth-options.ts';
import { type Contestant, type Question, lengthAt, serverFile, valueAt } from './contestant.ts';
import { paddedCookie } from './signed-cookie.ts';

/** Its own migrations create its tables. */
const schema: PeerSchema = {
  name: 'better_auth',
  sessionTable: 'session',
  tables: '',
  rows: [
    `TRUNCATE "user", session CASCADE`,
    `INSERT INTO "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
     SELECT i::text, 'User ' || i, 'user-' || i || '@bench.example', true, now(), now() FROM generate_series(0, 99999) AS i`,
    `INSERT INTO session (id, token, "userId", "expiresAt", "createdAt", "updatedAt", "ipAddress", "userAgent")
     SELECT 'session-' || i, token, user_number::text, now() + interval '7 days', now(), now(), '203.0.113.7',
       'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
     FROM sessions_to_be ORDER BY token`,
  ],
  freshen: `
    UPDATE session SET "createdAt" = now(), "updatedAt" = now(), "expiresAt" = now() + interval '7 days'
    WHERE "createdAt" < now() - interval '12 hours'`,
};

/** The headers of a caller whose session is in better-auth's tables. */
export const betterAuthHeaders = (caller: number) => ({ cookie: tokenCookie(peerToken(caller)) });

const tokenCookie = (token: string) => `better-auth.session_token=${encodeURIComponent(paddedCookie(token))}`;

/** The headers of a caller without a session. */
export const betterAuthStranger = { cookie: tokenCookie(strangersPeerToken) };

const getSession = {
  kind: 'authenticated',
  path: '/api/auth/get-session',
  isRight: (answer, caller) => valueAt(answer, 'user', 'email') === peerEmail(callingUser(caller)),
  // It answers a request without a session with 200 and null.
  stranger: {
    headers: betterAuthStranger,
    isRefused: ({ status, body }) => status === 200 && body === 'null',
  },
} as const satisfies Partial<Question>;

/** better-auth behind Node's own HTTP server, without its cookie cache. */
export function betterAuth({ joins }: { joins: boolean }): Contestant {
  const title = joins ? 'better-auth, with joins' : 'better-auth';
  const suffix = joins ? '-joins' : '';
  return {
    ...betterAuthWith({ JOINS: String(joins), COOKIE_CACHE: 'false' }),
    title,
    questions: [
      {
        ...getSession,
        id: `better-auth${suffix}`,
        title,
        does: joins ? '`get-session` with `advanced.database.joins`.' : '`get-session`, as it is by default.',
        headersOf: betterAuthHeaders,
      },
      {
        id: `better-auth${suffix}-list`,
        title,
        does: '`list-sessions`.',
        kind: 'list',
        path: '/api/auth/list-sessions',
        headersOf: betterAuthHeaders,
        isRight: (answer) => lengthAt(answer) === 5,
        stranger: { headers: getSession.stranger.headers, isRefused: ({ status }) => status === 401 },
      },
    ],
  };
}

/** The same with its cookie cache: the session is in a signed cookie, which is trusted for five minutes. */
export function betterAuthCookieCache(): Contestant {
  const title = 'better-auth, cookie cache';
  const cookies: string[] = [];
  return {
    ...betterAuthWith({ JOINS: 'false', COOKIE_CACHE: 'true' }),
    title,
    async meet(origin) {
      // Fetch the cookies over a few connections, one after the other.
      const queue = Array.from({ length: callers }, (_, caller) => caller);
      const fetchSome = async () => {
        for (let caller = queue.pop(); caller !== undefined; caller = queue.pop()) {
          const cookie = tokenCookie(peerToken(caller));
          const { headers } = await ask(origin, getSession.path, { cookie });
          const set = [headers['set-cookie'] ?? []].flat().map((line) => line.split(';', 1)[0]);
          const cache = set.find((pair) => pair?.startsWith('better-auth.session_data='));
          if (cache === undefined) throw new Error('better-auth gave no cookie to cache the session in');
          cookies[caller] = `${cookie}; ${cache}`;
        }
      };
      await Promise.all(Array.from({ length: 16 }, fetchSome));
    },
    questions: [
      {
        ...getSession,
        id: 'better-auth-cookie-cache',
        title,
        does: '`get-session`, answered from the signed cookie without the database: a revoked session is accepted for up to five minutes.',
        headersOf: (caller) => ({ cookie: cookies[caller] ?? '' }),
      },
    ],
  };
}

/** A server of better-auth on its seeded tables. */
export function betterAuthWith(variables: Record<string, string>): Omit<Contestant, 'title' | 'questions'> {
  const url = peerUrl(schema.name);
  return {
    packages: ['better-auth', 'pg'],
    program: {
      file: serverFile('peers/better-auth'),
      variables: { DATABASE_URL: url, SECRET: signingSecret, ...variables },
    },
    async prepare() {
      await ensureSchema(schema.name);
      await createBetterAuthTables(url);
      await seedPeer(schema);
    },
  };
}
