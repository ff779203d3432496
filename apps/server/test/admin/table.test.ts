import { expect, test } from 'vitest';
import { formatTable } from '../../src/admin/table.ts';

test('a column is as wide as its widest cell', () => {
  expect(
    formatTable(
      ['id', 'e-mail'],
      [
        ['1', 'ada@example.com'],
        ['100', '-'],
      ],
    ),
  ).toBe('id   e-mail\n1    ada@example.com\n100  -');
});

test('a table has no control or format characters of its cells', () => {
  for (const character of ['\x1B', '\x9B', '\n', '\t', '\u202E', '\u2028']) {
    expect(formatTable(['device'], [[`a${character}b`]])).toBe('device\na\uFFFDb');
  }
});
