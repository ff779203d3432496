import type { ListedSession } from './listed-session.ts';

/** The server writes a use down at most once a minute: within two, nobody can tell it from now. */
const recent = 2 * 60_000;

/** Since when a use counts as now. Moments of one form can be compared as text. */
export const activeSince = (now: Date): string => new Date(now.getTime() - recent).toISOString();

export function isActive({ isCurrent, lastUsedAt }: ListedSession, now: Date): boolean {
  return isCurrent || lastUsedAt > activeSince(now);
}
