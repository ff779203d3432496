import { type Contestant, type Question, lengthAt, serverFile, valueAt } from './contestant.ts';
import type { Field } from './field.ts';
import { callerEmail, callerHeaders, latchkeyStranger, myself, sessionList, verify } from './latchkey.ts';

/** Fastify with a constant answer: the cost of a request without authentication. */
export function bareFastify(field: Field): Contestant {
  const { answerHeaders } = field;
  // The requests have the same headers too.
  const headersOf = (caller: number) => callerHeaders(field, caller);
  return {
    title: 'Fastify alone',
    packages: ['fastify'],
    program: {
      file: serverFile('hand-written/bare-fastify'),
      variables: { ANSWER_HEADERS: JSON.stringify(answerHeaders) },
    },
    questions: [
      {
        id: 'bare',
        title: 'Fastify alone',
        does: 'The same headers in requests and answers and as many bytes as Latchkey, without authentication.',
        kind: 'open',
        path: myself,
        headersOf,
        isRight: (answer) => typeof valueAt(answer, 'user', 'email') === 'string',
        stranger: null,
      },
      {
        id: 'bare-verify',
        title: 'Fastify alone, verify',
        does: 'The headers of `GET /api/v1/verify`, without authentication.',
        kind: 'open',
        path: verify,
        headersOf,
        isRight: ({ status, headers }) => status === 200 && headers['latchkey-methods'] === 'pwd',
        stranger: null,
      },
    ],
  };
}

/** The shortest correct session checks by hand, on Latchkey's table. */
export function handWritten(field: Field, store: 'map' | 'select' | 'prisma'): Contestant {
  const { name, packages, authenticates, lists } = stores[store];
  const question = (part: Pick<Question, 'id' | 'kind' | 'path' | 'does' | 'isRight'>): Question => ({
    ...part,
    title: name,
    headersOf: (caller) => callerHeaders(field, caller),
    stranger: latchkeyStranger,
  });
  return {
    title: name,
    packages,
    program: {
      file: serverFile(`hand-written/${store}-fastify`),
      variables: {
        ANSWER_HEADERS: JSON.stringify(field.answerHeaders),
        DATABASE_URL: field.latchkeyUrl,
        LATCHKEY_ROOT: field.root.href,
      },
    },
    questions: [
      question({
        id: store,
        kind: 'authenticated',
        path: myself,
        does: authenticates,
        isRight: (answer, caller) => valueAt(answer, 'user', 'email') === callerEmail(field, caller),
      }),
      question({
        id: `${store}-list`,
        kind: 'list',
        path: sessionList,
        does: lists,
        isRight: (answer) => lengthAt(answer, 'sessions') === 5,
      }),
    ],
  };
}

const stores = {
  map: {
    name: 'Fastify + Map',
    packages: ['fastify', 'pg'],
    authenticates:
      'SHA-256 of the token, and a look-up in a Map of all sessions: revocations by another process are not seen.',
    lists: 'The same, then one prepared SELECT.',
  },
  select: {
    name: 'Fastify + prepared SELECT',
    packages: ['fastify', 'pg'],
    authenticates: 'SHA-256 of the token, and one prepared SELECT of the session and its user by its hash.',
    lists: 'The same, then one more prepared SELECT.',
  },
  prisma: {
    name: 'Fastify + Prisma',
    packages: ['fastify', '@prisma/adapter-pg'],
    authenticates: 'SHA-256 of the token, and `findUnique` with its user.',
    lists: 'The same, then `findMany`.',
  },
} as const;
