import { expect, test } from 'vitest';
import { givenName } from './given-name.ts';

const isName = (text: string): boolean => givenName(20).safeParse(text).success;

test.each(['Nightly backup', 'Адин ноутбук', '\u{1F4BB}', '<b>'])('%j is a name', (text) => {
  expect(isName(text)).toBe(true);
});

test.each([
  '',
  ' ',
  '\u200B',
  'a\r\nb',
  'a\u0085b',
  'a\u2028b',
  'a\u2029b',
  'a\u0000',
  '\u202Eexe',
  '\uD800',
  'a'.repeat(21),
])('%j is none: it is not on one line, not to be seen, deceives the eye or is too long', (text) => {
  expect(isName(text)).toBe(false);
});
