import type { AppRouter } from '@latchkey/api/app-router';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { type SessionEnd, isSignedOut, isUnproved, refusalOf } from '../api/refusal.ts';
import { api } from '../api/trpc.ts';
import { answerForProof } from '../step-up/proof.ts';
import { dismissToasts } from '../toasts/toasts.ts';

interface SignedIn {
  readonly user: inferRouterOutputs<AppRouter>['user']['myself'];
}

export interface SignedOut {
  readonly user: null;
  /** How the session ended, where that is known. */
  readonly end: SessionEnd | null;
  /** Whether this page has seen them signed in, so that being signed out wants a word. */
  readonly wasSignedIn: boolean;
  /** Whether their session goes on, and this browser could not show that it is its device. */
  readonly isUnproved: boolean;
}

/** Whoever sits before the page. Being signed out is an answer, so that an error here is never taken for a logout. */
export type Visitor = SignedIn | SignedOut;

export const visitorQuery = queryOptions({
  queryKey: ['visitor'],
  async queryFn({ client, signal }): Promise<Visitor> {
    try {
      const user = await api.user.visitor.query(undefined, { signal });
      return user ? { user } : signedOut(client, null);
    } catch (error) {
      const refusal = refusalOf(error);
      if (isUnproved(refusal)) return signedOut(client, null, true);
      if (!isSignedOut(refusal)) throw error;
      return signedOut(client, refusal.end);
    }
  },
});

/** A later answer may know less, for the cookie may be gone by then: the first reason stays. */
function signedOut(queries: QueryClient, end: SessionEnd | null, unproved = false): SignedOut {
  const before = queries.getQueryData(visitorQuery.queryKey);
  if (!before) return { user: null, end, wasSignedIn: false, isUnproved: unproved };
  return before.user
    ? { user: null, end, wasSignedIn: true, isUnproved: unproved }
    : { ...before, end: end ?? before.end, isUnproved: unproved };
}

/** Forgets all that was known while signed in, and remembers why it ended. The screens follow by themselves. */
export function depart(queries: QueryClient, end: SessionEnd | null, unproved = false) {
  const visitor = signedOut(queries, end, unproved);
  // A toast may still name a device of whoever was here.
  dismissToasts();
  answerForProof(false);
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== visitorQuery.queryKey[0] });
  queries.setQueryData(visitorQuery.queryKey, visitor);
}
