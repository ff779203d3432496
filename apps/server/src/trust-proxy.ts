import { isIP } from 'node:net';
import { z } from 'zod';

/** How many proxies stand in front, or which networks they are in, or false where there is none. */
export type TrustProxy = number | string[] | false;

const sentence = 'must be the number of proxies in front, or their networks, such as 10.0.0.0/8,192.168.1.7';

/**
 * Whose X-Forwarded-For is believed. A bare `true` is not among the choices: it would believe anybody, and the address
 * that is shown would be whatever a client says.
 */
export const trustProxy = z.string().transform((text, context): TrustProxy => {
  if (/^[1-9]$/.test(text)) return Number(text);
  const networks = text.split(',').map((network) => network.trim());
  if (networks.every(isNetwork)) return networks;
  context.addIssue({ code: 'custom', message: sentence });
  return z.NEVER;
});

function isNetwork(text: string): boolean {
  const [address = '', prefix] = text.split('/', 2);
  const family = isIP(address);
  if (family === 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

/** The same as Fastify wants it: of the addresses from the nearest outwards, so many are proxies of ours. */
export function believer(trust: TrustProxy): string[] | false | ((address: string, hop: number) => boolean) {
  return typeof trust === 'number' ? (_address, hop) => hop < trust : trust;
}
