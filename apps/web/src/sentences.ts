import { language } from './language/language.ts';
import { translations } from './sentences/translations.ts';

/** All that the page ever says, in the one language that it is loaded in. */
export const { default: sentences } = await translations[language]();
