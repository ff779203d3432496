import { expect, test } from 'vitest';
import { table } from './table.ts';

test('columns stand one under the other, as wide as their widest cell', () => {
  expect(
    table(
      ['id', 'e-mail'],
      [
        ['1', 'ada@example.com'],
        ['100', '-'],
      ],
    ),
  ).toBe('id   e-mail\n1    ada@example.com\n100  -');
});

test('a control or format character that a stranger chose reaches no terminal', () => {
  for (const character of ['\x1B', '\x9B', '\n', '\t', '\u202E', '\u2028']) {
    expect(table(['device'], [[`a${character}b`]])).toBe('device\na\uFFFDb');
  }
});
