import { lookup } from 'node:dns/promises';
import { hostOf, isPrivateHost } from '@latchkey/sessions/webhooks/endpoint';

/** Resolves a name to all of its addresses. */
type Resolve = (name: string) => Promise<readonly { readonly address: string }[]>;

/**
 * Why deliveries to the host of a URL would fail now, or null. It is a warning, because the name may get another address before
 * the first event, and because the server may ask another resolver than this command.
 */
export async function hostWarning(
  url: string,
  resolve: Resolve = (name) => lookup(name, { all: true }),
): Promise<string | null> {
  const host = hostOf(new URL(url));
  try {
    const addresses = await resolve(host);
    if (!addresses.every(({ address }) => isPrivateHost(address))) return null;
    const list = addresses.map(({ address }) => address).join(', ');
    return `Warning: ${host} has only private addresses now (${list}). Deliveries fail until it has a public one, or WEBHOOKS_TO_PRIVATE_NETWORKS is on.`;
  } catch {
    return `Warning: ${host} has no address now. Deliveries fail until it has one.`;
  }
}
