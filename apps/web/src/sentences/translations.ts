import type { Language } from '../language/languages.ts';
import type { Sentences } from './en.ts';

/** What is said in each language, loaded when it is wanted. A language without its sentences does not compile. */
export const translations: Readonly<Record<Language, () => Promise<{ readonly default: Sentences }>>> = {
  en: () => import('./en.ts'),
  ar: () => import('./ar.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  fr: () => import('./fr.ts'),
  it: () => import('./it.ts'),
  ja: () => import('./ja.ts'),
  pl: () => import('./pl.ts'),
  pt: () => import('./pt.ts'),
  tr: () => import('./tr.ts'),
};
