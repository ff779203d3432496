import { z } from 'zod';

/** The languages of the page and of mails, as ISO 639-1 codes. */
export const languages = ['en', 'ar', 'de', 'es', 'fr', 'it', 'ja', 'pl', 'pt', 'tr'] as const;
export type Language = (typeof languages)[number];

/** The language where none is known. */
export const fallbackLanguage: Language = 'en';

export const language = z.enum(languages);

/** Parses a language code. Null where it is not one of these. */
export function parseLanguage(code: string | null): Language | null {
  return languages.find((known) => known === code) ?? null;
}
