/** Every language that the page speaks, by what it calls itself. */
export const languages = {
  en: 'English',
} as const;

export type Language = keyof typeof languages;

const cookie = 'latchkey-language';
const year = 365 * 24 * 60 * 60;

export const isLanguage = (code: string): code is Language => Object.hasOwn(languages, code);

/** The first of these that the page speaks: `de` for `de-AT`. */
export function spokenOf(codes: readonly string[]): Language | null {
  return codes.map((code) => code.split('-')[0] ?? '').find(isLanguage) ?? null;
}

function chosen(): string[] {
  const pair = globalThis.document?.cookie.split('; ').find((text) => text.startsWith(`${cookie}=`));
  return pair ? [pair.slice(cookie.length + 1)] : [];
}

/** Chosen on the page, or else the browser's own. */
export const language: Language = spokenOf([...chosen(), ...(globalThis.navigator?.languages ?? [])]) ?? 'en';

/** Which way the language runs. */
export const direction = new Set<string>(['ar']).has(language) ? 'rtl' : 'ltr';

/** Speaks another language from now on. In a cookie, for logging out clears all other storage. */
export function chooseLanguage(code: Language) {
  document.cookie = `${cookie}=${code}; path=/; max-age=${year}; samesite=lax`;
  window.location.reload();
}
