import { language, setLanguage } from './language/language.ts';
import type { Language } from './language/languages.ts';
import { translations } from './sentences/translations.ts';

/** All that the page ever says, in the language that it speaks now. Read it while drawing, and keep nothing of it. */
export let { default: sentences } = await translations[language]();

/** Goes on in another language, in place: a page load would empty the forms and lose the focus. */
export async function speak(code: Language): Promise<void> {
  ({ default: sentences } = await translations[code]());
  setLanguage(code);
}
