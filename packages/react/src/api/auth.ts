import type { SessionEnd, User } from '@latchkey/client';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { apiErrorOf, isDeviceNotProved, isSignedOut } from './api-error.ts';
import { latchkey } from './latchkey.ts';

interface SignedIn {
  readonly user: User;
}

export interface SignedOut {
  readonly user: null;
  /** How the session ended, where the server says it. */
  readonly end: SessionEnd | null;
  /** Whether this page has shown the user as signed in before, so that the sign-in form explains why they are signed out. */
  readonly wasSignedIn: boolean;
  /** Whether the session continues, but this browser did not prove that it is the session's device. */
  readonly isDeviceNotProved: boolean;
}

/** The signed-in user, or how they were signed out. Being signed out is data and not an error, so that no other error is taken for a logout. */
export type Auth = SignedIn | SignedOut;

export const authQuery = queryOptions({
  queryKey: ['auth'],
  async queryFn({ client }): Promise<Auth> {
    try {
      const user = await latchkey().user();
      return user ? { user } : signedOut(client, null);
    } catch (error) {
      const apiError = apiErrorOf(error);
      if (isDeviceNotProved(apiError)) return signedOut(client, null, true);
      if (!isSignedOut(apiError)) throw error;
      return signedOut(client, apiError.end);
    }
  },
});

/** Keeps the first known reason, because a later answer without the cookie no longer has one. */
export function signedOut(queries: QueryClient, end: SessionEnd | null, wasNotProved = false): SignedOut {
  const before = queries.getQueryData(authQuery.queryKey);
  if (!before) return { user: null, end, wasSignedIn: false, isDeviceNotProved: wasNotProved };
  return before.user
    ? { user: null, end, wasSignedIn: true, isDeviceNotProved: wasNotProved }
    : { ...before, end: end ?? before.end, isDeviceNotProved: wasNotProved };
}
