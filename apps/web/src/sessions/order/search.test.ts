import { expect, test } from 'vitest';
import { fakeSession } from '../listed-session.fake.ts';
import { isFound } from './search.ts';

const session = fakeSession({
  ownersName: 'Küche',
  selfName: 'Nightly backup',
  address: '203.0.113.7',
  place: { kind: 'country', country: 'DE' },
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
])('a session is found by what is shown of it: %j', (words) => expect(isFound(session, words)).toBe(true));

test.each(['chrome', 'küche chrome', 'firefox128', '203.0.114'])('and by nothing else: %j', (words) =>
  expect(isFound(session, words)).toBe(false),
);

test('one that has been renamed is found by its new name, and not by the old one', () => {
  const renamed = { ...session, ownersName: 'Attic' };
  expect([isFound(renamed, 'attic'), isFound(renamed, 'küche')]).toEqual([true, false]);
});
