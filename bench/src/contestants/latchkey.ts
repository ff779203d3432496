import { knownToken, strangersToken } from '../known-token.ts';
import { latchkeyProgram } from '../processes/latchkey-program.ts';
import { emailOf } from '../seeding/latchkey-layout.ts';
import { type Contestant, type RequestHeaders, isUnauthorized, lengthAt, valueAt } from './contestant.ts';
import { type Field, knownCaller } from './field.ts';

const bearer = (token: string): RequestHeaders => ({ authorization: `Bearer ${token}` });

/** The headers of a caller whose session is in Latchkey's database. */
export const callerHeaders = (field: Field, caller: number): RequestHeaders =>
  bearer(knownToken(field.layout.tokenIndex(knownCaller(field, caller))));

export const callerEmail = (field: Field, caller: number): string =>
  emailOf(field.layout.userId(knownCaller(field, caller)));

/** A caller without a session, whom Latchkey and the hand-written servers answer with 401. */
export const latchkeyStranger = { headers: bearer(strangersToken), isRefused: isUnauthorized };

export const myself = '/api/v1/user/myself';
export const verify = '/api/v1/verify';
export const sessionList = '/api/v1/user/myself/session';

/** Latchkey over REST. */
export function latchkeyRest(field: Field): Contestant {
  return {
    title: 'Latchkey, REST',
    packages: [],
    program: latchkeyProgram(field.root, field.latchkeyUrl),
    questions: [
      {
        id: 'latchkey',
        title: 'Latchkey, REST',
        does: '`GET /api/v1/user/myself` with a Bearer token.',
        kind: 'authenticated',
        path: myself,
        headersOf: (caller) => callerHeaders(field, caller),
        isRight: (answer, caller) => valueAt(answer, 'user', 'email') === callerEmail(field, caller),
        stranger: latchkeyStranger,
      },
      {
        id: 'latchkey-verify',
        title: 'Latchkey, verify',
        does: '`GET /api/v1/verify` with a Bearer token: whose request it is, in headers, for a proxy.',
        kind: 'authenticated',
        path: verify,
        headersOf: (caller) => callerHeaders(field, caller),
        isRight: ({ status, headers }, caller) =>
          status === 200 && headers['latchkey-email'] === callerEmail(field, caller),
        stranger: latchkeyStranger,
      },
      {
        id: 'latchkey-list',
        title: 'Latchkey, REST',
        does: '`GET /api/v1/user/myself/session`: authenticates, and lists five sessions with the names of their devices.',
        kind: 'list',
        path: sessionList,
        headersOf: (caller) => callerHeaders(field, caller),
        isRight: (answer) => lengthAt(answer, 'sessions') === 5,
        stranger: latchkeyStranger,
      },
    ],
  };
}

/** Latchkey over tRPC. */
export function latchkeyTrpc(field: Field): Contestant {
  return {
    title: 'Latchkey, tRPC',
    packages: [],
    program: latchkeyProgram(field.root, field.latchkeyUrl),
    questions: [
      {
        id: 'latchkey-trpc',
        title: 'Latchkey, tRPC',
        does: 'The query `user.myself` over `/api/trpc` with a Bearer token.',
        kind: 'authenticated',
        path: '/api/trpc/user.myself',
        headersOf: (caller) => callerHeaders(field, caller),
        isRight: (answer, caller) => valueAt(answer, 'result', 'data', 'email') === callerEmail(field, caller),
        stranger: latchkeyStranger,
      },
    ],
  };
}
