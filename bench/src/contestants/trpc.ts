import { type Contestant, serverFile, valueAt } from './contestant.ts';
import type { Field } from './field.ts';

/** The path of Latchkey's tRPC requests, with a procedure that does not authenticate. */
export function openTrpc({ trpcHeaders }: Field): Contestant {
  return {
    title: 'tRPC as Latchkey serves it, open',
    packages: ['@trpc/server', 'fastify'],
    program: { file: serverFile('trpc/open-trpc'), variables: { ANSWER_HEADERS: JSON.stringify(trpcHeaders) } },
    questions: [
      {
        id: 'open-trpc',
        title: 'tRPC as Latchkey serves it, open',
        does: 'The same adapter, hooks, headers and output as `user.myself`, without authentication.',
        kind: 'open',
        path: '/api/trpc/user.myself',
        headersOf: () => ({}),
        isRight: (answer) => typeof valueAt(answer, 'result', 'data', 'email') === 'string',
        stranger: null,
      },
    ],
  };
}

/** tRPC's own HTTP adapters with default options, and a procedure that does nothing. */
export function stockTrpc(adapter: 'standalone' | 'fastify'): Contestant {
  const title = `tRPC, its ${adapter} adapter, open`;
  return {
    title,
    packages: ['@trpc/server'],
    program: { file: serverFile(`trpc/${adapter}-trpc`), variables: {} },
    questions: [
      {
        id: `trpc-${adapter}`,
        title,
        does: "A query that answers a constant, over tRPC's own adapter.",
        kind: 'open',
        path: '/trpc/nothing',
        headersOf: () => ({}),
        isRight: (answer) => valueAt(answer, 'result', 'data') === 'nothing',
        stranger: null,
      },
    ],
  };
}
