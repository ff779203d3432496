import ipaddr from 'ipaddr.js';
import { parseIp } from './ip-address.ts';

/** The networks that limits count an address under. Where `narrow` and `wide` are equal, count once. */
export interface IpNetworks {
  /**
   * An IPv4 address, or the /64 of an IPv6 address: one host has all addresses behind those 64 bits (RFC 4291, 2.5.4).
   */
  readonly narrow: string;
  /** The same IPv4 address, or the /48 of an IPv6 address: the most that a provider assigns to one site (RFC 6177). */
  readonly wide: string;
}

/** Unknown addresses are counted together, so that hiding an address gains nothing. */
const unknown: IpNetworks = { narrow: 'unknown', wide: 'unknown' };

/**
 * IPv6 networks in which each address is another host, because it contains an IPv4 address: IPv4-compatible and
 * IPv4-translated ones (RFC 4291, RFC 2765), and NAT64 with a local prefix (RFC 8215).
 */
const manyHosts = ['::/64', '64:ff9b:1::/48'].map((network) => ipaddr.IPv6.parseCIDR(network));

/** Teredo addresses contain the IPv4 address of their host, with all bits inverted (RFC 4380, 4). */
const teredo = ipaddr.IPv6.parseCIDR('2001::/32');

/** Parses an address and returns its networks. Null and text that is not an address count as `unknown`. */
export function networksOf(text: string | null): IpNetworks {
  const address = text === null ? null : parseIp(text);
  if (address === null) return unknown;
  if (address instanceof ipaddr.IPv6 && address.match(teredo)) {
    const host = new ipaddr.IPv4(
      address
        .toByteArray()
        .slice(-4)
        .map((byte) => byte ^ 0xff),
    ).toString();
    return { narrow: host, wide: host };
  }
  if (address instanceof ipaddr.IPv4 || manyHosts.some((network) => address.match(network))) {
    return { narrow: address.toString(), wide: address.toString() };
  }
  return { narrow: prefixOf(address, 64), wide: prefixOf(address, 48) };
}

function prefixOf(address: ipaddr.IPv6, bits: 48 | 64): string {
  const parts = address.parts.map((part, at) => (at < bits / 16 ? part : 0));
  return `${new ipaddr.IPv6(parts).toString()}/${bits}`;
}
