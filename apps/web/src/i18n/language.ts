import type { AppRouter } from '@latchkey/api/routers/app-router';
import type { inferRouterInputs } from '@trpc/server';

/** The languages of the server's mails. A language that only the page or only the server has does not compile. */
export type Language = inferRouterInputs<AppRouter>['user']['setLanguage']['language'];

/** The languages of the page, each with its own name for itself. */
export const languages = {
  en: 'English',
  ar: 'العربية',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  it: 'Italiano',
  ja: '日本語',
  pl: 'Polski',
  pt: 'Português',
  tr: 'Türkçe',
} as const satisfies Readonly<Record<Language, string>>;

const fromRightToLeft: ReadonlySet<string> = new Set(['ar']);

export const isLanguage = (code: string): code is Language => Object.hasOwn(languages, code);

/** The direction of text in a language. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (fromRightToLeft.has(language) ? 'rtl' : 'ltr');

/** The server has chosen the language of the HTML shell, from the cookie or the browser's languages. */
const ofShell = globalThis.document?.documentElement.lang ?? '';

/** The current language of the page. `switchLanguage` in messages.ts changes it. */
export let language: Language = isLanguage(ofShell) ? ofShell : 'en';

const listeners = new Set<() => void>();

export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Sets the language of the document and renders everything again. */
export function setLanguage(code: Language) {
  language = code;
  document.documentElement.lang = code;
  document.documentElement.dir = directionOf(code);
  for (const listener of listeners) listener();
}

/** The server reads this cookie to choose the HTML shell. */
const cookie = 'latchkey-language';
const year = 365 * 24 * 60 * 60;

/** Stores the chosen language in a cookie, which a logout does not remove. */
export function rememberLanguage(code: Language) {
  document.cookie = `${cookie}=${code}; path=/; max-age=${year}; samesite=lax`;
}
