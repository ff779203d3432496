import { expect, test } from 'vitest';
import { fakeSession } from './listed-session.fake.ts';
import { deviceName, ownersName, sessionName } from './session-name.ts';

test('a device is called by its browser and its system', () => {
  const device = { kind: 'desktop', software: 'Firefox', version: '128', os: 'Linux' } as const;
  expect(deviceName(device)).toBe('Firefox 128 on Linux');
  expect(deviceName({ ...device, version: null })).toBe('Firefox on Linux');
});

test('what is not known is said to be unknown', () => {
  expect(deviceName({ kind: 'phone', software: null, version: null, os: 'iOS' })).toBe('Unknown browser on iOS');
  expect(deviceName({ kind: 'program', software: 'curl', version: '8', os: null })).toBe('curl 8 on an unknown system');
});

test('a name that a program gave itself comes first', () => {
  expect(sessionName(fakeSession())).toBe('Firefox 128 on Linux');
  expect(sessionName(fakeSession({ name: 'Nightly backup' }))).toBe('Nightly backup');
});

test('a name that its owner gave is told from one that a program gave itself', () => {
  expect(ownersName(fakeSession())).toBeNull();
  expect(ownersName(fakeSession({ name: 'Nightly backup', information: 'Nightly backup' }))).toBeNull();
  expect(ownersName(fakeSession({ name: 'Kitchen iPad' }))).toBe('Kitchen iPad');
  expect(ownersName(fakeSession({ name: 'The attic', information: 'Nightly backup' }))).toBe('The attic');
});
