import { hash } from 'node:crypto';
import { networksOf } from './addresses/networks.ts';
import type { Clock } from './clock.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** So many at once, and then one more each time `every` milliseconds have passed. */
export interface RateLimit {
  readonly burst: number;
  readonly every: number;
}

/**
 * Each limit counts its own subjects. Attempts to sign in to one account are counted three times over: by the network or the
 * known browser that they come from (`signInAccount`); all those of unknown browsers together (`signInStrangers`); and, apart from
 * these, the first few of each network (`signInNewNetwork`, all of them together `signInNewNetworks`), so that one network that
 * keeps trying leaves room for every other. A right password gives back what its attempt took, and is counted by itself.
 */
export const defaultRateLimits = {
  /** Attempts at one account from one network, or from one browser that it knows. */
  signInAccount: { burst: 10, every: 2 * minute },
  signInStrangers: { burst: 30, every: 2 * minute },
  signInNewNetwork: { burst: 3, every: 8 * hour },
  signInNewNetworks: { burst: 1000, every: minute },
  /** Attempts from one network, at whichever account. */
  signInAddress: { burst: 60, every: 5 * second },
  /** Sign-ins that succeeded, of one account from one network or known browser, and of one account in all. */
  signedInFrom: { burst: 60, every: 10 * second },
  signedIn: { burst: 240, every: 5 * second },
  signUpAddress: { burst: 20, every: 3 * minute },
  /** Wrong passwords at a step-up, of one device of the user; and all of its step-ups. */
  stepUp: { burst: 10, every: 2 * minute },
  steppedUp: { burst: 30, every: 20 * second },
  /** Changes of an account that leave a line in its history, by one device of the user: password, idle limit, names. */
  accountChange: { burst: 60, every: 10 * second },
  alertLink: { burst: 30, every: 10 * second },
  /** Mails that somebody asks for: recovery and verification, to whichever addresses. */
  mailNetwork: { burst: 10, every: minute },
} satisfies Record<string, RateLimit>;

export type RateLimitName = keyof typeof defaultRateLimits;
export type RateLimits = Readonly<Record<RateLimitName, RateLimit>>;

/** What one subject has of one limit. */
export interface Bucket extends RateLimit {
  readonly key: string;
}

/** What came of an attempt: which of its ways was open, by its number, or from when one will be. */
export type Taken = { readonly ok: true; readonly way: number } | { readonly ok: false; readonly retryAt: Date };

/** What a right password gives back, in one step. */
export interface Settlement {
  /** Buckets that are full again. */
  readonly forget: readonly Bucket[];
  /** Buckets that get back one attempt. */
  readonly giveBack: readonly Bucket[];
}

/** Where attempts are counted, for every instance together. */
export interface RateLimitStore {
  /**
   * Counts one attempt, in one step, if the limit allows it at this moment (the generic cell rate algorithm, ITU-T I.371).
   * Answers null, or the moment from which it would be allowed.
   */
  take(key: string, limit: RateLimit, now: Date): Promise<Date | null>;
  /** The same with several ways: counts in every bucket of the first way that has room in all of them, and in no other. */
  takeOneWay(ways: readonly (readonly Bucket[])[], now: Date): Promise<Taken>;
  /** Gives attempts back. A bucket that gets back more than it holds is full again, and no more. */
  settle(settlement: Settlement): Promise<void>;
  /** Forgets the attempts of a key. */
  forget(key: string): Promise<void>;
}

/** A refusal that time will lift. */
export interface Limited {
  readonly ok: false;
  readonly code: 'rate_limited';
  /** In whole seconds. */
  readonly retryAfter: number;
}

type Allowed = { readonly ok: true } | Limited;

export interface RateLimiterOptions {
  readonly store: RateLimitStore;
  /** Null where attempts are counted elsewhere, in front of this. */
  readonly limits: RateLimits | null;
  readonly clock: Clock;
}

/** How many networks of 64 bits a network of 48 bits may be used like, whose limits are so much wider. */
const wider = 4;

/** Counts attempts, and says when there were too many. */
export class RateLimiter {
  readonly #store: RateLimitStore;
  readonly #limits: RateLimits | null;
  readonly #clock: Clock;

  constructor({ store, limits, clock }: RateLimiterOptions) {
    this.#store = store;
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Null where nothing is limited: then no statement is worth running. */
  get limits(): RateLimits | null {
    return this.#limits;
  }

  /** Counts one attempt of a subject: an account, a device. */
  async take(name: RateLimitName, subject: string): Promise<Allowed> {
    return this.takeAll([[name, subject]]);
  }

  /** Counts one attempt in several limits, if all of them allow it. */
  async takeAll(subjects: readonly (readonly [RateLimitName, string])[]): Promise<Allowed> {
    const limits = this.#limits;
    if (!limits) return { ok: true };
    return this.#takeBuckets(subjects.map(([name, subject]) => bucketOf(limits, name, subject)));
  }

  /** Counts one attempt from an address, under its network; for IPv6 under its /64 and its /48, which has four times as much. */
  async takeFrom(name: RateLimitName, address: string | null): Promise<Allowed> {
    if (!this.#limits) return { ok: true };
    return this.#takeBuckets(networkBuckets(this.#limits, name, address));
  }

  /** Forgets the attempts of a subject who has shown that they are no guesses. */
  async forget(name: RateLimitName, subject: string): Promise<void> {
    if (this.#limits) await this.#store.forget(keyOf(name, subject));
  }

  async #takeBuckets(buckets: readonly Bucket[]): Promise<Allowed> {
    const now = this.#clock();
    const taken = await this.#store.takeOneWay([buckets], now);
    return taken.ok ? { ok: true } : limitedUntil(taken.retryAt, now);
  }
}

export function limitedUntil(retryAt: Date, now: Date): Limited {
  const retryAfter = Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / second));
  return { ok: false, code: 'rate_limited', retryAfter };
}

/** The bucket of one subject, so many times as wide as the limit says. */
export function bucketOf(limits: RateLimits, name: RateLimitName, subject: string, times = 1): Bucket {
  const { burst, every } = limits[name];
  return { key: keyOf(name, subject), burst: burst * times, every: Math.max(1, Math.floor(every / times)) };
}

/** The buckets of an address, and of a subject from there: one for IPv4, two for IPv6. */
export function networkBuckets(
  limits: RateLimits,
  name: RateLimitName,
  address: string | null,
  subject = '',
): readonly Bucket[] {
  const { narrow, wide } = networksOf(address);
  const of = (network: string, times: number) =>
    bucketOf(limits, name, subject ? `${subject} ${network}` : network, times);
  return wide === narrow ? [of(narrow, 1)] : [of(narrow, 1), of(wide, wider)];
}

/** The subject may be an address of a person or a network: only its hash is stored. */
export const keyOf = (name: RateLimitName | 'nobody', subject: string): string =>
  hash('sha256', `${name}:${subject}`, 'base64url');
