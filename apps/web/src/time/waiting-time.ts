import { localized } from './locale.ts';

const minute = 60;
const hour = 60 * minute;

const words = localized((locale) => new Intl.RelativeTimeFormat(locale));

/** `in 40 seconds`, `in 2 minutes`: rounded up, for who comes back too early waits again. */
export function waitingTime(seconds: number): string {
  if (seconds <= minute) return words().format(Math.ceil(seconds), 'second');
  if (seconds <= hour) return words().format(Math.ceil(seconds / minute), 'minute');
  return words().format(Math.ceil(seconds / hour), 'hour');
}
