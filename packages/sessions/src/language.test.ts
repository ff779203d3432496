import { expect, it } from 'vitest';
import { language, languages, parseLanguage } from './language.ts';

it('knows each language by its own code', () => {
  expect(languages.map(parseLanguage)).toEqual(languages);
  expect(languages.every((code) => language.safeParse(code).success)).toBe(true);
});

it.each(['', 'DE', 'de-AT', 'german', 'nl', 'constructor', '../de', 'de\n'])('takes %j for no language', (code) => {
  expect(parseLanguage(code)).toBe(null);
  expect(language.safeParse(code).success).toBe(false);
});

it('takes nothing for no language', () => {
  expect(parseLanguage(null)).toBe(null);
});
