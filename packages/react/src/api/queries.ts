import type { SessionEnd } from '@latchkey/client';
import { MutationCache, QueryCache, QueryClient, useQuery } from '@tanstack/react-query';
import { apiErrorOf, type ErrorReason, errorReasonOf, isDeviceNotProved, isSignedOut } from './api-error.ts';
import { authQuery, signedOut } from './auth.ts';
import { answerStepUp } from './step-up.ts';

const passing = new Set<ErrorReason>(['unreachable', 'service_unavailable', 'internal_error']);

/**
 * The cache of this document. It is not the application's `QueryClient`, whose defaults, handlers and keys are not known here.
 * A server that renders the page sends no request and stores nothing in it.
 */
export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: clearIfSignedOut }),
  mutationCache: new MutationCache({ onError: clearIfSignedOut }),
  defaultOptions: {
    queries: {
      // Offline is an error to show at once; by default, a query would wait silently until the browser is online.
      networkMode: 'always',
      refetchOnReconnect: true,
      retry: (failures, error) => failures < 1 && passing.has(errorReasonOf(error)),
      retryDelay: 800,
    },
    // Variables of mutations may contain passwords: they are removed as soon as no component observes the mutation.
    mutations: { networkMode: 'always', gcTime: 0 },
  },
});

/**
 * Any request may answer that the session has ended or that the device was not proved. Both are handled here for all of them.
 */
export function clearIfSignedOut(error: unknown) {
  const apiError = apiErrorOf(error);
  if (isSignedOut(apiError)) clearSession(apiError.end);
  if (isDeviceNotProved(apiError)) clearSession(null, true);
}

const listeners = new Set<() => void>();

/** Calls `listener` when the data of a session is removed. It removes what it has of that session. */
export function onSessionCleared(listener: () => void) {
  listeners.add(listener);
}

/** Removes all cached data of the session and stores why it ended. */
export function clearSession(end: SessionEnd | null, wasNotProved = false) {
  const auth = signedOut(queries, end, wasNotProved);
  answerStepUp(false);
  for (const listener of listeners) listener();
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== authQuery.queryKey[0] });
  queries.setQueryData(authQuery.queryKey, auth);
}

/** Another tab may sign in another user. In milliseconds. */
const interval = 15_000;

/** The signed-in user, or why no user is signed in. */
export function useAuth() {
  return useQuery({ ...authQuery, refetchInterval: ({ state }) => (state.data?.user ? interval : false) }, queries);
}
