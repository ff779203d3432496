import type { Place } from '@latchkey/sessions/place';
import type { Sentences } from './sentences/en.ts';

/** `Germany, approximately`, or why there is no country. */
export function placeName({ kind, country }: Place, { places, locale }: Sentences): string {
  if (country === null) return kind === 'private' ? places.privately : places.unknown;
  return places.inCountry(new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country);
}
