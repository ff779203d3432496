import { isPrivate } from './private-address.ts';

export const placeKinds = ['country', 'private', 'unknown'] as const;

/** What is known of where an address is. Never more than a country, and that one approximately. */
export interface Place {
  readonly kind: (typeof placeKinds)[number];
  /** As ISO 3166-1 alpha-2 has it, or null where the kind is another one. */
  readonly country: string | null;
  /** Who holds the network, where that is known. */
  readonly network: string | null;
}

/** Knows of public addresses which country they are in and whose network, as far as that can be told. */
export interface PlaceLocator {
  /** Takes any text, and knows nothing of one that is no address. */
  locate(address: string): Pick<Place, 'country' | 'network'>;
}

const privateNetwork: Place = { kind: 'private', country: null, network: null };
const unknown: Place = { kind: 'unknown', country: null, network: null };

/** Where an address is; an address that has been wiped is nowhere that is known. */
export function placeOf(address: string | null, locator: PlaceLocator): Place {
  if (address === null) return unknown;
  if (isPrivate(address)) return privateNetwork;
  const { country, network } = locator.locate(address);
  return { kind: country === null ? 'unknown' : 'country', country, network };
}
