import type { IncomingHttpHeaders } from 'node:http';
import { type Language, fallbackLanguage, languages, parseLanguage } from '@latchkey/sessions/language';
import Negotiator from 'negotiator';
import { cookieNamed } from './cookie.ts';

/** The page writes it where somebody chooses a language. */
const languageCookie = 'latchkey-language';

/** More than any browser says. Weighing a header of the size that is let in takes longer than answering a hundred requests. */
const longestPreference = 1024;

/** The language that somebody has chosen on the page, or else the one that their browser likes best (RFC 9110, 12.5.4). */
export function languageOf(headers: IncomingHttpHeaders): Language {
  return parseLanguage(cookieNamed(headers, languageCookie)) ?? preferred(headers) ?? fallbackLanguage;
}

function preferred(headers: IncomingHttpHeaders): Language | null {
  const accepted = headers['accept-language']?.slice(0, longestPreference);
  const negotiator = new Negotiator({ headers: { 'accept-language': accepted } });
  return parseLanguage(negotiator.language([...languages]) ?? null);
}
