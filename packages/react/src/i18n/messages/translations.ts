import { onDemand } from '../../api/on-demand.ts';
import type { Language } from '../language.ts';
import type { Messages } from './en.ts';

/** The messages of each language, loaded on demand. A language without messages does not compile. */
export const translations: Readonly<Record<Language, () => Promise<{ readonly default: Messages }>>> = {
  en: onDemand(() => import('./en.ts')),
  ar: onDemand(() => import('./ar.ts')),
  de: onDemand(() => import('./de.ts')),
  es: onDemand(() => import('./es.ts')),
  fr: onDemand(() => import('./fr.ts')),
  it: onDemand(() => import('./it.ts')),
  ja: onDemand(() => import('./ja.ts')),
  pl: onDemand(() => import('./pl.ts')),
  pt: onDemand(() => import('./pt.ts')),
  tr: onDemand(() => import('./tr.ts')),
};
