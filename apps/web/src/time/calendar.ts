import { localized } from './locale.ts';

const clock = localized((locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }));
const date = localized((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));
const exact = localized((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' }));

/** It is never broken: "12:00" and "PM" stay on one line. */
export const clockTime = (at: Date): string => clock().format(at).replaceAll(' ', '\u00A0');
export const calendarDate = (at: Date): string => date().format(at);
export const exactTime = (at: Date): string => exact().format(at);

export function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}
