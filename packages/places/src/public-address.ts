import { BlockList, isIP } from 'node:net';

/** Networks that only examples are in (RFC 5737, 3849, 9637). Registries have a country for some of them all the same. */
const examples = new BlockList();
examples.addSubnet('192.0.2.0', 24, 'ipv4');
examples.addSubnet('198.51.100.0', 24, 'ipv4');
examples.addSubnet('203.0.113.0', 24, 'ipv4');
examples.addSubnet('2001:db8::', 32, 'ipv6');
examples.addSubnet('3fff::', 20, 'ipv6');

/** An address as databases know it: an IPv4 address that is written as an IPv6 one becomes itself. Null for any other text. */
export function publicAddress(text: string): string | null {
  const family = isIP(text);
  if (family === 0 || examples.check(text, family === 4 ? 'ipv4' : 'ipv6')) return null;
  return family === 4 ? text : (mappedAddress(text) ?? text);
}

function mappedAddress(address: string): string | null {
  // An address has many spellings, and a URL has one of them.
  const host = new URL(`http://[${address.replace(/%.*/, '')}]`).hostname;
  const [, high, low] = /^\[::ffff:([0-9a-f]+):([0-9a-f]+)\]$/.exec(host) ?? [];
  if (high === undefined || low === undefined) return null;
  return [high, low].flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255]).join('.');
}
