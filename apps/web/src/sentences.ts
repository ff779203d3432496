import { type Language, language } from './language/language.ts';
import type { Sentences } from './sentences/en.ts';

const spoken: Readonly<Record<Language, () => Promise<{ readonly default: Sentences }>>> = {
  en: () => import('./sentences/en.ts'),
};

/** All that the page ever says, in the one language that it is loaded in. */
export const { default: sentences } = await spoken[language]();
