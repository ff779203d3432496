import { z } from 'zod';

/** The languages that people are spoken to in, on the page and in mails, as ISO 639-1 calls them. */
export const languages = ['en', 'ar', 'de', 'es', 'fr', 'it', 'ja', 'pl', 'pt', 'tr'] as const;
export type Language = (typeof languages)[number];

/** What is spoken to whoever has named none of them. */
export const fallbackLanguage: Language = 'en';

export const language = z.enum(languages);

/** The language with a code that somebody sent or that is stored, or null where it is none of these. */
export function parseLanguage(code: string | null): Language | null {
  return languages.find((known) => known === code) ?? null;
}
