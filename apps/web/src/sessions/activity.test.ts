import { expect, test } from 'vitest';
import { isActive } from './activity.ts';
import { fakeSession } from './listed-session.fake.ts';

const now = new Date('2026-11-23T12:00:00.000Z');

test.each([
  ['2026-11-23T11:58:01.000Z', true],
  ['2026-11-23T11:58:00.000Z', false],
  // A clock that runs behind the server's must not make a session of just now look old.
  ['2026-11-23T12:05:00.000Z', true],
])('last used at %s counts as active: %s', (lastUsedAt, active) => {
  expect(isActive(fakeSession({ lastUsedAt }), now)).toBe(active);
});

test('this device is always active', () => {
  expect(isActive(fakeSession({ lastUsedAt: '2026-11-20T12:00:00.000Z', isCurrent: true }), now)).toBe(true);
});
