import { type Language, isLanguage } from './languages.ts';

/** The server reads it too, and chooses the shell by it. */
const cookie = 'latchkey-language';
const year = 365 * 24 * 60 * 60;

/** What the shell is written in, which the server has chosen: there is one place that decides. */
const ofShell = globalThis.document?.documentElement.lang ?? '';

export const language: Language = isLanguage(ofShell) ? ofShell : 'en';

/** Speaks another language from now on. In a cookie, for logging out clears all other storage. */
export function chooseLanguage(code: Language) {
  document.cookie = `${cookie}=${code}; path=/; max-age=${year}; samesite=lax`;
  window.location.reload();
}
