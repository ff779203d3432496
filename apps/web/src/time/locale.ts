import { language } from '../language/language.ts';

/** The page's language in the reader's own region: 22 Nov in London, Nov 22 in Boston. */
export function locale(): string {
  return globalThis.navigator?.languages?.find((code) => code.split('-')[0] === language) ?? language;
}

/** Something that depends on the language, such as a formatter: made once for each language that the page speaks. */
export function localized<Made>(make: (locale: string) => Made): () => Made {
  let made: { readonly language: string; readonly value: Made } | undefined;
  return () => {
    if (made?.language !== language) made = { language, value: make(locale()) };
    return made.value;
  };
}
