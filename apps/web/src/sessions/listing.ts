import type { ListedSession } from './listed-session.ts';

/** The sessions as far as they are known here. */
export interface Listing {
  readonly sessions: readonly ListedSession[];
  /** Whether these are all, or there are more to come. */
  readonly isComplete: boolean;
}

/** What has become of some sessions: those that live, as they are now, and the ids of those that are gone. */
export interface SessionNews {
  readonly now: readonly ListedSession[];
  readonly gone: readonly number[];
}

export function withNews(sessions: readonly ListedSession[], { now, gone }: SessionNews): readonly ListedSession[] {
  const known = new Map(sessions.map((session) => [session.id, session]));
  for (const session of now) known.set(session.id, session);
  for (const id of gone) known.delete(id);
  return [...known.values()];
}

/** What it means that every other session has been ended. */
export const othersGone = (sessions: readonly ListedSession[]): SessionNews => ({
  now: [],
  gone: sessions.filter(({ isCurrent }) => !isCurrent).map(({ id }) => id),
});
