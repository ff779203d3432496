import { language } from '../language/language.ts';

/** The page's language in the reader's own region: 22 Nov in London, Nov 22 in Boston. */
export const locale = globalThis.navigator?.languages?.find((code) => code.split('-')[0] === language) ?? language;
