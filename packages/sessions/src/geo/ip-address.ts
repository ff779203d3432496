import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { BoundedCache } from '../bounded-cache.ts';

/** Longer than a bracketed address with zone and port. Longer text is not parsed. */
const maxLength = 80;

const bracketed = /^\[([^[\]]+)\](?::\d{1,5})?$/;
const ipv4WithPort = /^([0-9.]+):\d{1,5}$/;

/** IPv6 networks with an IPv4 address in the last 32 bits: IPv4-mapped (RFC 4291, 2.5.5.2), NAT64 (RFC 6052, 2.1). */
const ipv4Inside = ['::ffff:0:0/96', '64:ff9b::/96'].map((network) => ipaddr.IPv6.parseCIDR(network));

/**
 * The canonical form of an address: IPv4 in dotted decimal, IPv6 as in RFC 5952, and the IPv4 address inside an
 * IPv4-mapped or NAT64 one. Accepts what proxies write (`203.0.113.7:4711`, `[2001:DB8::7]:443`) and drops zone ids.
 * Null where the text is not an address.
 */
export const canonicalIp = (text: string): string | null => (text.length > maxLength ? null : canonical.get(text));

/** Cached, because each request of a client, and each of those behind one proxy, has the same text. */
const canonical = new BoundedCache(10_000, (text: string) => parseIp(text)?.toString() ?? null);

/** Parses an address like `canonicalIp`. */
export function parseIp(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (text.length > maxLength) return null;
  const bare = text.trim();
  const inBrackets = bracketed.exec(bare)?.[1];
  if (inBrackets !== undefined) return isIP(inBrackets) === 6 ? parseIPv6(inBrackets) : null;
  const family = isIP(bare);
  if (family === 6) return parseIPv6(bare);
  const ipv4 = family === 4 ? bare : ipv4WithPort.exec(bare)?.[1];
  return ipv4 !== undefined && isIP(ipv4) === 4 ? ipaddr.IPv4.parse(ipv4) : null;
}

const dottedTail = /(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/**
 * Rewrites a dotted tail in hex. The library reads an IPv4-compatible address (`::192.0.2.1`) as an IPv4-mapped one.
 */
function inHex(_dotted: string, ...bytes: string[]): string {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

function parseIPv6(text: string): ipaddr.IPv4 | ipaddr.IPv6 {
  const address = ipaddr.IPv6.parse(text.replace(/%.*/, '').replace(dottedTail, inHex));
  if (!ipv4Inside.some((network) => address.match(network))) return address;
  return new ipaddr.IPv4(address.toByteArray().slice(-4));
}
