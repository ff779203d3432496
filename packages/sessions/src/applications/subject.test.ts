import { describe, expect, test } from 'vitest';
import { displayName, subject, subjectOf } from './subject.ts';

describe('a subject', () => {
  test.each(['7', 'a', 'auth0|507f1f77', '6f1c5a52-5bd1-4b7e-9d3a-000000000000', '~!"/\\%', 'x'.repeat(255)])(
    'may be %s, unchanged',
    (text) => expect(subject.parse(text)).toBe(text),
  );

  test.each([
    '',
    ' ',
    'a b',
    'a\u0000',
    'a\n',
    '\u00e4',
    '\u202e',
    '\u{1f5dd}',
    'x'.repeat(256),
    'latchkey:',
    'latchkey:7',
  ])('may not be %j', (text) => expect(subject.safeParse(text).success).toBe(false));

  test('of an account with a password is one that no application can use', () => {
    expect(subjectOf({ id: 7, subject: null })).toBe('latchkey:7');
    expect(subjectOf({ id: 7, subject: '7' })).toBe('7');
  });
});

test('a display name has 1 to 100 visible characters', () => {
  expect(displayName.parse(' Ada Lovelace ')).toBe('Ada Lovelace');
  expect(displayName.safeParse('x'.repeat(100)).success).toBe(true);
  for (const text of ['', ' ', '\u202eAda', 'x'.repeat(101)]) expect(displayName.safeParse(text).success).toBe(false);
});
