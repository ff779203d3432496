import { hash } from 'node:crypto';
import { networksOf } from '../geo/ip-networks.ts';
import type { Clock } from '../clock.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** `burst` attempts at once, then one more for every `every` milliseconds. */
export interface RateLimit {
  readonly burst: number;
  readonly every: number;
}

/**
 * Each limit counts its own subjects. Sign-ins to one account are counted three times: by the network or the known
 * browser (`signInAccount`); those of all unknown browsers together (`signInStrangers`); and separately the first few
 * of each network (`signInNewNetwork`, all of these together `signInNewNetworks`), so that one network with many
 * attempts does not lock out the others. The right password refunds its attempt and is counted by itself.
 *
 * What is counted by browser or device also has a wide limit by account, because a client with the password can register any
 * number of devices.
 */
export const defaultRateLimits = {
  /** Attempts at one account, from one network or one known browser. */
  signInAccount: { burst: 10, every: 2 * minute },
  /** Those of all known browsers together. */
  signInKnown: { burst: 300, every: 10 * second },
  signInStrangers: { burst: 30, every: 2 * minute },
  signInNewNetwork: { burst: 3, every: 8 * hour },
  signInNewNetworks: { burst: 1000, every: minute },
  /** Attempts from one network, at any account. */
  signInAddress: { burst: 60, every: 5 * second },
  /** Successful sign-ins to one account, from one network or known browser, and in total from unknown and from known browsers. */
  signedInFrom: { burst: 60, every: 10 * second },
  signedIn: { burst: 240, every: 5 * second },
  signedInKnown: { burst: 600, every: 5 * second },
  signUpAddress: { burst: 20, every: 3 * minute },
  /** Wrong passwords at a step-up, by device; and all step-ups. */
  stepUp: { burst: 10, every: 2 * minute },
  steppedUp: { burst: 30, every: 20 * second },
  /** Changes of an account with an event in the history: password, idle limit, labels. By device, and by user. */
  accountChange: { burst: 60, every: 10 * second },
  accountChanges: { burst: 600, every: 2 * second },
  /** Ends of sessions that ended nothing. By device, and by user. */
  emptyEnd: { burst: 60, every: second },
  emptyEnds: { burst: 600, every: second / 5 },
  /** Wrong service keys from one network. Requests with a right one are not limited. */
  serviceKey: { burst: 30, every: 10 * second },
  /** Failed sign-ins that an application reports of one user. */
  reportedFailure: { burst: 60, every: 10 * second },
  alertLink: { burst: 30, every: 10 * second },
  /** Requests for mails: recovery and verification, to any address. */
  mailNetwork: { burst: 10, every: minute },
} satisfies Record<string, RateLimit>;

export type RateLimitName = keyof typeof defaultRateLimits;
export type RateLimits = Readonly<Record<RateLimitName, RateLimit>>;

/** The counter of one subject in one limit. */
export interface Bucket extends RateLimit {
  readonly key: string;
}

/** The alternative that was counted, by index, or when one will have room. */
export type TakeResult =
  { readonly ok: true; readonly alternative: number } | { readonly ok: false; readonly retryAt: Date };

/** What the right password refunds, in one step. */
export interface Refund {
  /** Buckets to reset. */
  readonly reset: readonly Bucket[];
  /** Buckets that get back one attempt. */
  readonly refund: readonly Bucket[];
}

/** Counts attempts, for all instances together. */
export interface RateLimitStore {
  /**
   * Counts one attempt, in one step, if the limit allows it now (the generic cell rate algorithm, ITU-T I.371). Returns
   * null, or when it will be allowed.
   */
  take(key: string, limit: RateLimit, now: Date): Promise<Date | null>;
  /**
   * The same with alternatives: counts in every bucket of the first alternative that has room in all of its buckets,
   * and in no other.
   */
  takeFirstAvailable(ways: readonly (readonly Bucket[])[], now: Date): Promise<TakeResult>;
  /** Refunds attempts. A bucket is never more than full. */
  refund(settlement: Refund): Promise<void>;
  /** Resets a bucket. */
  reset(key: string): Promise<void>;
}

/** A refusal by a rate limit. */
export interface Limited {
  readonly ok: false;
  readonly code: 'rate_limited';
  /** When to try again, in whole seconds. */
  readonly retryAfter: number;
}

type Allowed = { readonly ok: true } | Limited;

interface Deps {
  readonly store: RateLimitStore;
  /** Null where a proxy limits requests. */
  readonly limits: RateLimits | null;
  readonly clock: Clock;
}

/** The limit of a /48 network as a multiple of that of a /64 network. */
const wider = 4;

/** Applies the rate limits. */
export class RateLimiter {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Null where nothing is limited, so that callers skip the statement. */
  get limits(): RateLimits | null {
    return this.#deps.limits;
  }

  /** Counts one attempt of a subject: an account or a device. */
  async take(name: RateLimitName, subject: string): Promise<Allowed> {
    return this.takeAll([[name, subject]]);
  }

  /** Counts one attempt in several limits, if all allow it. */
  async takeAll(subjects: readonly (readonly [RateLimitName, string])[]): Promise<Allowed> {
    const limits = this.#deps.limits;
    if (!limits) return { ok: true };
    return this.#takeBuckets(subjects.map(([name, subject]) => bucketOf(limits, name, subject)));
  }

  /**
   * Counts one attempt of the network of an IP address; for IPv6 of its /64 and its /48, whose limit is four times as
   * high.
   */
  async takeFrom(name: RateLimitName, address: string | null): Promise<Allowed> {
    if (!this.#deps.limits) return { ok: true };
    return this.#takeBuckets(networkBuckets(this.#deps.limits, name, address));
  }

  /** Resets the limit of a subject after a success. */
  async reset(name: RateLimitName, subject: string): Promise<void> {
    if (this.#deps.limits) await this.#deps.store.reset(keyOf(name, subject));
  }

  async #takeBuckets(buckets: readonly Bucket[]): Promise<Allowed> {
    const now = this.#deps.clock();
    const taken = await this.#deps.store.takeFirstAvailable([buckets], now);
    return taken.ok ? { ok: true } : limitedUntil(taken.retryAt, now);
  }
}

export function limitedUntil(retryAt: Date, now: Date): Limited {
  const retryAfter = Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / second));
  return { ok: false, code: 'rate_limited', retryAfter };
}

/** The bucket of one subject, `times` as wide as the limit. */
export function bucketOf(limits: RateLimits, name: RateLimitName, subject: string, times = 1): Bucket {
  const { burst, every } = limits[name];
  return { key: keyOf(name, subject), burst: burst * times, every: Math.max(1, Math.floor(every / times)) };
}

/** The buckets of an IP address, optionally for a subject: one for IPv4, two for IPv6. */
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

/** Only a hash is stored, because the subject may be an e-mail or IP address. */
export const keyOf = (name: RateLimitName | 'signInNoAccount', subject: string): string =>
  hash('sha256', `${name}:${subject}`, 'base64url');
