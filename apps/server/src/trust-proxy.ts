import { BlockList, isIP } from 'node:net';
import { canonicalAddress } from '@latchkey/sessions/addresses/address';
import { z } from 'zod';

/** How many proxies stand in front, or which networks they are in, or false where there is none. */
export type TrustProxy = number | string[] | false;

/** The widest networks of proxies that there are: 10.0.0.0/8 and fc00::/7. A wider one would hold clients too. */
const widest = { ipv4: 8, ipv6: 7 } as const;

const sentence = 'must be the number of proxies in front, or their networks, such as 10.0.0.0/8,192.168.1.7';

/**
 * The proxies whose X-Forwarded-For is believed. Neither a bare `true` nor `0.0.0.0/0` is among the choices: they would
 * believe every client, and the address that is shown would be the one that a client chooses.
 */
export const trustProxy = z.string().transform((text, context): TrustProxy => {
  if (/^[1-9]$/.test(text)) return Number(text);
  const networks = text.split(',').map((network) => network.trim());
  if (networks.every((network) => networkIn(network) !== null)) return networks;
  context.addIssue({ code: 'custom', message: sentence });
  return z.NEVER;
});

interface Network {
  readonly address: string;
  readonly prefix: number;
}

/** A network as it is written in the setting, with the IPv4 network inside an IPv4-mapped one, or null. */
function networkIn(text: string): Network | null {
  const [written = '', length, ...more] = text.split('/');
  const bits = isIP(written) === 4 ? 32 : 128;
  const address = isIP(written) === 0 ? null : canonicalAddress(written);
  if (address === null || more.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const inside = isIP(address) === 4 ? 32 : 128;
  const prefix = Number(length ?? bits) - (bits - inside);
  return prefix >= widest[familyOf(address)] && prefix <= inside ? { address, prefix } : null;
}

/** Tells of each address from the peer outwards whether it is a proxy whose X-Forwarded-For is believed. `hop` counts from 0. */
export type TrustTest = (address: string, hop: number) => boolean;

/** The same as Fastify wants it. */
export function believer(trust: TrustProxy): TrustTest | false {
  if (typeof trust === 'number') return (_address, hop) => hop < trust;
  if (trust === false) return false;
  const proxies = new BlockList();
  for (const { address, prefix } of trust.flatMap((network) => networkIn(network) ?? [])) {
    proxies.addSubnet(address, prefix, familyOf(address));
  }
  return (text) => {
    const address = canonicalAddress(text);
    return address !== null && proxies.check(address, familyOf(address));
  };
}

const familyOf = (address: string) => (isIP(address) === 4 ? 'ipv4' : 'ipv6');
