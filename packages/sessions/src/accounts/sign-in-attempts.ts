import { networksOf } from '../geo/ip-networks.ts';
import type { Client } from '../devices/client.ts';
import type { Clock } from '../clock.ts';
import type { DeviceTokenHash } from '../tokens/device-token.ts';
import {
  type Bucket,
  type Limited,
  type RateLimitStore,
  type RateLimits,
  type Refund,
  type TakeResult,
  bucketOf,
  keyOf,
  limitedUntil,
  networkBuckets,
} from '../rate-limits/rate-limiter.ts';
import type { OwnAccount, UserStore } from './user-store.ts';
import type { RefundQueue } from '../rate-limits/refund-queue.ts';

/** The buckets of an attempt to sign in. */
export interface AttemptBuckets {
  /** For a browser that is known to the account. */
  readonly knownBrowser: readonly Bucket[];
  /** Otherwise: alternatives, of which the first with room is counted. */
  readonly unknownBrowser: readonly (readonly Bucket[])[];
}

export interface SignInAttemptStore {
  /** In one step: counts an attempt, and returns the account, or null, and whether the browser is known to it. */
  begin(
    attempt: { readonly email: string; readonly deviceTokenHash: DeviceTokenHash | null; readonly now: Date },
    buckets: AttemptBuckets,
  ): Promise<{ readonly account: OwnAccount | null; readonly isKnown: boolean; readonly taken: TakeResult }>;
}

/** An attempt whose password may be checked. */
export interface SignInAttempt {
  readonly account: OwnAccount | null;
  /** The buckets for a success, which belong to the account. Empty where nothing is limited. */
  readonly successes: readonly Bucket[];
  /** What the right password refunds, or null where nothing is limited. */
  readonly refund: Refund | null;
}

interface Deps {
  readonly store: SignInAttemptStore;
  readonly rateLimits: RateLimitStore;
  readonly refunds: RefundQueue;
  readonly users: UserStore;
  /** Null where a proxy limits requests. */
  readonly limits: RateLimits | null;
  readonly clock: Clock;
}

/** Counts attempts to sign in before the password is checked, and refunds those with the right password. */
export class SignInAttempts {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Counts an attempt and finds its account, in one statement. Without limits it only finds the account. */
  async begin(
    email: string,
    { deviceTokenHash, ip }: Client,
  ): Promise<{ readonly ok: true; readonly value: SignInAttempt } | Limited> {
    const { store, users, limits, clock } = this.#deps;
    if (!limits) {
      return { ok: true, value: { account: await users.findByEmail(email), successes: [], refund: null } };
    }
    const now = clock();
    const buckets = bucketsOf(limits, email, { deviceTokenHash, ip });
    const { account, isKnown, taken } = await store.begin({ email, deviceTokenHash, now }, buckets);
    if (!taken.ok) return limitedUntil(taken.retryAt, now);
    if (isKnown) {
      const successes = [
        bucketOf(limits, 'signedInFrom', `${email} ${deviceTokenHash}`),
        bucketOf(limits, 'signedInKnown', email),
      ];
      const refund = {
        reset: [browserBucket(limits, email, deviceTokenHash)],
        refund: [knownBrowsersBucket(limits, email)],
      };
      return { ok: true, value: { account, successes, refund } };
    }
    const successes = [...networkBuckets(limits, 'signedInFrom', ip, email), bucketOf(limits, 'signedIn', email)];
    const refund = refundOf(limits, email, ip, buckets.unknownBrowser[taken.alternative] ?? []);
    return { ok: true, value: { account, successes, refund } };
  }

  /**
   * After the right password: refunds the attempt once the sign-in is answered. The account's attempts from this
   * network are reset; in buckets shared with others only this attempt is refunded, so that one valid account does not
   * help to guess the passwords of others.
   */
  succeed({ refund }: SignInAttempt): void {
    if (refund) this.#deps.refunds.add(refund);
  }

  /**
   * Resets the failed attempts at an account, those of this network and those of all known and of all unknown browsers,
   * after its owner was identified.
   */
  async resetFailures(email: string, address: string | null): Promise<void> {
    const { rateLimits, limits } = this.#deps;
    if (!limits) return;
    const reset = [
      ...networkBuckets(limits, 'signInAccount', address, email),
      ...newNetworkBuckets(limits, email, address),
      unknownBrowsersBucket(limits, email),
      knownBrowsersBucket(limits, email),
    ];
    await rateLimits.refund({ reset, refund: [] });
  }

  /** Writes a row for a missing account, at the cost of the history event of an existing one. */
  async failWithoutAccount(email: string): Promise<void> {
    const { rateLimits, clock } = this.#deps;
    await rateLimits.take(keyOf('signInNoAccount', email), { burst: 1_000_000, every: 1 }, clock());
  }
}

function bucketsOf(
  limits: RateLimits,
  email: string,
  { deviceTokenHash, ip }: Pick<Client, 'deviceTokenHash' | 'ip'>,
): AttemptBuckets {
  const always = [
    ...networkBuckets(limits, 'signInAccount', ip, email),
    ...networkBuckets(limits, 'signInAddress', ip),
  ];
  return {
    knownBrowser: [browserBucket(limits, email, deviceTokenHash), knownBrowsersBucket(limits, email)],
    unknownBrowser: [
      [...always, ...newNetworkBuckets(limits, email, ip)],
      [...always, unknownBrowsersBucket(limits, email)],
    ],
  };
}

/** Counted by the /48, because an IPv6 site has 65,536 networks of 64 bits. */
const newNetworkBuckets = (limits: RateLimits, email: string, address: string | null): readonly Bucket[] => [
  bucketOf(limits, 'signInNewNetwork', `${email} ${networksOf(address).wide}`),
  bucketOf(limits, 'signInNewNetworks', email),
];

const browserBucket = (limits: RateLimits, email: string, deviceTokenHash: Client['deviceTokenHash']): Bucket =>
  bucketOf(limits, 'signInAccount', `${email} ${deviceTokenHash}`);

const knownBrowsersBucket = (limits: RateLimits, email: string): Bucket => bucketOf(limits, 'signInKnown', email);

const unknownBrowsersBucket = (limits: RateLimits, email: string): Bucket => bucketOf(limits, 'signInStrangers', email);

function refundOf(limits: RateLimits, email: string, address: string | null, taken: readonly Bucket[]): Refund {
  const reset = networkBuckets(limits, 'signInAccount', address, email);
  const forgotten = new Set(reset.map(({ key }) => key));
  return {
    reset,
    refund: taken.filter(({ key }) => !forgotten.has(key)),
  };
}
