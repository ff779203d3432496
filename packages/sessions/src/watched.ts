import type { Refused } from './authenticator.ts';
import type { ListedSession } from './listed-session.ts';
import type { SessionChange } from './session-change.ts';

/**
 * What a watch tells. First the sessions that were used last, and whether these are all; of all others it has taken note too.
 * Then what has happened to which, with each of these sessions that lives as it is now. Or that the caller's own has ended.
 */
export type Watched =
  | { readonly ok: true; readonly kind: 'opened'; readonly sessions: ListedSession[]; readonly isComplete: boolean }
  | {
      readonly ok: true;
      readonly kind: 'changed';
      readonly sessions: ListedSession[];
      readonly changes: SessionChange[];
    }
  | Refused;

/** With so many sessions a watch opens: all of them, for nearly everybody. */
const openingSessions = 100;

/**
 * A watch rests between two looks, in milliseconds: one for each session, and a second at most. So a look at ten thousand
 * is not taken at each of a thousand changes, and whoever has a few sees things as they happen.
 */
export const restAfter = (sessions: number) => Math.min(sessions, 1000);

/** The beginning. */
export function opened(sessions: readonly ListedSession[]): Watched {
  const latest = sessions.slice(-openingSessions);
  return { ok: true, kind: 'opened', sessions: latest, isComplete: latest.length === sessions.length };
}

/** What has happened since; null where nothing has. */
export function changed(sessions: readonly ListedSession[], changes: SessionChange[]): Watched | null {
  if (changes.length === 0) return null;
  const ids = new Set(changes.map(({ sessionId }) => sessionId));
  return { ok: true, kind: 'changed', sessions: sessions.filter(({ id }) => ids.has(id)), changes };
}
