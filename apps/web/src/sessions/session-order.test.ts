import { expect, test } from 'vitest';
import { fakeSession } from './listed-session.fake.ts';
import { inOrder } from './session-order.ts';

test('this device stands apart, the others by last use, newest first', () => {
  const { current, others } = inOrder({
    sessions: [
      fakeSession({ id: 1, lastUsedAt: '2026-11-20T09:00:00.000Z' }),
      fakeSession({ id: 2, lastUsedAt: '2026-11-23T08:00:00.000Z', isCurrent: true }),
      fakeSession({ id: 3, lastUsedAt: '2026-11-23T09:00:00.000Z' }),
      fakeSession({ id: 4, lastUsedAt: '2026-11-20T09:00:00.000Z' }),
    ],
    isComplete: true,
  });
  expect(current?.id).toBe(2);
  expect(others.map(({ id }) => id)).toEqual([3, 4, 1]);
});

test('a list without this device has no current session', () => {
  expect(inOrder({ sessions: [], isComplete: false })).toEqual({ current: null, others: [], isComplete: false });
});
