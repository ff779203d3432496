import ipaddr from 'ipaddr.js';
import { parseIp } from './ip-address.ts';

/**
 * `private`: not routed on the internet: local networks, carrier NAT, this machine. `reserved`: not a host. `global`:
 * any other address.
 */
export type IpScope = 'private' | 'reserved' | 'global';

const privateRanges: ReadonlySet<string> = new Set([
  'private',
  'carrierGradeNat',
  'loopback',
  'linkLocal',
  'uniqueLocal',
  'deprecatedSiteLocal',
]);

/** The part of IPv6 that is allocated (IANA, IPv6 Global Unicast Address Assignments). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * The scope of an address, or null for other text. Reserved are the networks of IANA's special-purpose registries (RFC
 * 6890) that are not private, multicast, and unallocated IPv6 addresses.
 */
export function ipScope(text: string): IpScope | null {
  const address = parseIp(text);
  if (address === null) return null;
  // The library's ranges are those of the registries.
  const range: string = address.range();
  if (privateRanges.has(range)) return 'private';
  if (range !== 'unicast') return 'reserved';
  return address instanceof ipaddr.IPv4 || address.match(globalUnicast) ? 'global' : 'reserved';
}
