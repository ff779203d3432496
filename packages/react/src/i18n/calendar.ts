import { serverNow } from '../api/server-clock.ts';
import { localized } from './locale.ts';
import { messages } from './messages.ts';

const clock = localized((locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }));
const date = localized((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));
const exact = localized((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' }));

/** With non-breaking spaces, so that "12:00" and "PM" stay on one line. */
export const clockTime = (at: Date): string => clock().format(at).replaceAll(' ', '\u00A0');
export const calendarDate = (at: Date): string => date().format(at);
export const exactTime = (at: Date): string => exact().format(at);

export function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}

/** `at 12:31`, or on another day `on 22 Nov at 12:31`. */
export function timeOfEvent(at: Date, now = serverNow()): string {
  return isSameDay(at, now) ? messages.today(clockTime(at)) : messages.onDay(calendarDate(at), clockTime(at));
}
