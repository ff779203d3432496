import type { SessionList } from '@latchkey/client';
import type { SessionView } from '../../../api/outputs.ts';

/** The server stores a use at most once a minute, so that two minutes ago may be now. */
const recent = 2 * 60_000;

/** The time since which a use counts as now, as a string that can be compared with `lastUsedAt`. */
const activeSince = (now: Date): string => new Date(now.getTime() - recent).toISOString();

export function isActiveNow({ isCurrent, lastUsedAt }: SessionView, now: Date): boolean {
  return isCurrent || lastUsedAt > activeSince(now);
}

/**
 * Sorts by last use, newest first. Sessions in use now are sorted by sign-in: otherwise each use would move rows while the user
 * is about to click one.
 */
export function byLastUse(now: Date): (one: SessionView, other: SessionView) => number {
  const since = activeSince(now);
  const sortKey = ({ lastUsedAt }: SessionView) => (lastUsedAt > since ? 'now' : lastUsedAt);
  return (one, other) => {
    const [key, otherKey] = [sortKey(one), sortKey(other)];
    if (key === otherKey) return other.id - one.id;
    return key < otherKey ? 1 : -1;
  };
}

export interface SplitSessions {
  readonly current: SessionView | null;
  readonly others: readonly SessionView[];
  readonly isComplete: boolean;
}

/** Separates the current session from the others and sorts those. */
export function splitAndSort({ sessions, isComplete }: SessionList, now: Date): SplitSessions {
  return {
    current: sessions.find(({ isCurrent }) => isCurrent) ?? null,
    others: sessions.filter(({ isCurrent }) => !isCurrent).toSorted(byLastUse(now)),
    isComplete,
  };
}
