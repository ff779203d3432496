import { directionOf, isLanguage, type Language } from '@latchkey/react/i18n/language.ts';
import { switchLanguage } from '@latchkey/react/i18n/messages.ts';
import { basePath } from './base-path.ts';

/** Loads the texts of the HTML shell's language, which the server has chosen from the cookie or the browser's languages. */
export async function loadLanguage(): Promise<void> {
  const { lang } = document.documentElement;
  await switchLanguage(isLanguage(lang) ? lang : 'en');
}

/** Switches the document to another language. */
export async function switchDocument(code: Language): Promise<void> {
  if (!(await switchLanguage(code))) return;
  document.documentElement.lang = code;
  document.documentElement.dir = directionOf(code);
}

/** The server reads this cookie to choose the HTML shell. */
const cookie = 'latchkey-language';
const year = 365 * 24 * 60 * 60;

/** Stores the chosen language in a cookie, which a logout does not remove. */
export function rememberLanguage(code: Language) {
  document.cookie = `${cookie}=${code}; path=${basePath || '/'}; max-age=${year}; samesite=lax`;
}
