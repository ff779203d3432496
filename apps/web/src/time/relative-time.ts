import { localized } from './locale.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const words = localized((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

/** `3 hours ago`, `yesterday`, `in 13 days`. Whole days are counted on the calendar, as people count them. */
function relativeTime(at: Date, now: Date): string {
  const distance = at.getTime() - now.getTime();
  const size = Math.abs(distance);
  if (size < hour) return words().format(Math.trunc(distance / minute), 'minute');
  if (size < day) return words().format(Math.trunc(distance / hour), 'hour');
  return words().format(calendarDays(now, at), 'day');
}

/** How long ago something was that has happened. It is never in the future, whatever the clocks say. */
export const timeAgo = (at: Date, now: Date): string => relativeTime(at < now ? at : now, now);

/** How far off something is that is yet to come. */
export const timeAhead = (at: Date, now: Date): string => relativeTime(at > now ? at : now, now);

/** `today` or `yesterday`, and null for any other day, which is better said by its date. */
export function dayName(at: Date, now: Date): string | null {
  const days = calendarDays(now, at);
  return days === 0 || days === -1 ? words().format(days, 'day') : null;
}

/** Midnights passed between two moments, each taken as a date without hours, so that no daylight saving counts. */
function calendarDays(from: Date, to: Date): number {
  return (dateOnly(to) - dateOnly(from)) / day;
}

function dateOnly(at: Date): number {
  return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
}
