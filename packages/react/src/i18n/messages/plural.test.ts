import { afterEach, expect, test, vi } from 'vitest';
import { pluralOf } from './plural.ts';

afterEach(() => void vi.unstubAllGlobals());

const many = { other: '# جلسة' };

test('pluralOf: numbers have the digits of the reader’s region', () => {
  vi.stubGlobal('navigator', { languages: ['en-US', 'ar-EG'] });
  expect(pluralOf('ar')(16, many)).toBe('١٦ جلسة');
  vi.stubGlobal('navigator', { languages: ['ar-MA'] });
  expect(pluralOf('ar')(16, many)).toBe('16 جلسة');
});
