import { z } from 'zod';
import { BoundedCache } from '../bounded-cache.ts';
import { ipScope } from './ip-scope.ts';

/** Where an IP address is: never more than a country, and that one approximately. */
export const locationSchema = z.object({
  kind: z.enum(['country', 'private', 'unknown']),
  /** ISO 3166-1 alpha-2. Null for the other kinds. */
  country: z.string().nullable(),
});
export type Location = Readonly<z.infer<typeof locationSchema>>;

/** Finds the country of an IP address. */
export interface CountryLocator {
  /** Accepts any text. Null where the text is not an address, or its country is not certain. */
  countryOf(address: string): string | null;
}

const privateNetwork: Location = { kind: 'private', country: null };
const unknown: Location = { kind: 'unknown', country: null };

/** Results that are cached: about one for each session in cached lists. They take 10 MB at most. */
const capacity = 50_000;

/** Locates IP addresses. Results are cached, because each reading of a list asks for the same ones. */
export class Locations {
  readonly #locator: CountryLocator;
  readonly #located = new BoundedCache(capacity, (address: string) => this.#locate(address));
  /** One object for each country, which all its addresses share. */
  readonly #countries = new Map<string, Location>();

  constructor(locator: CountryLocator) {
    this.#locator = locator;
  }

  /** The location of an address, `unknown` for a wiped one (null). */
  of(address: string | null): Location {
    return address === null ? unknown : this.#located.get(address);
  }

  #locate(address: string): Location {
    const scope = ipScope(address);
    if (scope === 'private') return privateNetwork;
    const country = scope === 'global' ? this.#locator.countryOf(address) : null;
    if (country === null) return unknown;
    const location = this.#countries.get(country) ?? { kind: 'country', country };
    this.#countries.set(country, location);
    return location;
  }
}
