import { beforeEach, expect, test } from 'vitest';
import { authQuery } from './auth.ts';
import { clearSession, queries } from './queries.ts';

const at = '2026-11-23T12:31:00.000Z';
const end = { reason: 'revoked', at, sessionCreatedAt: null, by: null, hasPassword: true } as const;

const proof = { endsSessionsUntil: null, changesPasswordUntil: null };
const user = { id: 1, email: 'kim@example.com', proof, application: null };

beforeEach(() => queries.clear());

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
