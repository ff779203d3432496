import { localized } from '../time/locale.ts';

const names = localized((locale) => new Intl.DisplayNames(locale, { type: 'region' }));

/** `Germany` for `DE`, in the reader's language. */
export const countryName = (code: string): string => names().of(code) ?? code;
