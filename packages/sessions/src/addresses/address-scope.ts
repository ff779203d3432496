import ipaddr from 'ipaddr.js';
import { parseAddress } from './address.ts';

/**
 * What an address can tell of its holder. `private`: a network that the internet does not route, at home, behind a
 * provider's translation or on this machine. `reserved`: no host is reached at it. `global`: any other.
 */
export type AddressScope = 'private' | 'reserved' | 'global';

const privateRanges: ReadonlySet<string> = new Set([
  'private',
  'carrierGradeNat',
  'loopback',
  'linkLocal',
  'uniqueLocal',
  'deprecatedSiteLocal',
]);

/** All that is given out of IPv6 (IANA, IPv6 Global Unicast Address Assignments). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * The scope of an address, or null for text that is none. Reserved are all networks of IANA's special-purpose registries
 * (RFC 6890) that are not private, multicast, and IPv6 addresses that were never given out.
 */
export function addressScope(text: string): AddressScope | null {
  const address = parseAddress(text);
  if (address === null) return null;
  // Its ranges are the registries'.
  const range: string = address.range();
  if (privateRanges.has(range)) return 'private';
  if (range !== 'unicast') return 'reserved';
  return address instanceof ipaddr.IPv4 || address.match(globalUnicast) ? 'global' : 'reserved';
}
