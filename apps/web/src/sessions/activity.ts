import type { ListedSession } from './listed-session.ts';

/** The server writes a use down at most once a minute: within two, nobody can tell it from now. */
const recent = 2 * 60_000;

export function isActive({ isCurrent, lastUsedAt }: ListedSession, now: Date): boolean {
  return isCurrent || now.getTime() - Date.parse(lastUsedAt) < recent;
}
