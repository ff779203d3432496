import { expect, test } from 'vitest';
import { fakeSession } from './listed-session.fake.ts';
import { deviceName, nameInList, nameInSentence, nameOnButton, sessionName } from './session-name.ts';

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

test('a name that somebody gave is quoted and cut in a sentence, and what is known of a device is not', () => {
  const attic = fakeSession({ ownersName: 'The attic' });
  const endless = fakeSession({ selfName: 'x'.repeat(190) });
  expect(nameInSentence(fakeSession())).toBe('Firefox 128 on Linux');
  expect(nameInSentence(attic)).toBe('“The attic”');
  expect(nameInSentence(endless)).toBe(`“${'x'.repeat(39)}…”`);
  expect(nameInList(attic)).toBe('“The attic”');
  expect(nameOnButton(attic)).toBe('The attic');
  expect(nameOnButton(endless)).toBe(`${'x'.repeat(39)}…`);
});

test('a cut takes no character apart', () => {
  const family = '👨‍👩‍👧‍👦';
  expect(nameOnButton(fakeSession({ ownersName: family.repeat(40) }))).toBe(family.repeat(40));
  expect(nameOnButton(fakeSession({ ownersName: family.repeat(41) }))).toBe(`${family.repeat(39)}…`);
});
