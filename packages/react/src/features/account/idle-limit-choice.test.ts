import { expect, test } from 'vitest';
import { fakeSession } from '../../testing/fake-session.ts';
import { unusedSessions } from './idle-limit-choice.tsx';

test('unusedSessions: those unused for the whole limit to the millisecond, without the current one', () => {
  const sessions = [
    fakeSession({ id: 1, lastUsedAt: '2026-11-18T09:00:00.000Z' }),
    fakeSession({ id: 2, lastUsedAt: '2026-11-18T09:00:00.001Z' }),
    fakeSession({ id: 3, lastUsedAt: '2026-11-01T09:00:00.000Z', isCurrent: true }),
  ];
  const unused = unusedSessions(sessions, 7 * 86_400_000, new Date('2026-11-25T09:00:00.000Z'));
  expect(unused.map(({ id }) => id)).toEqual([1]);
});
