import type { AppRouter } from '@latchkey/api/routers/app-router';
import { createTRPCReact, httpBatchLink, retryLink } from '@trpc/react-query';
import { apiErrorOf, isDeviceNotProved, isTokenReplaced } from './api-error.ts';
import { adjustClock } from './server-clock.ts';
import { stepUpLink } from './step-up.ts';

const url = '/api/trpc';
const requestTimeout = 15_000;

/**
 * Before the first retry, in milliseconds; doubles each time. The answer with the new cookie may arrive after the error of the
 * old one.
 */
const firstRetryDelay = 300;

/** Retries while instances have not yet heard of a binding that the browser has just made. */
const triesToProve = 3;

export const trpc = createTRPCReact<AppRouter>();

/** Sends a request, and compares the server's clock with the browser's. */
export async function timedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const sentAt = Date.now();
  const answer = await fetch(input, init);
  adjustClock(answer, sentAt);
  return answer;
}

/**
 * The tRPC client. The session cookie is HttpOnly, so that no script here ever sees a token. The stream of the sessions is
 * opened by `@latchkey/client`.
 */
export const api = trpc.createClient({
  links: [
    stepUpLink,
    // Another tab may have rotated the token during this request, or the browser have bound the session or answered the
    // device challenge too late. The server has not executed the request in any of these cases, so that a retry is safe.
    retryLink({
      retry({ error, attempts }) {
        const apiError = apiErrorOf(error);
        return attempts <= (isDeviceNotProved(apiError) ? triesToProve : isTokenReplaced(apiError) ? 1 : 0);
      },
      retryDelayMs: (attempts) => firstRetryDelay * 2 ** (attempts - 1),
    }),
    httpBatchLink({
      url,
      // Without a timeout, a server that accepts the request and never answers would leave a row pending for good.
      fetch: (input, { signal, ...init } = {}) => timedFetch(input, { ...init, signal: withTimeout(signal) }),
    }),
  ],
});

function withTimeout(signal: AbortSignal | null | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(requestTimeout);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}
