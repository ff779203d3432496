import { expect, test } from 'vitest';
import { idleLimitsOf, ownIdleLimit, ownIdleLimits } from './idle-limit.ts';

const day = 24 * 60 * 60 * 1000;

test('a limit of one’s own is a week, or one, three, six or twelve months', () => {
  expect(ownIdleLimits.map((limit) => limit / day)).toEqual([7, 30, 90, 180, 365]);
  expect(ownIdleLimit.parse(7 * day)).toBe(7 * day);
  expect(ownIdleLimit.safeParse(8 * day).error?.issues).toMatchObject([{ message: 'Must be one of the choices' }]);
});

test('what may be chosen is shorter than the limit of all accounts, and a longer one says nothing', () => {
  expect(idleLimitsOf(7 * day, 30 * day)).toEqual({ own: 7 * day, default: 30 * day, choices: [7 * day] });
  expect(idleLimitsOf(30 * day, 30 * day).own).toBeNull();
  expect(idleLimitsOf(90 * day, 30 * day).own).toBeNull();
  expect(idleLimitsOf(null, 400 * day)).toEqual({ own: null, default: 400 * day, choices: ownIdleLimits });
});
