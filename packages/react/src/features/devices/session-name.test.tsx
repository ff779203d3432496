import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { fakeSession } from '../../testing/fake-session.ts';
import {
  DeviceLine,
  SessionName,
  describeDevice,
  nameInList,
  nameInSentence,
  nameOnButton,
  sessionName,
} from './session-name.tsx';

const windows = (version: string) => ({ name: 'Windows', version });
const lineOf = (given: Parameters<typeof fakeSession>[0]) =>
  renderToStaticMarkup(<DeviceLine session={fakeSession(given)} />).replaceAll(/<[^>]*>/g, '');

test('describeDevice: browser and system', () => {
  const device = {
    kind: 'desktop',
    software: 'Firefox',
    version: '128',
    systems: [{ name: 'Linux', version: null }],
  } as const;
  expect(describeDevice(device)).toBe('Firefox 128 on Linux');
  expect(describeDevice({ ...device, version: null })).toBe('Firefox on Linux');
});

test('describeDevice: unknown parts are called unknown', () => {
  const ios = [{ name: 'iOS', version: null }];
  expect(describeDevice({ kind: 'phone', software: null, version: null, systems: ios })).toBe('Unknown browser on iOS');
  expect(describeDevice({ kind: 'program', software: 'curl', version: '8', systems: [] })).toBe(
    'curl 8 on an unknown system',
  );
});

test('describeDevice: alternatives of systems stay alternatives', () => {
  const edge = { kind: 'desktop', software: 'Edge', version: '140' } as const;
  expect(describeDevice({ ...edge, systems: [windows('10'), windows('11')] })).toBe('Edge 140 on Windows 10 or 11');
  expect(describeDevice({ ...edge, systems: [windows('11')] })).toBe('Edge 140 on Windows 11');
  const apple = [
    { name: 'macOS', version: null },
    { name: 'iPadOS', version: null },
  ];
  expect(describeDevice({ ...edge, systems: apple })).toBe('Edge 140 on macOS or iPadOS');
});

test("sessionName: prefers the label, then the client's own name", () => {
  expect(sessionName(fakeSession())).toBe('Firefox 128 on Linux');
  expect(sessionName(fakeSession({ clientLabel: 'Nightly backup' }))).toBe('Nightly backup');
  expect(sessionName(fakeSession({ label: 'The attic', clientLabel: 'Nightly backup' }))).toBe('The attic');
});

test('nameInSentence: quotes and truncates chosen names only', () => {
  const attic = fakeSession({ label: 'The attic' });
  const endless = fakeSession({ clientLabel: 'x'.repeat(190) });
  expect(nameInSentence(fakeSession())).toBe('Firefox 128 on Linux');
  expect(nameInSentence(attic)).toBe('“The attic”');
  expect(nameInSentence(endless)).toBe(`“${'x'.repeat(39)}…”`);
  expect(nameInList(attic)).toBe('“The attic”');
  expect(nameOnButton(attic)).toBe('The attic');
  expect(nameOnButton(endless)).toBe(`${'x'.repeat(39)}…`);
});

test('nameInSentence: truncates between characters', () => {
  const family = '👨‍👩‍👧‍👦';
  expect(nameOnButton(fakeSession({ label: family.repeat(40) }))).toBe(family.repeat(40));
  expect(nameOnButton(fakeSession({ label: family.repeat(41) }))).toBe(`${family.repeat(39)}…`);
});

test('SessionName: shows a chosen name in quotes with all of it as a title, and a device as it is', () => {
  const name = 'a name that is longer than the forty characters of a sentence';
  expect(renderToStaticMarkup(<SessionName session={fakeSession({ label: name })} />)).toBe(
    `<bdi class="device-label" title="${name}"><span class="truncate">${name}</span></bdi>`,
  );
  expect(renderToStaticMarkup(<SessionName session={fakeSession()} />)).toBe('<bdi>Firefox 128 on Linux</bdi>');
});

test('SessionName: escapes a label made of markup', () => {
  const markup = renderToStaticMarkup(<SessionName session={fakeSession({ label: '<img src=x onerror="x()">' })} />);
  expect(markup).not.toContain('<img');
});

test('DeviceLine: shows the device below a chosen name only', () => {
  expect(lineOf({ label: 'Attic' })).toBe('Firefox 128 on Linux');
  expect(lineOf({ clientLabel: 'Backup' })).toBe('Chose this name itself (Firefox 128 on Linux)');
  expect(lineOf({})).toBe('');
});
