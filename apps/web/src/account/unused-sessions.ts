import type { ListedSession } from '../sessions/listed-session.ts';

/** Those of the listed sessions that have been unused for so long, in milliseconds. The one that looks is in use. */
export function unusedSessions(sessions: readonly ListedSession[], limit: number, now: Date): ListedSession[] {
  const since = now.getTime() - limit;
  return sessions.filter(({ isCurrent, lastUsedAt }) => !isCurrent && Date.parse(lastUsedAt) <= since);
}
