import { expect, test } from 'vitest';
import { fakeSession } from '../../testing/fake-session.ts';
import { matchesSearch } from './search.ts';

const session = fakeSession({
  label: 'Küche',
  clientLabel: 'Nightly backup',
  ip: '203.0.113.7',
  location: { kind: 'country', country: 'DE' },
});

test.each([
  '',
  ' ',
  'küche',
  'KUCHE',
  'kuc',
  'firefox 128',
  'linux firefox',
  'nightly',
  'germany',
  'KÜCHE LINUX FIREFOX',
  'lınux',

  '203.0.113',
  '  backup   113.7 ',
])('matchesSearch: finds visible text: %j', (words) => expect(matchesSearch(session, words)).toBe(true));

test.each(['chrome', 'küche chrome', 'firefox128', '203.0.114'])('matchesSearch: false for other text: %j', (words) =>
  expect(matchesSearch(session, words)).toBe(false),
);

test('matchesSearch: finds a renamed session by its new name only', () => {
  const renamed = { ...session, label: 'Attic' };
  expect([matchesSearch(renamed, 'attic'), matchesSearch(renamed, 'küche')]).toEqual([true, false]);
});
