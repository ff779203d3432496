import type { IncomingHttpHeaders } from 'node:http';
import { type Language, fallbackLanguage, parseLanguage } from '@latchkey/sessions/language';
import Negotiator from 'negotiator';
import { cookieNamed } from '../credentials/cookie.ts';

/** The page sets this cookie when the user chooses a language. */
const languageCookie = 'latchkey-language';

/** Longer than any browser's header. Parsing one of the greatest size that Node accepts takes as long as a hundred requests. */
const longestPreference = 1024;

/**
 * The language of the page's cookie, or else the one that `Accept-Language` prefers (RFC 9110, 12.5.4), if it is offered, or
 * else the first one offered.
 */
export function languageOf(headers: IncomingHttpHeaders, offered: readonly Language[]): Language {
  const chosen = parseLanguage(cookieNamed(headers, languageCookie));
  if (chosen !== null && offered.includes(chosen)) return chosen;
  return preferred(headers, offered) ?? offered[0] ?? fallbackLanguage;
}

function preferred(headers: IncomingHttpHeaders, offered: readonly Language[]): Language | null {
  const accepted = headers['accept-language']?.slice(0, longestPreference);
  const negotiator = new Negotiator({ headers: { 'accept-language': accepted } });
  return parseLanguage(negotiator.language([...offered]) ?? null);
}
