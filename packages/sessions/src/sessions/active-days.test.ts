import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ActiveDays, afterUse, countUsedDays, oneDay } from './active-days.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 2, 1, 12);

/** The days of a session that was used at its start and then again after each of these pauses. */
function usedAfter(pauses: readonly number[]): ActiveDays {
  let [days, at] = [oneDay, start];
  for (const pause of pauses) {
    days = afterUse(days, at, at + pause);
    at += pause;
  }
  return days;
}

test.each([
  ['on one day only', [1000, 1000], 0b1],
  ['on two days in a row', [day], 0b11],
  ['a millisecond before midnight and at midnight', [day / 2 - 1, 1], 0b11],
  ['with a day between', [day, 2 * day], 0b1101],
  ['30 days later, which is remembered', [30 * day], 2 ** 30 + 1],
  ['31 days later, which is not', [31 * day], 0b1],
  ['32 days later, where a shift begins anew', [32 * day], 0b1],
])('a session used %s', (_when, pauses, days) => {
  expect(usedAfter(pauses)).toBe(days);
});

test('holds exactly the days of the last 31 on which there was a use', () => {
  const pause = fc.oneof(fc.integer({ min: 0, max: 3 * day }), fc.integer({ min: 0, max: 50 * day }));
  const property = fc.property(fc.array(pause, { maxLength: 60 }), (pauses) => {
    const used = new Set([Math.floor(start / day)]);
    let at = start;
    for (const one of pauses) used.add(Math.floor((at += one) / day));
    const today = Math.floor(at / day);
    const days = usedAfter(pauses);
    for (let ago = 0; ago <= 30; ago += 1) expect(((days >> ago) & 1) === 1).toBe(used.has(today - ago));
    expect(days).toBeLessThan(2 ** 31);
    expect(days).toBeGreaterThan(0);
  });
  fc.assert(property);
});

test.each([
  ['on the day of the sign-in only', 0, 0b1, 1],
  ['on two days, the first that of the sign-in', 5, 0b100001, 2],
  ['on the last day, where earlier days were not kept', 5, 0b1, 2],
  ['on each of the last 31 days, and long before', 100, 2 ** 31 - 1, 32],
  ['on the last day, and the sign-in lies before the kept days', 100, 0b1, 2],
])('countUsedDays: of a session used %s', (_which, age, days, count) => {
  expect(countUsedDays(days, new Date(start), new Date(start + age * day))).toBe(count);
});
