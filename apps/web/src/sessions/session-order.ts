import type { ListedSession } from './listed-session.ts';

/** The last used first; the newer sign-in first where the use is the same. */
export function byLastUse(one: ListedSession, other: ListedSession): number {
  return Date.parse(other.lastUsedAt) - Date.parse(one.lastUsedAt) || other.id - one.id;
}

export interface OrderedSessions {
  readonly current: ListedSession | null;
  readonly others: readonly ListedSession[];
}

/** This device apart from the others. */
export function inOrder({ sessions }: { readonly sessions: readonly ListedSession[] }): OrderedSessions {
  return {
    current: sessions.find(({ isCurrent }) => isCurrent) ?? null,
    others: sessions.filter(({ isCurrent }) => !isCurrent).toSorted(byLastUse),
  };
}
