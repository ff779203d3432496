import { sentences } from '../sentences.ts';
import type { ListedSession } from '../sessions/listed-session.ts';
import { countryName } from './country-name.ts';

export type Located = Pick<ListedSession, 'address' | 'place'>;

/** Where something came from, as far as that is known; null where the address is no longer known either. */
export function whereabouts({ address, place: { kind, country } }: Located): string | null {
  const { inCountry, privately, unknown } = sentences.places;
  if (address === null) return null;
  if (country === null) return kind === 'private' ? privately : unknown;
  return inCountry(countryName(country));
}
