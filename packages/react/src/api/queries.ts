import type { SessionEnd } from '@latchkey/client';
import { MutationCache, type Query, QueryCache, QueryClient, useQuery } from '@tanstack/react-query';
import { apiErrorOf, type ErrorReason, errorReasonOf, isDeviceNotProved, isSignedOut } from './api-error.ts';
import { authQuery, signedOut } from './auth.ts';
import { latchkey, onConnect } from './latchkey.ts';
import { answerStepUp } from './step-up.ts';

const passing = new Set<ErrorReason>(['unreachable', 'service_unavailable', 'internal_error']);

/**
 * The cache of this document. It is not the application's `QueryClient`, whose defaults, handlers and keys are not known here.
 * A server that renders the page sends no request, and removes from it what a rendering has asked for.
 */
export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: clearIfSignedOut }),
  mutationCache: new MutationCache({ onError: clearIfSignedOut }),
  defaultOptions: {
    queries: {
      // Offline is an error to show at once; by default, a query would wait silently until the browser is online.
      networkMode: 'always',
      // By default, TanStack Query never removes a query on a server, where each device and filter of a user would add one.
      ...(typeof window === 'undefined' && { gcTime: 0 }),
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

/** Stores that the session has ended, and why. What is cached of it is removed. */
export function clearSession(end: SessionEnd | null, wasNotProved = false) {
  queries.setQueryData(authQuery.queryKey, signedOut(queries, end, wasNotProved));
}

/** The signed-in user's id, null where no user is signed in, and undefined until that is known. */
export const userIdNow = (): number | null | undefined => {
  const auth = queries.getQueryData(authQuery.queryKey);
  return auth && (auth.user?.id ?? null);
};

/** Closes the dialogs and messages of a user whose data is removed. */
function closeWhatIsOpen() {
  answerStepUp(false);
  for (const listener of listeners) listener();
}

/** The user whose data is cached. */
let userId: number | null | undefined;
let switches = 0;

/** How often another user, or another address, has replaced the one before: a key for components that keep what a user chose. */
export const userSwitches = (): number => switches;

// Another tab, or the application, may have signed in another user: nothing that is shown of the former one may act on that account.
queries.getQueryCache().subscribe(() => {
  const [former, now] = [userId, userIdNow()];
  if (now === undefined || now === former) return;
  userId = now;
  if (now !== null) {
    // A list that is always shown has ended with the former session.
    if (former !== undefined) latchkey().sessions.live.clear();
    if (!former) return;
    switches += 1;
  }
  closeWhatIsOpen();
  const ofUser = { predicate: ({ queryKey: [name] }: Query) => name !== authQuery.queryKey[0] };
  if (now === null) queries.removeQueries(ofUser);
  else void queries.resetQueries(ofUser);
});

// Another address has other users, who may have the same ids.
onConnect(() => {
  userId = undefined;
  switches += 1;
  closeWhatIsOpen();
  void queries.resetQueries();
});

/** Whether the cookie is still that of the user who is shown. The page may not have noticed yet that it is not. */
export async function isSameUser(): Promise<boolean> {
  const user = await latchkey().user();
  if (user?.id === userId) return true;
  await queries.invalidateQueries(authQuery);
  return false;
}

/** Another tab may sign in another user. In milliseconds. */
const interval = 15_000;

/** The signed-in user, or why no user is signed in. */
export function useAuth() {
  return useQuery({ ...authQuery, refetchInterval: ({ state }) => (state.data?.user ? interval : false) }, queries);
}
