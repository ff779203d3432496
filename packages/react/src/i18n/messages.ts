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

let wanted: Language | null = null;

/** Loads the texts of a language and sets them, unless another one was wanted meanwhile. Returns whether it did. */
export async function switchLanguage(code: Language): Promise<boolean> {
  wanted = code;
  const { default: texts } = await onDemand(translations[code])();
  if (wanted !== code) return false;
  setMessages(code, texts);
  return true;
}
