/** Every language that the page speaks, by what it calls itself. */
export const languages = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  it: 'Italiano',
  pl: 'Polski',
  pt: 'Português',
  ar: 'العربية',
  ja: '日本語',
  tr: 'Türkçe',
} as const;

export type Language = keyof typeof languages;

const fromRightToLeft: ReadonlySet<string> = new Set(['ar']);

export const isLanguage = (code: string): code is Language => Object.hasOwn(languages, code);

/** Which way the lines of a language run. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (fromRightToLeft.has(language) ? 'rtl' : 'ltr');
