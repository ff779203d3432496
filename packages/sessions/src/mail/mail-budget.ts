import { hash } from 'node:crypto';
import type { AccountMailKind, MailKind } from './mail.ts';
import type { Clock } from '../clock.ts';
import type { Telemetry } from '../telemetry.ts';
import type { RateLimit, RateLimitStore } from '../rate-limits/rate-limiter.ts';

const minute = 60_000;
const hour = 60 * minute;

/**
 * Mails to one e-mail address, by kind. A recovery link works for 30 minutes, so that after a request beyond this limit
 * the last link still works for at least 20 minutes.
 */
export const mailsPerAddress: Readonly<Record<AccountMailKind, RateLimit>> = {
  recovery: { burst: 3, every: 10 * minute },
  password_changed: { burst: 3, every: 10 * minute },
  verification: { burst: 3, every: 20 * minute },
};

/** Mails an hour, over all accounts and instances. */
export const defaultMailsPerHour = 3_000;

/**
 * The share of each kind of mail in the hourly limit. The shares add up to one, so that a flood of one kind, which strangers can
 * cause by sign-ups, recovery requests or new devices, delays no other.
 */
export const mailShares: Readonly<Record<MailKind, number>> = {
  new_device: 0.4,
  recovery: 0.3,
  password_changed: 0.1,
  verification: 0.2,
};

interface Deps {
  readonly store: RateLimitStore;
  /** Mails an hour, over all accounts and instances. A tenth of them may be sent at once. */
  readonly perHour: number;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'onMailLimitReached'>;
}

/**
 * Limits mails, to one e-mail address and in total. It applies with `RATE_LIMITS=off` too, because no proxy can count
 * mails. Alerts to one account are limited where they are written.
 */
export class MailBudget {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Counts one mail of a kind to an e-mail address, which is asked for at `now`. Returns when it may be sent: `now` itself, or when
   * the limit allows it. It does not read the clock, so that callers can compare the two.
   */
  async scheduleFor(kind: AccountMailKind, email: string, now: Date): Promise<Date> {
    return (await this.#take(`${kind}:${email}`, mailsPerAddress[kind], now)) ?? now;
  }

  /**
   * Counts one mail towards the hourly limit of its kind. Returns false where that is used up, and the mail stays in
   * the outbox.
   */
  async takeFromHourlyLimit(kind: MailKind): Promise<boolean> {
    const { perHour, clock, telemetry } = this.#deps;
    const isFree = (await this.#take(`all:${kind}`, totalOf(perHour * mailShares[kind]), clock())) === null;
    if (!isFree) telemetry.onMailLimitReached();
    return isFree;
  }

  #take(subject: string, limit: RateLimit, now: Date): Promise<Date | null> {
    return this.#deps.store.take(hash('sha256', `mail:${subject}`, 'base64url'), limit, now);
  }
}

export const totalOf = (perHour: number): RateLimit => ({
  burst: Math.max(1, Math.floor(perHour / 10)),
  every: Math.max(1, Math.round(hour / perHour)),
});
