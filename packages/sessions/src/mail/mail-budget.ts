import { hash } from 'node:crypto';
import type { AccountMailKind } from '../accounts/account-mail.ts';
import type { Clock } from '../clock.ts';
import type { RateLimit, RateLimitStore } from '../rate-limiter.ts';

const minute = 60_000;
const hour = 60 * minute;

/**
 * Mails to one address, by what they are about. A recovery link works for 30 minutes, so that a request beyond this limit
 * finds the last link with at least 20 minutes left.
 */
const perAddress: Readonly<Record<AccountMailKind, RateLimit>> = {
  recovery: { burst: 3, every: 10 * minute },
  password_changed: { burst: 3, every: 10 * minute },
  verification: { burst: 3, every: 20 * minute },
};

/** Mails an hour, over all accounts and instances. */
export const defaultMailsPerHour = 3_000;

export interface MailBudgetOptions {
  readonly store: RateLimitStore;
  /** Mails an hour, over all accounts and instances. A tenth of them may leave at once. */
  readonly perHour: number;
  readonly clock: Clock;
  /** Called each time that a mail must wait because the total is used up. */
  readonly onCeiling: () => void;
}

/**
 * Counts the mails that Latchkey sends: to one address, and in all. These limits hold with `RATE_LIMITS=off` too, because no
 * proxy in front can count mails.
 */
export class MailBudget {
  readonly #deps: MailBudgetOptions;

  constructor(deps: MailBudgetOptions) {
    this.#deps = deps;
  }

  /** Counts one mail of a kind to an address. Answers when it may be sent: now, or the moment when the limit allows it. */
  async dueAt(kind: AccountMailKind, email: string): Promise<Date> {
    const now = this.#deps.clock();
    return (await this.#take(`${kind}:${email}`, perAddress[kind], now)) ?? now;
  }

  /**
   * Counts one mail to anybody. Answers false where it has to wait in the outbox. Verification mails may use no more than half
   * of the total, so that a flood of sign-ups cannot hold back what concerns security.
   */
  async takeFromTotal(of: 'security' | 'verification'): Promise<boolean> {
    const { perHour, clock, onCeiling } = this.#deps;
    const now = clock();
    const isFree =
      (of === 'security' || !(await this.#take('verification', totalOf(perHour / 2), now))) &&
      !(await this.#take('all', totalOf(perHour), now));
    if (!isFree) onCeiling();
    return isFree;
  }

  #take(subject: string, limit: RateLimit, now: Date): Promise<Date | null> {
    return this.#deps.store.take(hash('sha256', `mail:${subject}`, 'base64url'), limit, now);
  }
}

const totalOf = (perHour: number): RateLimit => ({
  burst: Math.max(1, Math.floor(perHour / 10)),
  every: Math.max(1, Math.round(hour / perHour)),
});
