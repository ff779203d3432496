import type { TimeLimit } from './messages/en.ts';
import { messages } from './messages.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** The limit of a session that lasted from its sign-in until it reached that limit. Null where it is not in whole hours. */
function timeLimitOf(milliseconds: number): TimeLimit | null {
  if (milliseconds <= 0 || milliseconds % hour !== 0) return null;
  if (milliseconds > 2 * day && milliseconds % day === 0) return { count: milliseconds / day, unit: 'day' };
  return { count: milliseconds / hour, unit: 'hour' };
}

/**
 * Writes the limit of a session that reached it as `30-day limit`, for the sentences about its end. Takes when it signed in,
 * or nothing where that is unknown, and when it ended.
 */
export const timeLimitText = (createdAt: Date | string | null | undefined, endedAt: Date | string): string =>
  messages.timeLimit(createdAt ? timeLimitOf(new Date(endedAt).getTime() - new Date(createdAt).getTime()) : null);
