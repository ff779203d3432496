import { hash } from 'node:crypto';
import type { AccountMailKind } from '../mail/mail.ts';
import {
  type Bucket,
  RateLimiter,
  type RateLimitStore,
  type Refund,
  defaultRateLimits,
} from '../rate-limits/rate-limiter.ts';
import { MailBudget } from '../mail/mail-budget.ts';
import { noTelemetry } from '../telemetry.ts';
import { later, start } from './sample-session.ts';

/** The key under which mails of one kind to one e-mail address are counted. */
export const mailKeyOf = (kind: AccountMailKind, email: string): string =>
  hash('sha256', `mail:${kind}:${email}`, 'base64url');

/** Rate limits that allow everything, or nothing until `retryAt`. Records every call. */
export class FakeRateLimits implements RateLimitStore {
  /** When buckets, and mails to one e-mail address, allow the next attempt. Null: now. */
  retryAt: Date | null = null;
  mailDueAt: Date | null = null;
  readonly taken: (readonly Bucket[])[] = [];
  readonly mails: string[] = [];
  readonly refunds: Refund[] = [];
  readonly resetKeys: string[] = [];
  readonly limiter = new RateLimiter({ store: this, limits: defaultRateLimits, clock: () => start });
  /** Its clock is a millisecond after that of its callers, as a real one may be. */
  readonly budget = new MailBudget({ store: this, perHour: 10, clock: () => later(start, 1), telemetry: noTelemetry });

  take(key: string): Promise<Date | null> {
    this.mails.push(key);
    return Promise.resolve(this.mailDueAt);
  }

  takeFirstAvailable(alternatives: readonly (readonly Bucket[])[]) {
    this.taken.push(...alternatives);
    const { retryAt } = this;
    return Promise.resolve(retryAt ? ({ ok: false, retryAt } as const) : ({ ok: true, alternative: 0 } as const));
  }

  refund(refund: Refund): Promise<void> {
    this.refunds.push(refund);
    return Promise.resolve();
  }

  reset(key: string): Promise<void> {
    this.resetKeys.push(key);
    return Promise.resolve();
  }
}
