import { expect, it } from 'vitest';
import { applyChange, endOthers } from '../src/sessions/session-list.ts';
import { fakeSession } from './fake-session.ts';

const [one, two, three] = [fakeSession({ id: 1 }), fakeSession({ id: 2 }), fakeSession({ id: 3 })];

it('applyChange adds, replaces and removes sessions, and keeps the others', () => {
  const renamed = fakeSession({ id: 2, label: 'Kitchen' });
  const after = applyChange([one, two], { updated: [renamed, three], endedIds: [1, 999] });
  expect(after).toEqual([renamed, three]);
  expect(applyChange(after, { updated: [], endedIds: [] })[0]).toBe(renamed);
});

it('applyChange removes a session that is updated and ended', () => {
  expect(applyChange([one], { updated: [two], endedIds: [2] })).toEqual([one]);
});

it('endOthers keeps the current session', () => {
  const current = fakeSession({ id: 4, isCurrent: true });
  expect(endOthers([one, current, three])).toEqual({ updated: [], endedIds: [1, 3] });
});
