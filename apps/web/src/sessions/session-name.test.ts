import { expect, test } from 'vitest';
import { fakeSession } from './listed-session.fake.ts';
import { deviceName, sessionName } from './session-name.ts';

test('a device is called by its browser and its system', () => {
  const device = { kind: 'desktop', software: 'Firefox', version: '128', os: 'Linux' } as const;
  expect(deviceName(device)).toBe('Firefox 128 on Linux');
  expect(deviceName({ ...device, version: null })).toBe('Firefox on Linux');
});

test('what is not known is said to be unknown', () => {
  expect(deviceName({ kind: 'phone', software: null, version: null, os: 'iOS' })).toBe('Unknown browser on iOS');
  expect(deviceName({ kind: 'program', software: 'curl', version: '8', os: null })).toBe('curl 8 on an unknown system');
});

test('what its owner calls it comes first, then the name that a program gave itself', () => {
  expect(sessionName(fakeSession())).toBe('Firefox 128 on Linux');
  expect(sessionName(fakeSession({ selfName: 'Nightly backup' }))).toBe('Nightly backup');
  expect(sessionName(fakeSession({ ownersName: 'The attic', selfName: 'Nightly backup' }))).toBe('The attic');
});
