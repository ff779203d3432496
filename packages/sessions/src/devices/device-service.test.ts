import { expect, test } from 'vitest';
import { type DeviceRename, DeviceService } from './device-service.ts';
import { hashSessionToken } from '../tokens/session-token.ts';
import { sampleSession, sampleUser, start } from '../testing/sample-session.ts';

test('a device of the user is renamed by the session that asks, where there is such a device', async () => {
  const renames: DeviceRename[] = [];
  const store = {
    rename: (rename: DeviceRename) => Promise.resolve(renames.push(rename) === 1),
  };
  const devices = new DeviceService({ store, clock: () => start });
  const session = sampleSession({ id: 20 });
  const principal = {
    user: sampleUser(3),
    session,
    tokenHash: hashSessionToken('20'),
    ofBrowser: true,
    provedUntil: null,
  };
  expect(await devices.rename(principal, 8, 'Kitchen')).toEqual({ ok: true, value: null });
  expect(await devices.rename(principal, 9, null)).toEqual({ ok: false, code: 'device_not_found' });
  const common = { userId: 3, at: start, actorSessionId: 20 };
  expect(renames).toEqual([
    { ...common, deviceId: 8, label: 'Kitchen' },
    { ...common, deviceId: 9, label: null },
  ]);
});
