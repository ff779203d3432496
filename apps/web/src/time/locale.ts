import { sentences } from '../sentences.ts';

/** The page's language in the reader's own region: 22 Nov in London, Nov 22 in Boston. */
export const locale =
  globalThis.navigator?.languages?.find((language) => language.split('-')[0] === sentences.language) ??
  sentences.language;
