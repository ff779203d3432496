import type { AppRouter } from '@latchkey/api/app-router';
import { createTRPCReact, httpBatchLink, httpSubscriptionLink, retryLink, splitLink } from '@trpc/react-query';
import { stepUpLink } from '../step-up/step-up-link.ts';
import { isOutdated, refusalOf } from './refusal.ts';

const url = '/api/trpc';
const patience = 15_000;

/** As long as the answer that brings the new cookie may come after the one that missed it. */
const renewal = 300;

export const trpc = createTRPCReact<AppRouter>();

/** The one way to the server. Its cookie travels by itself: no script here ever sees a token. */
export const api = trpc.createClient({
  links: [
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: httpSubscriptionLink({ url }),
      false: [
        stepUpLink,
        // Another tab may have got a new token while this request was under way with the old one. Nothing was done then.
        retryLink({
          retry: ({ error, attempts }) => attempts === 1 && isOutdated(refusalOf(error)),
          retryDelayMs: () => renewal,
        }),
        httpBatchLink({
          url,
          // Without a limit, a server that accepts and never answers would leave a row pending for good.
          fetch: (input, init) => fetch(input, { ...init, signal: withPatience(init?.signal) }),
        }),
      ],
    }),
  ],
});

function withPatience(signal: AbortSignal | null | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(patience);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}
