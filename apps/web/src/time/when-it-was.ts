import { sentences } from '../sentences.ts';
import { serverNow } from './server-clock.ts';
import { calendarDate, clockTime, isSameDay } from './calendar.ts';

/** `at 12:31`, or on another day `on 22 Nov at 12:31`. */
export function whenItWas(at: Date, now = serverNow()): string {
  return isSameDay(at, now) ? sentences.today(clockTime(at)) : sentences.onDay(calendarDate(at), clockTime(at));
}
