import type { AppRouter } from '@latchkey/api/app-router';
import { createTRPCReact, httpBatchLink } from '@trpc/react-query';

const patience = 15_000;

export const trpc = createTRPCReact<AppRouter>();

/** The one way to the server. Its cookie travels by itself: no script here ever sees a token. */
export const api = trpc.createClient({
  links: [
    httpBatchLink({
      url: '/api/trpc',
      // Without a limit, a server that accepts and never answers would leave a row pending for good.
      fetch: (input, init) => fetch(input, { ...init, signal: withPatience(init?.signal) }),
    }),
  ],
});

function withPatience(signal: AbortSignal | null | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(patience);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}
