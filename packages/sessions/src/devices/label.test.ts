import { describe, expect, test } from 'vitest';
import { labelSchema, displayableLabel } from './label.ts';

const parsed = (text: string) => labelSchema(20).safeParse(text);

test.each([
  'Nightly backup',
  'Адин ноутбук',
  '\u{1F4BB}',
  '<b>',
  '👨‍👩‍👧‍👦',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿 England',
  '❤️ phone',
  '☎︎',
  'می‌خواهم',
  'क्‍ष',
  'ශ්‍රී',
  'Việt Nam',
  'שָׁלוֹם',
  'ภาษาไทย ที่บ้าน',
  '日本語',
  '한국어',
  '#️⃣ 1',
])('%j is a name', (text) => {
  expect(parsed(text)).toEqual({ success: true, data: text.normalize('NFC') });
});

test.each([
  ['', 'At least 1 character'],
  [' ', 'At least 1 character'],
  ['a'.repeat(21), 'At most 20 characters'],
  ['a\r\nb', 'No control characters or line breaks'],
  ['a\u0085b', 'No control characters or line breaks'],
  ['a\u2028b', 'No control characters or line breaks'],
  ['a\u2029b', 'No control characters or line breaks'],
  ['a\u0000', 'No control characters or line breaks'],
  ['\uD800', 'No control characters or line breaks'],
  ['\u202Eexe', 'No marks that turn the direction of writing'],
  ['a\u200Fb', 'No marks that turn the direction of writing'],
  ['a\u061Cb', 'No marks that turn the direction of writing'],
  ['a\u2067b', 'No marks that turn the direction of writing'],
  ['\u3164', 'No invisible characters'],
  ['a\u3164', 'No invisible characters'],
  ['\uFFA0', 'No invisible characters'],
  ['\u115F\u1160', 'No invisible characters'],
  ['\u2800\u2800', 'No invisible characters'],
  ['\u200D', 'No invisible characters'],
  ['a\u200Db', 'No invisible characters'],
  ['a\u200Cb', 'No invisible characters'],
  ['👨\u200C👩', 'No invisible characters'],
  ['\u200B', 'No invisible characters'],
  ['pass\u00ADword', 'No invisible characters'],
  ['a\u2060b', 'No invisible characters'],
  ['\uFEFFa\uFEFFb', 'No invisible characters'],
  ['a\u{E0041}', 'No invisible characters'],
  ['a\uFE0F', 'No invisible characters'],
  ['a\u{E000}', 'No invisible characters'],
  ['\u034F\u17B4', 'No invisible characters'],
  [`Z${'\u0335'.repeat(9)}`, 'At most 4 marks on a letter'],
  ['\u0301', 'At least one character that can be seen'],
])('%j is no name: %s', (text, message) => {
  const result = parsed(text);
  expect(result.error?.issues.map((issue) => issue.message)).toEqual([message]);
});

test('what looks the same is the same: a name is kept in the normal form NFC', () => {
  expect(parsed('  Zoe\u0308 ').data).toBe('Zo\u00EB');
});

describe('a stored name from before the rule', () => {
  test.each([
    ['Nightly backup', 'Nightly backup'],
    ['a  b', 'a  b'],
    [' ', null],
    ['a'.repeat(191), 'a'.repeat(190)],
    ['👨‍👩‍👧 می‌خواهم', '👨‍👩‍👧 می‌خواهم'],
    ['\u3164', null],
    ['\u200D\u2800', null],
    ['gnp\u202Eexe', 'gnpexe'],
    ['a\u00AD\u200Bb\nc', 'ab c'],
    [`Z${'\u0335'.repeat(180)}o`, `Z${'\u0335'.repeat(4)}o`],
  ])('%j is shown as %j', (stored, shown) => {
    expect(displayableLabel(stored)).toBe(shown);
  });

  test('of none there is none', () => {
    expect(displayableLabel(null)).toBeNull();
  });
});
