import type { Client } from '../devices/client.ts';
import type { Clock } from '../clock.ts';
import type { MailBudget } from '../mail/mail-budget.ts';
import type { MailWorkers } from '../mail/outbox-worker.ts';
import type { Principal } from '../sessions/principal.ts';
import type { Limited, RateLimiter } from '../rate-limits/rate-limiter.ts';
import type { Result } from '../result.ts';
import type { ExpiryCutoff } from '../sessions/session-store.ts';
import { type AccountLinks, type AccountLinkResult, unusable } from './account-links.ts';
import type { AccountStore, LinkedAccount, LinkPurpose } from './account-store.ts';

interface Deps {
  readonly store: AccountStore;
  readonly links: AccountLinks;
  readonly limiter: RateLimiter;
  readonly budget: MailBudget;
  readonly clock: Clock;
  readonly cutoff: () => ExpiryCutoff;
  readonly mailWorkers: MailWorkers;
}

/**
 * Verifies the e-mail addresses of accounts through mailed links, or removes an account whose address belongs to
 * another person.
 */
export class EmailVerification {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Whether the caller's e-mail address is verified. */
  isVerified({ user }: Principal): Promise<boolean> {
    return this.#deps.store.isVerified(user.id);
  }

  /** Schedules another verification mail, at the time that the limit of the address allows. */
  async request({ user }: Principal, { ip }: Client): Promise<Result<null, 'sign_in_elsewhere'> | Limited> {
    const { store, limiter, budget, clock, mailWorkers } = this.#deps;
    // The application vouches for the addresses of its users.
    if (user.subject !== null || user.email === null) return { ok: false, code: 'sign_in_elsewhere' };
    const allowed = await limiter.takeFrom('mailNetwork', ip);
    if (!allowed.ok) return allowed;
    const requestedAt = clock();
    const dueAt = await budget.scheduleFor('verification', user.email, requestedAt);
    await store.requestVerification(user.id, requestedAt, dueAt);
    mailWorkers.wake();
    return { ok: true, value: null };
  }

  /** The account of a mailed link. Changes nothing. */
  async read(text: string, purpose: LinkPurpose, client: Client): Promise<AccountLinkResult<LinkedAccount>> {
    const opened = await this.#deps.links.open(text, purpose, client);
    return opened.ok ? { ok: true, value: opened.value.account } : opened;
  }

  /** Marks the address as verified through the link of a verification mail, once. */
  async confirm(text: string, client: Client): Promise<AccountLinkResult<null>> {
    const { store, links } = this.#deps;
    const opened = await links.open(text, 'verification', client);
    if (!opened.ok) return opened;
    const { account, use } = opened.value;
    const { ip, userAgent } = client;
    const isDone = await store.verify(account.userId, { ...use, ip, userAgent });
    return isDone ? { ok: true, value: null } : unusable;
  }

  /**
   * Removes an account whose e-mail address was never verified, through the link of any mail to that address. The
   * address is the account's only name, so the account cannot continue without it, and the reader of the mailbox can
   * create a new one.
   */
  async disown(text: string, client: Client): Promise<AccountLinkResult<null>> {
    const { store, links, cutoff } = this.#deps;
    const opened = await links.open(text, 'disown', client);
    if (!opened.ok) return opened;
    const { account, use } = opened.value;
    return (await store.disown(account.userId, use, cutoff())) === null ? unusable : { ok: true, value: null };
  }
}
