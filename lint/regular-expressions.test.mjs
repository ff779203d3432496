import { expect, it } from 'vitest';
import { expressionFaults } from './regular-expressions.mjs';

it.each(['/^(a+)+$/', '/^bearer +(.+)$/i', '/\\p{L}+\\p{L}+!/u'])('fails on %s', (expression) => {
  const text = `const first = 1;\nexport const read = (text) => text.split(${expression});\n`;
  expect(expressionFaults('file.ts', text)).toEqual([expect.stringContaining('file.ts:2: /')]);
});

it.each(['/^[0-9a-f]{64}$/', '/^bearer ([^ ]+)$/i', '/a/gv'])('passes %s', (expression) => {
  expect(expressionFaults('file.ts', `const pattern = ${expression};\n`)).toEqual([]);
});

it.each(['new RegExp(name)', 'RegExp(`^${name}`)'])('fails on %s, which it cannot check', (expression) => {
  expect(expressionFaults('file.ts', `const pattern = ${expression};\n`)).toHaveLength(1);
});

it('reads neither comments nor quotients as expressions', () => {
  expect(expressionFaults('file.ts', '// /^(a+)+$/\nconst half = (a + a) / 2 + b / 3;\n')).toEqual([]);
});

it('throws on a file that it cannot parse', () => {
  expect(() => expressionFaults('file.ts', 'const = 1;')).toThrow('file.ts');
});
