import type { ListedSession } from './listed-session.ts';

/** How many days are looked back on. The server remembers one more. */
export const recentDayCount = 30;

export type DayMark = 'used' | 'unused' | 'absent';

const day = 24 * 60 * 60 * 1000;
const dayOf = (at: number): number => Math.floor(at / day);

/**
 * What became of a session on each of the last days, today last: used, not used, or not there yet. Days are those of UTC,
 * by which the server counts them.
 */
export function recentDays(
  { activeDays, createdAt, lastUsedAt }: Pick<ListedSession, 'activeDays' | 'createdAt' | 'lastUsedAt'>,
  now: Date,
): DayMark[] {
  const [first, last] = [dayOf(Date.parse(createdAt)), dayOf(Date.parse(lastUsedAt))];
  // The clock of this browser may be behind the server's.
  const today = Math.max(dayOf(now.getTime()), last);
  return Array.from({ length: recentDayCount }, (_, index) => {
    const date = today - (recentDayCount - 1) + index;
    if (date < first) return 'absent';
    // A sign-in is a use, also one from before the server kept the days.
    const isUsed = date === first || (date <= last && ((activeDays >> (last - date)) & 1) === 1);
    return isUsed ? 'used' : 'unused';
  });
}
