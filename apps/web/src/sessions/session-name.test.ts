import { expect, test } from 'vitest';
import { fakeSession } from './listed-session.fake.ts';
import { deviceName, sessionName } from './session-name.ts';

test('a device is called by its browser and its system', () => {
  const device = {
    kind: 'desktop',
    software: 'Firefox',
    version: '128',
    systems: [{ name: 'Linux', version: null }],
  } as const;
  expect(deviceName(device)).toBe('Firefox 128 on Linux');
  expect(deviceName({ ...device, version: null })).toBe('Firefox on Linux');
});

test('what is not known is said to be unknown', () => {
  const ios = [{ name: 'iOS', version: null }];
  expect(deviceName({ kind: 'phone', software: null, version: null, systems: ios })).toBe('Unknown browser on iOS');
  expect(deviceName({ kind: 'program', software: 'curl', version: '8', systems: [] })).toBe(
    'curl 8 on an unknown system',
  );
});

test('what a header leaves open is left open', () => {
  const edge = { kind: 'desktop', software: 'Edge', version: '140' } as const;
  const windows = (version: string) => ({ name: 'Windows', version });
  expect(deviceName({ ...edge, systems: [windows('10'), windows('11')] })).toBe('Edge 140 on Windows 10 or 11');
  expect(deviceName({ ...edge, systems: [windows('11')] })).toBe('Edge 140 on Windows 11');
  const apple = [
    { name: 'macOS', version: null },
    { name: 'iPadOS', version: null },
  ];
  expect(deviceName({ ...edge, systems: apple })).toBe('Edge 140 on macOS or iPadOS');
});

test('what its owner calls it comes first, then the name that a program gave itself', () => {
  expect(sessionName(fakeSession())).toBe('Firefox 128 on Linux');
  expect(sessionName(fakeSession({ selfName: 'Nightly backup' }))).toBe('Nightly backup');
  expect(sessionName(fakeSession({ ownersName: 'The attic', selfName: 'Nightly backup' }))).toBe('The attic');
});
