import { language } from './language.ts';

/** The page's language with the reader's region, if their browser names one: 22 Nov in London, Nov 22 in Boston. */
export function locale(): string {
  return globalThis.navigator?.languages?.find((code) => code.split('-')[0] === language) ?? language;
}

/** Caches a value that depends on the language, such as a formatter, until the page's language changes. */
export function localized<Made>(make: (locale: string) => Made): () => Made {
  let made: { readonly language: string; readonly value: Made } | undefined;
  return () => {
    if (made?.language !== language) made = { language, value: make(locale()) };
    return made.value;
  };
}
