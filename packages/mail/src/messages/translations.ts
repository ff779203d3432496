import type { Language } from '@latchkey/sessions/language';
import arabic from './ar.ts';
import german from './de.ts';
import english, { type Messages } from './en.ts';
import spanish from './es.ts';
import french from './fr.ts';
import italian from './it.ts';
import japanese from './ja.ts';
import polish from './pl.ts';
import portuguese from './pt.ts';
import turkish from './tr.ts';

/** The messages of mails in each language. A language without messages does not compile. */
export const translations: Readonly<Record<Language, Messages>> = {
  en: english,
  ar: arabic,
  de: german,
  es: spanish,
  fr: french,
  it: italian,
  ja: japanese,
  pl: polish,
  pt: portuguese,
  tr: turkish,
};
