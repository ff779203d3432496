import { BlockList, isIP } from 'node:net';
import { canonicalIp } from '@latchkey/sessions/geo/ip-address';
import { z } from 'zod';

/** The number of proxies in front, or their networks, or false for none. */
export type TrustProxy = number | string[] | false;

/** The shortest prefixes: 10.0.0.0/8 and fc00::/7 are private. A wider network would contain clients too. */
const shortestPrefix = { ipv4: 8, ipv6: 7 } as const;

const message = 'must be the number of proxies in front, or their networks, such as 10.0.0.0/8,192.168.1.7';

/**
 * Reads the proxies whose X-Forwarded-For is trusted. `true` and `0.0.0.0/0` are refused: they would trust every client, so
 * that each could choose its own address.
 */
export const trustProxy = z.string().transform((text, context): TrustProxy => {
  if (/^[1-9]$/.test(text)) return Number(text);
  const networks = text.split(',').map((network) => network.trim());
  if (networks.every((network) => parseNetwork(network) !== null)) return networks;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

interface Network {
  readonly address: string;
  readonly prefix: number;
}

/** Parses `10.0.0.0/8`, or returns null. An IPv4-mapped IPv6 network becomes the IPv4 network. */
function parseNetwork(text: string): Network | null {
  const [written = '', length, ...more] = text.split('/');
  const bits = isIP(written) === 4 ? 32 : 128;
  const address = isIP(written) === 0 ? null : canonicalIp(written);
  if (address === null || more.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const inside = isIP(address) === 4 ? 32 : 128;
  const prefix = Number(length ?? bits) - (bits - inside);
  return prefix >= shortestPrefix[familyOf(address)] && prefix <= inside ? { address, prefix } : null;
}

/** Whether an address is a trusted proxy. `hop` is 0 for the peer of the connection, and one more for each address beyond. */
export type TrustTest = (address: string, hop: number) => boolean;

/** Returns the test that Fastify's option `trustProxy` takes, or false to trust none. */
export function trustTest(trust: TrustProxy): TrustTest | false {
  if (typeof trust === 'number') return (_address, hop) => hop < trust;
  if (trust === false) return false;
  const proxies = new BlockList();
  for (const { address, prefix } of trust.flatMap((network) => parseNetwork(network) ?? [])) {
    proxies.addSubnet(address, prefix, familyOf(address));
  }
  return (text) => {
    const address = canonicalIp(text);
    return address !== null && proxies.check(address, familyOf(address));
  };
}

const familyOf = (address: string) => (isIP(address) === 4 ? 'ipv4' : 'ipv6');
