import { language, type Language, setLanguage } from './language.ts';
import { translations } from './messages/translations.ts';

/** All texts of the page in its current language. Read it while rendering and do not store it: `switchLanguage` replaces it. */
export let { default: messages } = await translations[language]();

/** Switches the language without a page load, which would empty the forms and lose the focus. */
export async function switchLanguage(code: Language): Promise<void> {
  ({ default: messages } = await translations[code]());
  setLanguage(code);
}
