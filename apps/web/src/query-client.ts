import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { type ErrorReason, errorReasonOf, isSignedOut, isDeviceNotProved, apiErrorOf } from './api/api-error.ts';
import { clearSession } from './features/auth/clear-session.ts';

/**
 * Any request may answer that the session has ended or that the device was not proved. Both are handled here for all of them.
 */
function leaveIfSignedOut(error: unknown) {
  const apiError = apiErrorOf(error);
  if (isSignedOut(apiError)) clearSession(queries, apiError.end);
  if (isDeviceNotProved(apiError)) clearSession(queries, null, true);
}

const passing = new Set<ErrorReason>(['unreachable', 'service_unavailable', 'internal_error']);

export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveIfSignedOut }),
  mutationCache: new MutationCache({ onError: leaveIfSignedOut }),
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
