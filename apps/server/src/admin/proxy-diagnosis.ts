import { addressScope } from '@latchkey/sessions/addresses/address-scope';
import type { RecentAddress } from '@latchkey/sessions/administration-store';

/** So many accounts at one address, or at a few, are no family. */
const manyAccounts = 10;
/** How many accounts share an address, on the average, where that is the address of a proxy. */
const crowded = 5;

/**
 * Tells from where the newest sessions come whether the address of a proxy is taken for that of its clients. Null where
 * nothing looks wrong. An office behind one address looks the same, so this is a question and not a fault.
 */
export function proxyFinding(recent: readonly RecentAddress[]): string | null {
  const accountsAt = new Map<string, Set<number>>();
  for (const { address, userId } of recent) {
    accountsAt.set(address, (accountsAt.get(address) ?? new Set()).add(userId));
  }
  const accounts = new Set(recent.map(({ userId }) => userId)).size;
  const [busiest] = [...accountsAt].toSorted(([, one], [, other]) => other.size - one.size);
  if (!busiest) return null;
  const [address, { size: most }] = busiest;
  if (accountsAt.size === 1 && addressScope(address) === 'private') {
    return `Every recent session comes from ${address}, a private address. Is a proxy in front? Name it in TRUST_PROXY.`;
  }
  const advice =
    'Is that a proxy or a CDN, and not where people are? Look at TRUST_PROXY, and at docs/integration.md, "Behind a CDN".';
  if (most >= manyAccounts && most * 2 > accounts) {
    return `The recent sessions of ${most} accounts, of ${accounts}, come from ${address}. ${advice}`;
  }
  if (accounts >= manyAccounts && accounts >= crowded * accountsAt.size) {
    return `The recent sessions of ${accounts} accounts come from ${accountsAt.size} addresses, such as ${address}. ${advice}`;
  }
  return null;
}
