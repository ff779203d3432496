import { parseAddress } from '@latchkey/sessions/addresses/address';
import { addressScope } from '@latchkey/sessions/addresses/address-scope';
import type { RecentAddress } from '@latchkey/sessions/administration-store';

/** So many accounts at one address, or at a few, are no family. */
const manyAccounts = 10;
/** How many accounts share an address, on the average, where that is the address of a proxy. */
const crowded = 5;
/** How many accounts an instance remembers, and how many sign-ins it lets pass between two looks at them. */
const remembered = 200;
const lookEvery = 10;

/**
 * Tells from where the newest sessions come whether the address of a proxy is taken for that of its clients. Null where
 * nothing looks wrong. An office behind one address looks the same, so this is a question and not a fault. Where Latchkey has
 * no public address everybody may well be on this machine, so its own addresses tell nothing.
 */
export function proxyFinding(sessions: readonly RecentAddress[], { isPublic }: { isPublic: boolean }): string | null {
  const recent = isPublic ? sessions : sessions.filter(({ address }) => parseAddress(address)?.range() !== 'loopback');
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

/** From where accounts have signed in to this instance lately. */
export class SignInAddresses {
  readonly #options: { isPublic: boolean };
  /** The address of each account, the latest sign-in last. */
  readonly #recent = new Map<number, string>();
  #unseen = 0;
  #isTold = false;

  constructor(options: { isPublic: boolean }) {
    this.#options = options;
  }

  /** Notes a sign-in, and answers a finding, once in the life of the instance. */
  add(userId: number, address: string | null): string | null {
    if (this.#isTold || address === null) return null;
    this.#recent.delete(userId);
    this.#recent.set(userId, address);
    for (const oldest of this.#recent.keys()) {
      if (this.#recent.size <= remembered) break;
      this.#recent.delete(oldest);
    }
    this.#unseen = (this.#unseen + 1) % lookEvery;
    if (this.#unseen !== 0 || this.#recent.size < manyAccounts) return null;
    const finding = proxyFinding(
      Array.from(this.#recent, ([id, from]) => ({ userId: id, address: from })),
      this.#options,
    );
    this.#isTold = finding !== null;
    return finding;
  }
}
