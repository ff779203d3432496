import { parseIp } from '@latchkey/sessions/geo/ip-address';
import { ipScope } from '@latchkey/sessions/geo/ip-scope';
import type { RecentAddress } from '@latchkey/sessions/accounts/administration-store';

/** Accounts at one address, or at a few, that are too many for a family. */
const manyAccounts = 10;
/** Accounts for each address, on average, from which on the addresses are probably those of proxies. */
const accountsPerProxy = 5;
/** The latest accounts that an instance keeps, and the sign-ins between two checks of them. */
const maxRecent = 200;
const checkInterval = 10;

/**
 * Checks whether the addresses of recent sessions look like those of a proxy, and returns a question to the operator, or
 * null. It is no error, because an office behind one address looks the same. Without a public URL all users may be on this
 * machine, so loopback addresses are left out.
 */
export function proxyFinding(sessions: readonly RecentAddress[], { isPublic }: { isPublic: boolean }): string | null {
  const recent = isPublic ? sessions : sessions.filter(({ ip }) => parseIp(ip)?.range() !== 'loopback');
  const accountsAt = new Map<string, Set<number>>();
  for (const { ip, userId } of recent) {
    accountsAt.set(ip, (accountsAt.get(ip) ?? new Set()).add(userId));
  }
  const accounts = new Set(recent.map(({ userId }) => userId)).size;
  const [busiest] = [...accountsAt].toSorted(([, one], [, other]) => other.size - one.size);
  if (!busiest) return null;
  const [address, { size: most }] = busiest;
  if (accountsAt.size === 1 && ipScope(address) === 'private') {
    return `Every recent session comes from ${address}, a private address. Is a proxy in front? Name it in TRUST_PROXY.`;
  }
  const advice =
    'Is that a proxy or a CDN, and not where people are? Look at TRUST_PROXY, and at docs/integration.md, "Behind a CDN".';
  if (most >= manyAccounts && most * 2 > accounts) {
    return `The recent sessions of ${most} accounts, of ${accounts}, come from ${address}. ${advice}`;
  }
  if (accounts >= manyAccounts && accounts >= accountsPerProxy * accountsAt.size) {
    return `The recent sessions of ${accounts} accounts come from ${accountsAt.size} addresses, such as ${address}. ${advice}`;
  }
  return null;
}

/** The addresses from which accounts signed in to this instance recently. */
export class SignInAddresses {
  readonly #options: { isPublic: boolean };
  /** The address of each account, the latest sign-in last. */
  readonly #recent = new Map<number, string>();
  #unchecked = 0;
  #isReported = false;

  constructor(options: { isPublic: boolean }) {
    this.#options = options;
  }

  /** Adds a sign-in. Returns the finding of `proxyFinding`, at most once for this instance, or null. */
  add(userId: number, address: string | null): string | null {
    if (this.#isReported || address === null) return null;
    this.#recent.delete(userId);
    this.#recent.set(userId, address);
    for (const oldest of this.#recent.keys()) {
      if (this.#recent.size <= maxRecent) break;
      this.#recent.delete(oldest);
    }
    this.#unchecked = (this.#unchecked + 1) % checkInterval;
    if (this.#unchecked !== 0 || this.#recent.size < manyAccounts) return null;
    const finding = proxyFinding(
      Array.from(this.#recent, ([id, from]) => ({ userId: id, ip: from })),
      this.#options,
    );
    this.#isReported = finding !== null;
    return finding;
  }
}
