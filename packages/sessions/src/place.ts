import { addressScope } from './addresses/address-scope.ts';

export const placeKinds = ['country', 'private', 'unknown'] as const;

/** What is known of where an address is. Never more than a country, and that one approximately. */
export interface Place {
  readonly kind: (typeof placeKinds)[number];
  /** As ISO 3166-1 alpha-2 has it, or null where the kind is another one. */
  readonly country: string | null;
}

/** Knows which country global addresses are in, as far as that can be told. */
export interface PlaceLocator {
  /** Takes any text. Null for text that is no address, for an address without a place, and where the country is not certain. */
  countryOf(address: string): string | null;
}

const privateNetwork: Place = { kind: 'private', country: null };
const unknown: Place = { kind: 'unknown', country: null };

/** How many answers are remembered: of the addresses that are looked at these days. */
const room = 10_000;

/** Where addresses are. What was asked lately is remembered, for every look at a list asks the same again. */
export class Places {
  readonly #locator: PlaceLocator;
  readonly #remembered = new Map<string, Place>();

  constructor(locator: PlaceLocator) {
    this.#locator = locator;
  }

  /** Where an address is; one that has been wiped is nowhere that is known. */
  of(address: string | null): Place {
    if (address === null) return unknown;
    const remembered = this.#remembered.get(address);
    if (remembered) return remembered;
    const place = this.#find(address);
    if (this.#remembered.size >= room) this.#remembered.clear();
    this.#remembered.set(address, place);
    return place;
  }

  #find(address: string): Place {
    const scope = addressScope(address);
    if (scope === 'private') return privateNetwork;
    const country = scope === 'global' ? this.#locator.countryOf(address) : null;
    return country === null ? unknown : { kind: 'country', country };
  }
}
