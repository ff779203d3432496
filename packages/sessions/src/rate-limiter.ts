import { hash } from 'node:crypto';
import type { Clock } from './clock.ts';

const second = 1000;
const minute = 60 * second;

/** So many at once, and then one more each time `every` milliseconds have passed. */
export interface RateLimit {
  readonly burst: number;
  readonly every: number;
}

/** What is limited: each counts its own subjects. */
export type RateLimitName = 'signInAccount' | 'signInAddress' | 'signUpAddress' | 'stepUp' | 'alertLink';

export type RateLimits = Readonly<Record<RateLimitName, RateLimit>>;

/** An attacker gets some 700 guesses a day at an account; a person who mistypes does not notice (ASVS 6.3.1). */
export const defaultRateLimits: RateLimits = {
  signInAccount: { burst: 10, every: 2 * minute },
  signInAddress: { burst: 60, every: 5 * second },
  signUpAddress: { burst: 20, every: 3 * minute },
  stepUp: { burst: 10, every: 2 * minute },
  alertLink: { burst: 30, every: 10 * second },
};

/** Where attempts are counted, for every instance together. */
export interface RateLimitStore {
  /**
   * Counts one attempt, in one step, if the limit allows it at this moment (the generic cell rate algorithm, ITU-T I.371).
   * Answers null, or the moment from which it would be allowed.
   */
  take(key: string, limit: RateLimit, now: Date): Promise<Date | null>;
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

export interface RateLimiterOptions {
  readonly store: RateLimitStore;
  /** Null where attempts are counted elsewhere, in front of this. */
  readonly limits: RateLimits | null;
  readonly clock: Clock;
}

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

  /** Counts one attempt of a subject: an address, an account. */
  async take(name: RateLimitName, subject: string): Promise<{ readonly ok: true } | Limited> {
    if (!this.#limits) return { ok: true };
    const now = this.#clock();
    const retryAt = await this.#store.take(keyOf(name, subject), this.#limits[name], now);
    if (!retryAt) return { ok: true };
    const retryAfter = Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / second));
    return { ok: false, code: 'rate_limited', retryAfter };
  }

  /** Who got in is no guesser: their earlier attempts no longer count. */
  forget(name: RateLimitName, subject: string): Promise<void> {
    return this.#store.forget(keyOf(name, subject));
  }
}

/** The subject may be an address of a person or a network: only its hash is stored. */
const keyOf = (name: RateLimitName, subject: string): string => hash('sha256', `${name}:${subject}`, 'base64url');
