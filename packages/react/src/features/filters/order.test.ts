import { expect, test } from 'vitest';
import { fakeSession } from '../../testing/fake-session.ts';
import type { CheckReason } from '../sessions/checks/check-reason.ts';
import { type Order, sortSessions } from './order.ts';

const sessions = [4, 1, 5, 2, 3].map((id) => fakeSession({ id }));
const reasons = new Map<number, CheckReason>([
  [2, 'unconfirmed'],
  [3, 'usedOnce'],
  [5, 'usedOnce'],
]);

test.each<[Order, readonly number[]]>([
  // By reason, and sessions with the same one by last use.
  ['toCheck', [2, 5, 3, 4, 1]],
  ['lastUsed', [4, 1, 5, 2, 3]],
  ['signedIn', [5, 4, 3, 2, 1]],
])('sortSessions: %s', (order, ids) => {
  expect(sortSessions(sessions, order, reasons).map(({ id }) => id)).toEqual(ids);
});
