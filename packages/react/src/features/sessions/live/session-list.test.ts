import { expect, test } from 'vitest';
import { fakeSession } from '../../../testing/fake-session.ts';
import { isActiveNow, splitAndSort } from './session-list.ts';

const now = new Date('2026-11-23T10:00:00.000Z');

test('splitAndSort: separates the current session, and sorts the others by last use', () => {
  const { current, others } = splitAndSort(
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

test('splitAndSort: no current session in a list without it', () => {
  expect(splitAndSort({ sessions: [], isComplete: false }, now)).toEqual({
    current: null,
    others: [],
    isComplete: false,
  });
});

test('splitAndSort: sessions in use now come first and do not swap', () => {
  const others = ([first, second]: readonly [string, string]) =>
    splitAndSort(
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

const noon = new Date('2026-11-23T12:00:00.000Z');

test.each([
  ['2026-11-23T11:58:01.000Z', true],
  ['2026-11-23T11:58:00.000Z', false],
  // A browser clock behind the server's must not make a current session look old.
  ['2026-11-23T12:05:00.000Z', true],
])('isActiveNow: last used at %s is %s', (lastUsedAt, active) => {
  expect(isActiveNow(fakeSession({ lastUsedAt }), noon)).toBe(active);
});

test('isActiveNow: always true for the current session', () => {
  expect(isActiveNow(fakeSession({ lastUsedAt: '2026-11-20T12:00:00.000Z', isCurrent: true }), noon)).toBe(true);
});
