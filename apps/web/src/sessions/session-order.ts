import { activeSince } from './activity.ts';
import type { ListedSession } from './listed-session.ts';
import type { Listing } from './listing.ts';

/**
 * The last used first. Those in use now keep their places, the newer sign-in first: otherwise each use would move the row that
 * somebody is about to press.
 */
export function byLastUse(now: Date): (one: ListedSession, other: ListedSession) => number {
  const since = activeSince(now);
  const placeOf = ({ lastUsedAt }: ListedSession) => (lastUsedAt > since ? 'now' : lastUsedAt);
  return (one, other) => {
    const [place, otherPlace] = [placeOf(one), placeOf(other)];
    if (place === otherPlace) return other.id - one.id;
    return place < otherPlace ? 1 : -1;
  };
}

export interface OrderedSessions {
  readonly current: ListedSession | null;
  readonly others: readonly ListedSession[];
  readonly isComplete: boolean;
}

/** This device apart from the others. */
export function inOrder({ sessions, isComplete }: Listing, now: Date): OrderedSessions {
  return {
    current: sessions.find(({ isCurrent }) => isCurrent) ?? null,
    others: sessions.filter(({ isCurrent }) => !isCurrent).toSorted(byLastUse(now)),
    isComplete,
  };
}
