import type { Language } from './languages.ts';

/** The server reads it too, and chooses the shell by it. */
const cookie = 'latchkey-language';
const year = 365 * 24 * 60 * 60;

/** Remembers the chosen language for the next visit, also after a logout. */
export function rememberLanguage(code: Language) {
  document.cookie = `${cookie}=${code}; path=/; max-age=${year}; samesite=lax`;
}
