import { networksOf } from '../addresses/networks.ts';
import type { Client } from '../client.ts';
import type { Clock } from '../clock.ts';
import type { DeviceTokenHash } from '../device-token.ts';
import {
  type Bucket,
  type Limited,
  type RateLimitStore,
  type RateLimits,
  type Settlement,
  type Taken,
  bucketOf,
  keyOf,
  limitedUntil,
  networkBuckets,
} from '../rate-limiter.ts';
import type { Account, UserStore } from '../user-store.ts';
import type { SettlementQueue } from './settlement-queue.ts';

/** What an attempt to sign in is counted in. */
export interface AttemptBuckets {
  /** Where the account knows the browser. */
  readonly known: readonly Bucket[];
  /** Otherwise: ways of which the first with room is taken. */
  readonly strangers: readonly (readonly Bucket[])[];
}

export interface SignInAttemptStore {
  /** In one step: counts an attempt, and finds the account, or null, and whether it knows the browser. */
  begin(
    attempt: { readonly email: string; readonly deviceTokenHash: DeviceTokenHash | null; readonly now: Date },
    buckets: AttemptBuckets,
  ): Promise<{ readonly account: Account | null; readonly isKnown: boolean; readonly taken: Taken }>;
}

/** An attempt that was let through to the password. */
export interface SignInAttempt {
  readonly account: Account | null;
  /** What a sign-in that succeeds is counted in: buckets of the account's own. None where nothing is limited. */
  readonly successes: readonly Bucket[];
  /** What a right password gives back, or null where nothing is limited. */
  readonly settlement: Settlement | null;
}

interface Options {
  readonly store: SignInAttemptStore;
  readonly rateLimits: RateLimitStore;
  readonly settlements: SettlementQueue;
  readonly users: UserStore;
  /** Null where attempts are counted elsewhere. */
  readonly limits: RateLimits | null;
  readonly clock: Clock;
}

/** Attempts to sign in: what they are counted in before the password is looked at, and what a right one gives back. */
export class SignInAttempts {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Counts an attempt and finds its account, in one statement. Without limits only the account is looked for. */
  async begin(
    email: string,
    { deviceTokenHash, address }: Client,
  ): Promise<{ readonly ok: true; readonly value: SignInAttempt } | Limited> {
    const { store, users, limits, clock } = this.#options;
    if (!limits) {
      return { ok: true, value: { account: await users.findByEmail(email), successes: [], settlement: null } };
    }
    const now = clock();
    const buckets = bucketsOf(limits, email, { deviceTokenHash, address });
    const { account, isKnown, taken } = await store.begin({ email, deviceTokenHash, now }, buckets);
    if (!taken.ok) return limitedUntil(taken.retryAt, now);
    if (isKnown) {
      const successes = [bucketOf(limits, 'signedInFrom', `${email} ${deviceTokenHash}`)];
      return { ok: true, value: { account, successes, settlement: { forget: buckets.known, giveBack: [] } } };
    }
    const successes = [...networkBuckets(limits, 'signedInFrom', address, email), bucketOf(limits, 'signedIn', email)];
    const settlement = settlementOf(limits, email, address, buckets.strangers[taken.way] ?? []);
    return { ok: true, value: { account, successes, settlement } };
  }

  /**
   * After a right password: gives back what the attempt took, as soon as the sign-in is answered. What the network took of the
   * account is forgotten; of everything that others share only this attempt's own unit comes back, so that one valid account is
   * of no use for guessing the passwords of others.
   */
  succeed({ settlement }: SignInAttempt): void {
    if (settlement) this.#options.settlements.add(settlement);
  }

  /**
   * Forgets the failed attempts at an account, those of this network and those of unknown browsers together, once its owner has
   * shown that the account is theirs.
   */
  async forgive(email: string, address: string | null): Promise<void> {
    const { rateLimits, limits } = this.#options;
    if (!limits) return;
    const forget = [
      ...networkBuckets(limits, 'signInAccount', address, email),
      ...newNetworkBuckets(limits, email, address),
      strangersOf(limits, email),
    ];
    await rateLimits.settle({ forget, giveBack: [] });
  }

  /** Writes a row for an account that does not exist, as costly as the line in the history of one that does. */
  async failWithoutAccount(email: string): Promise<void> {
    const { rateLimits, clock } = this.#options;
    await rateLimits.take(keyOf('nobody', email), { burst: 1_000_000, every: 1 }, clock());
  }
}

function bucketsOf(
  limits: RateLimits,
  email: string,
  { deviceTokenHash, address }: Pick<Client, 'deviceTokenHash' | 'address'>,
): AttemptBuckets {
  const always = [
    ...networkBuckets(limits, 'signInAccount', address, email),
    ...networkBuckets(limits, 'signInAddress', address),
  ];
  return {
    known: [bucketOf(limits, 'signInAccount', `${email} ${deviceTokenHash}`)],
    strangers: [
      [...always, ...newNetworkBuckets(limits, email, address)],
      [...always, strangersOf(limits, email)],
    ],
  };
}

/** An IPv6 site has 65,536 networks of 64 bits: it is new once. */
const newNetworkBuckets = (limits: RateLimits, email: string, address: string | null): readonly Bucket[] => [
  bucketOf(limits, 'signInNewNetwork', `${email} ${networksOf(address).wide}`),
  bucketOf(limits, 'signInNewNetworks', email),
];

const strangersOf = (limits: RateLimits, email: string): Bucket => bucketOf(limits, 'signInStrangers', email);

function settlementOf(limits: RateLimits, email: string, address: string | null, taken: readonly Bucket[]): Settlement {
  const forget = networkBuckets(limits, 'signInAccount', address, email);
  const forgotten = new Set(forget.map(({ key }) => key));
  return {
    forget,
    giveBack: taken.filter(({ key }) => !forgotten.has(key)),
  };
}
