import type { ListedSession } from './listed-session.ts';
import type { Listing } from './listing.ts';

/** The last used first; the newer sign-in first where the use is the same. Moments of one form can be compared as text. */
export function byLastUse(one: ListedSession, other: ListedSession): number {
  if (one.lastUsedAt === other.lastUsedAt) return other.id - one.id;
  return one.lastUsedAt < other.lastUsedAt ? 1 : -1;
}

export interface OrderedSessions {
  readonly current: ListedSession | null;
  readonly others: readonly ListedSession[];
  readonly isComplete: boolean;
}

/** This device apart from the others. */
export function inOrder({ sessions, isComplete }: Listing): OrderedSessions {
  return {
    current: sessions.find(({ isCurrent }) => isCurrent) ?? null,
    others: sessions.filter(({ isCurrent }) => !isCurrent).toSorted(byLastUse),
    isComplete,
  };
}
