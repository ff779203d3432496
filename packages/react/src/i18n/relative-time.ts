import { localized } from './locale.ts';
import { messages } from './messages.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const words = localized((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
const numbers = localized((locale) => new Intl.RelativeTimeFormat(locale));

/** `3 hours ago`, `yesterday`, `in 13 days`. From 24 hours on it counts midnights, so that 25 hours ago may be `2 days ago`. */
function relativeTime(at: Date, now: Date): string {
  const distance = at.getTime() - now.getTime();
  const size = Math.abs(distance);
  if (size < hour) return words().format(Math.trunc(distance / minute), 'minute');
  if (size < day) return words().format(Math.trunc(distance / hour), 'hour');
  return words().format(midnightsBetween(now, at), 'day');
}

/** How long ago something happened; `just now` within the last minute. A time that lies ahead, because clocks differ, counts as now. */
export const timeAgo = (at: Date, now: Date): string =>
  now.getTime() - at.getTime() < minute ? messages.justNow : relativeTime(at, now);

/** How far ahead something is, at least a minute. A time that has passed counts as now. */
export const timeAhead = (at: Date, now: Date): string =>
  relativeTime(new Date(Math.max(at.getTime(), now.getTime() + minute)), now);

/** `today` or `yesterday`; null for any other day, which the caller names by its date. */
export function dayName(at: Date, now: Date): string | null {
  const days = midnightsBetween(now, at);
  return days === 0 || days === -1 ? words().format(days, 'day') : null;
}

/** Compares dates without their hours, because a day with a change to daylight saving time has 23 or 25 of them. */
function midnightsBetween(from: Date, to: Date): number {
  return (dateOnly(to) - dateOnly(from)) / day;
}

function dateOnly(at: Date): number {
  return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
}

/** `in 40 seconds`, `in 2 minutes`: rounded up, because a retry that comes too early has to wait again. */
export function waitingTime(seconds: number): string {
  const wait = seconds * second;
  if (wait <= minute) return numbers().format(Math.ceil(seconds), 'second');
  if (wait <= hour) return numbers().format(Math.ceil(wait / minute), 'minute');
  return numbers().format(Math.ceil(wait / hour), 'hour');
}
