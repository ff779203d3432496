import { type Language, directionOf, isLanguage } from './languages.ts';

/** What the shell is written in, which the server has chosen: there is one place that decides. */
const ofShell = globalThis.document?.documentElement.lang ?? '';

/** The language that the page speaks. `speak` (sentences.ts) changes it. */
export let language: Language = isLanguage(ofShell) ? ofShell : 'en';

const listeners = new Set<() => void>();

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Names the language of the document, and has everything drawn anew. */
export function setLanguage(code: Language) {
  language = code;
  document.documentElement.lang = code;
  document.documentElement.dir = directionOf(code);
  for (const listener of listeners) listener();
}
