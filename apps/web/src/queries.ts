import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { type Failure, failureOf, isSignedOut, isUnproved, refusalOf } from './api/refusal.ts';
import { depart } from './visitor/visitor.ts';

/** Whatever the page asks may answer that the session has ended, or opens nothing here. It is noticed here, once for all. */
function leaveIfSignedOut(error: unknown) {
  const refusal = refusalOf(error);
  if (isSignedOut(refusal)) depart(queries, refusal.end);
  if (isUnproved(refusal)) depart(queries, null, true);
}

const passing = new Set<Failure>(['unreachable', 'service_unavailable', 'internal_error']);

export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveIfSignedOut }),
  mutationCache: new MutationCache({ onError: leaveIfSignedOut }),
  defaultOptions: {
    queries: {
      // Being offline is a failure to be told, not a reason to wait without a word.
      networkMode: 'always',
      refetchOnReconnect: true,
      retry: (failures, error) => failures < 1 && passing.has(failureOf(error)),
      retryDelay: 800,
    },
    // Passwords pass through here: a mutation is forgotten as soon as nobody looks at it.
    mutations: { networkMode: 'always', gcTime: 0 },
  },
});
