import type { LiveSessions } from '@latchkey/client';
import { afterEach, expect, test } from 'vitest';
import { connect } from '../../../api/latchkey.ts';
import { authQuery } from '../../../api/auth.ts';
import { queries, userSwitches } from '../../../api/queries.ts';
import { followLive, live } from './live-sessions.ts';

afterEach(() => connect(''));

test('another address: what follows the list follows the one of that address, and no longer the one before', () => {
  const stopped: LiveSessions[] = [];
  const followed: LiveSessions[] = [];
  const stop = followLive((list) => {
    followed.push(list);
    return () => stopped.push(list);
  });
  const first = live();
  connect('https://one.example');
  const second = live();
  expect(second).not.toBe(first);
  expect({ followed, stopped }).toEqual({ followed: [first, second], stopped: [first] });
  stop();
  connect('https://two.example');
  expect({ followed, stopped }).toEqual({ followed: [first, second], stopped: [first, second] });
});

test('another address: nothing of the former one stays cached or open, also where the ids of users are the same', () => {
  const proof = { endsSessionsUntil: null, changesPasswordUntil: null };
  queries.setQueryData(authQuery.queryKey, { user: { id: 1, email: 'kim@example.com', proof, application: null } });
  queries.setQueryData(['session', 'list'], 'secret');
  const before = userSwitches();
  connect('https://two.example');
  expect(queries.getQueryData(authQuery.queryKey)).toBeUndefined();
  expect(queries.getQueryData(['session', 'list'])).toBeUndefined();
  expect(userSwitches()).toBe(before + 1);
});
