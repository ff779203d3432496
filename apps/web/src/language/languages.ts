import type { AppRouter } from '@latchkey/api/app-router';
import type { inferRouterInputs } from '@trpc/server';

/** The server speaks the same in its mails: a language that only one of the two knows does not compile. */
export type Language = inferRouterInputs<AppRouter>['user']['setLanguage']['language'];

/** Every language that the page speaks, by what it calls itself. */
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

/** Which way the lines of a language run. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (fromRightToLeft.has(language) ? 'rtl' : 'ltr');
