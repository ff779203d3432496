import { expect, test } from 'vitest';
import { fakeSession } from './listed-session.fake.ts';
import { inOrder } from './session-order.ts';

const now = new Date('2026-11-23T10:00:00.000Z');

test('this device stands apart, the others by last use, newest first', () => {
  const { current, others } = inOrder(
    {
      sessions: [
        fakeSession({ id: 1, lastUsedAt: '2026-11-20T09:00:00.000Z' }),
        fakeSession({ id: 2, lastUsedAt: '2026-11-23T08:00:00.000Z', isCurrent: true }),
        fakeSession({ id: 3, lastUsedAt: '2026-11-23T09:00:00.000Z' }),
        fakeSession({ id: 4, lastUsedAt: '2026-11-20T09:00:00.000Z' }),
      ],
      isComplete: true,
    },
    now,
  );
  expect(current?.id).toBe(2);
  expect(others.map(({ id }) => id)).toEqual([3, 4, 1]);
});

test('a list without this device has no current session', () => {
  expect(inOrder({ sessions: [], isComplete: false }, now)).toEqual({ current: null, others: [], isComplete: false });
});

test('those in use now keep their places, before all others, however their uses follow each other', () => {
  const others = ([first, second]: readonly [string, string]) =>
    inOrder(
      {
        sessions: [
          fakeSession({ id: 5, lastUsedAt: '2026-11-23T09:57:00.000Z' }),
          fakeSession({ id: 6, lastUsedAt: first }),
          fakeSession({ id: 7, lastUsedAt: second }),
        ],
        isComplete: true,
      },
      now,
    ).others.map(({ id }) => id);
  const moments = ['2026-11-23T09:58:30.000Z', '2026-11-23T09:59:59.000Z'] as const;
  expect(others(moments)).toEqual([7, 6, 5]);
  expect(others([moments[1], moments[0]])).toEqual([7, 6, 5]);
});
