import type { MailLanguage } from '@latchkey/client';
import { useSyncExternalStore } from 'react';

/** The languages of the server's mails. A language that only the page or only the server has does not compile. */
export type Language = MailLanguage;

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
export const directionOf = (code: Language): 'ltr' | 'rtl' => (fromRightToLeft.has(code) ? 'rtl' : 'ltr');

/** The current language of the texts. `setMessages` changes it. */
export let language: Language = 'en';
let hasMessages = false;

const listeners = new Set<() => void>();

function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Sets the language and renders everything again. Called when the messages of the language are there. */
export function setLanguage(code: Language) {
  language = code;
  hasMessages = true;
  for (const listener of listeners) listener();
}

/** The current language. What renders texts uses it, so that it renders again in another language. */
export const useLanguage = (): Language =>
  useSyncExternalStore(
    onLanguageChange,
    () => language,
    () => 'en',
  );

/** Whether messages have been loaded: never on a server, nor in the first rendering in a browser, which matches the server's. */
export const useHasMessages = (): boolean =>
  useSyncExternalStore(
    onLanguageChange,
    () => hasMessages,
    () => false,
  );
