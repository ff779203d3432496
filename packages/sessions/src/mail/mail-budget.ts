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
export const mailsPerAddress: Readonly<Record<AccountMailKind, RateLimit>> = {
  recovery: { burst: 3, every: 10 * minute },
  password_changed: { burst: 3, every: 10 * minute },
  verification: { burst: 3, every: 20 * minute },
};

/** Mails an hour, over all accounts and instances. */
export const defaultMailsPerHour = 3_000;

/** What a mail may be about, as the total is divided. */
export type MailSubject = AccountMailKind | 'new_device';

/**
 * The part of the total that mails of one subject may use. The parts add up to the total, so that a flood of one subject, which
 * strangers can cause by sign-ups, recovery requests or new devices of their own, holds back no other.
 */
export const mailShares: Readonly<Record<MailSubject, number>> = {
  new_device: 0.4,
  recovery: 0.3,
  password_changed: 0.1,
  verification: 0.2,
};

export interface MailBudgetOptions {
  readonly store: RateLimitStore;
  /** Mails an hour, over all accounts and instances. A tenth of them may leave at once. */
  readonly perHour: number;
  readonly clock: Clock;
  /** Called each time that a mail must wait because its part of the total is used up. */
  readonly onCeiling: () => void;
}

/**
 * Counts the mails that Latchkey sends: to one address, and in all. These limits hold with `RATE_LIMITS=off` too, because no
 * proxy in front can count mails. What an account is told of new devices is limited where its alerts are written.
 */
export class MailBudget {
  readonly #deps: MailBudgetOptions;

  constructor(deps: MailBudgetOptions) {
    this.#deps = deps;
  }

  /** Counts one mail of a kind to an address. Answers when it may be sent: now, or the moment when the limit allows it. */
  async dueAt(kind: AccountMailKind, email: string): Promise<Date> {
    const now = this.#deps.clock();
    return (await this.#take(`${kind}:${email}`, mailsPerAddress[kind], now)) ?? now;
  }

  /** Counts one mail to anybody. Answers false where it has to wait in the outbox, because its subject's part is used up. */
  async takeFromTotal(subject: MailSubject): Promise<boolean> {
    const { perHour, clock, onCeiling } = this.#deps;
    const isFree = (await this.#take(`all:${subject}`, totalOf(perHour * mailShares[subject]), clock())) === null;
    if (!isFree) onCeiling();
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
