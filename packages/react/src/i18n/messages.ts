import { onDemand } from '../api/on-demand.ts';
import { type Language, setLanguage } from './language.ts';
import type { Messages } from './messages/en.ts';
import { translations } from './messages/translations.ts';

/** All texts in the current language. Read it while rendering and do not store it: `setMessages` replaces it. */
export let messages: Messages;

/** Sets the texts without a page load, which would empty the forms and lose the focus. */
export function setMessages(code: Language, texts: Messages) {
  messages = texts;
  setLanguage(code);
}

/** Loads the texts of a language and sets them. */
export async function switchLanguage(code: Language): Promise<void> {
  setMessages(code, (await onDemand(translations[code])()).default);
}
