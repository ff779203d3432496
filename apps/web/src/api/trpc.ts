import type { AppRouter } from '@latchkey/api/app-router';
import { createTRPCReact, httpBatchLink, httpSubscriptionLink, retryLink, splitLink } from '@trpc/react-query';
import { stepUpLink } from '../step-up/step-up-link.ts';
import { learnClock } from '../time/server-clock.ts';
import { noting } from './heartbeat.ts';
import { isOutdated, isUnproved, refusalOf } from './refusal.ts';

const url = '/api/trpc';
const patience = 15_000;

/** As long as the answer that brings the new cookie may come after the one that missed it. Longer each time. */
const renewal = 300;

/** How often to ask again: a browser that has just bound its session may wait for all instances to know of it. */
const triesToProve = 3;

export const trpc = createTRPCReact<AppRouter>();

/** The one way to the server. Its cookie travels by itself: no script here ever sees a token. */
export const api = trpc.createClient({
  links: [
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: httpSubscriptionLink({ url, EventSource: globalThis.EventSource && noting(globalThis.EventSource) }),
      false: [
        stepUpLink,
        // While this request was under way, another tab may have got a new token, or the browser have bound the session or
        // failed to show its key in time. Nothing was done then.
        retryLink({
          retry({ error, attempts }) {
            const refusal = refusalOf(error);
            return attempts <= (isUnproved(refusal) ? triesToProve : isOutdated(refusal) ? 1 : 0);
          },
          retryDelayMs: (attempts) => renewal * 2 ** (attempts - 1),
        }),
        httpBatchLink({
          url,
          // Without a limit, a server that accepts and never answers would leave a row pending for good.
          async fetch(input, init) {
            const sentAt = Date.now();
            const answer = await fetch(input, { ...init, signal: withPatience(init?.signal) });
            learnClock(answer, sentAt);
            return answer;
          },
        }),
      ],
    }),
  ],
});

function withPatience(signal: AbortSignal | null | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(patience);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}
