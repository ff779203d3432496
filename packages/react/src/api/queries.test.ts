import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { authQuery } from './auth.ts';
import { latchkey } from './latchkey.ts';
import { clearSession, isSameUser, onSessionCleared, queries, userSwitches } from './queries.ts';

const at = '2026-11-23T12:31:00.000Z';
const end = { reason: 'revoked', at, sessionCreatedAt: null, by: null, hasPassword: true } as const;

const proof = { endsSessionsUntil: null, changesPasswordUntil: null };
const user = { id: 1, email: 'kim@example.com', proof, application: null };

beforeEach(() => queries.clear());
afterEach(() => vi.restoreAllMocks());

test('clearSession: removes all queries and keeps the reason', () => {
  queries.setQueryData(authQuery.queryKey, { user });
  queries.setQueryData(['session', 'list'], 'secret');
  clearSession(end);
  expect(queries.getQueryData(authQuery.queryKey)).toEqual({
    user: null,
    end,
    wasSignedIn: true,
    isDeviceNotProved: false,
  });
  expect(queries.getQueryData(['session', 'list'])).toBeUndefined();
});

test('clearSession: a later answer without a reason keeps the first', () => {
  clearSession(end);
  clearSession(null);
  expect(queries.getQueryData(authQuery.queryKey)).toEqual({
    user: null,
    end,
    wasSignedIn: false,
    isDeviceNotProved: false,
  });
});

test('clearSession: stores that the device was not proved until another answer', () => {
  queries.setQueryData(authQuery.queryKey, { user });
  clearSession(null, true);
  expect(queries.getQueryData(authQuery.queryKey)).toMatchObject({ user: null, end: null, isDeviceNotProved: true });
  clearSession(end);
  expect(queries.getQueryData(authQuery.queryKey)).toMatchObject({ user: null, end, isDeviceNotProved: false });
});

test('another user: the dialogs of the former one are closed, and the list begins anew', () => {
  let closed = 0;
  onSessionCleared(() => (closed += 1));
  queries.setQueryData(authQuery.queryKey, { user });
  queries.setQueryData(['session', 'list'], 'secret');
  const clear = vi.spyOn(latchkey().sessions.live, 'clear');
  const [closedBefore, switchesBefore] = [closed, userSwitches()];
  queries.setQueryData(authQuery.queryKey, { user: { ...user, email: 'kim@example.org' } });
  expect([closed, clear.mock.calls.length]).toEqual([closedBefore, 0]);
  queries.setQueryData(authQuery.queryKey, { user: { ...user, id: 2 } });
  expect([closed, clear.mock.calls.length]).toEqual([closedBefore + 1, 1]);
  expect(userSwitches()).toBe(switchesBefore + 1);
  expect(queries.getQueryData(['session', 'list'])).toBeUndefined();
});

test('a sign-in: a list that was shown meanwhile begins anew', () => {
  queries.setQueryData(authQuery.queryKey, { user });
  clearSession(end);
  const clear = vi.spyOn(latchkey().sessions.live, 'clear');
  queries.setQueryData(authQuery.queryKey, { user });
  expect(clear).toHaveBeenCalledTimes(1);
});

test('isSameUser: asks whose cookie it is, and leaves the proof of the same user as it is', async () => {
  const proved = { ...user, proof: { ...proof, endsSessionsUntil: at } };
  queries.setQueryData(authQuery.queryKey, { user: proved });
  const ask = vi.spyOn(latchkey(), 'user').mockResolvedValue(user);
  expect(await isSameUser()).toBe(true);
  expect(queries.getQueryData(authQuery.queryKey)).toEqual({ user: proved });
  ask.mockResolvedValue({ ...user, id: 2 });
  expect(await isSameUser()).toBe(false);
});
