import { expect, test } from 'vitest';
import { alertLasts } from '../sign-in-alerts/sign-in-alert.ts';
import { linkLifetime } from './mail.ts';

const minute = 60_000;

test('a link sets a password for half an hour, verifies for a day, and disowns or answers for a week', () => {
  expect(linkLifetime).toEqual({ recovery: 30 * minute, verification: 1440 * minute, disown: 10_080 * minute });
  expect(alertLasts).toBe(10_080 * minute);
});
