import { type MailLink, createMailLink, hashMailLink } from '../tokens/mail-link.ts';
import type { Client } from '../devices/client.ts';
import type { Clock } from '../clock.ts';
import type { MailBudget } from '../mail/mail-budget.ts';
import type { MailWorkers } from '../mail/outbox-worker.ts';
import { networksOf } from '../geo/ip-networks.ts';
import type { Limited, RateLimiter } from '../rate-limits/rate-limiter.ts';
import type { Result } from '../result.ts';
import type { ExpiryCutoff } from '../sessions/session-store.ts';
import type { RandomSource } from '../tokens/session-token.ts';
import { type AccountLinks, type AccountLinkResult, unusable } from './account-links.ts';
import type { AccountStore } from './account-store.ts';
import type { Passwords } from '../passwords/passwords.ts';
import type { SignInAttempts } from './sign-in-attempts.ts';

interface Deps {
  readonly store: AccountStore;
  readonly links: AccountLinks;
  readonly limiter: RateLimiter;
  readonly attempts: SignInAttempts;
  readonly budget: MailBudget;
  readonly passwords: Passwords;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly cutoff: () => ExpiryCutoff;
  readonly mailWorkers: MailWorkers;
}

/** Password recovery: a mailed link, and a new password through it. */
export class Recovery {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Requests a recovery mail. Response, statements and rows are the same whether or not the account exists: the request
   * is queued, and only the mail worker looks for the account. Beyond the limit of an address the response is the same
   * again, because the link of the last mail still works. Only the limit of the network refuses.
   */
  async request(email: string, { ip, userAgent }: Client): Promise<Result<null, never> | Limited> {
    const { store, limiter, budget, clock, mailWorkers } = this.#deps;
    const allowed = await limiter.takeFrom('mailNetwork', ip);
    if (!allowed.ok) return allowed;
    const requestedAt = clock();
    const dueAt = await budget.scheduleFor('recovery', email, requestedAt);
    if (dueAt <= requestedAt) await store.requestRecovery({ email, requestedAt, userAgent, ip });
    mailWorkers.wake();
    return { ok: true, value: null };
  }

  /** The e-mail address of the account of a recovery link. Changes nothing. */
  async read(text: string, client: Client): Promise<AccountLinkResult<{ readonly email: string }>> {
    const opened = await this.#deps.links.open(text, 'recovery', client);
    return opened.ok ? { ok: true, value: { email: opened.value.account.email } } : opened;
  }

  /**
   * Sets a new password through a link, once, and ends every session. It creates no session: the link proves access to
   * the mailbox, not to the browser, so the sign-in that follows is counted, alerted and bound like any other (OWASP
   * Forgot Password Cheat Sheet: "do not automatically log the user in"). Resets the failed attempts at the account.
   * Throws `HashQueueFull` where too many requests wait for a hash.
   */
  async setPassword(
    text: string,
    password: string,
    client: Client,
  ): Promise<AccountLinkResult<{ readonly email: string }>> {
    const { store, links, attempts, budget, passwords, cutoff, mailWorkers } = this.#deps;
    // Before hashing, so that only the holder of a link makes the server compute.
    const opened = await links.open(text, 'recovery', client);
    if (!opened.ok) return opened;
    const { account, use } = opened.value;
    const { email } = account;
    const requester = { network: networksOf(client.ip).wide, account: `recovery of ${account.userId}` };
    const passwordHash = await passwords.admitted(requester, (hashing) => hashing.hash(password));
    const at = cutoff();
    const noticeDueAt = await budget.scheduleFor('password_changed', email, at.now);
    const { ip, userAgent } = client;
    const reset = { ...use, passwordHash, cutoff: at, userAgent, ip, noticeDueAt };
    if (!(await store.resetPassword(account.userId, reset))) return unusable;
    await attempts.resetFailures(email, ip);
    mailWorkers.wake();
    return { ok: true, value: { email } };
  }

  /**
   * A link for an operator to pass on. It replaces the link of earlier mails. Null where the account is missing or
   * disabled.
   */
  async issueLink(email: string): Promise<MailLink | null> {
    const { store, clock, random } = this.#deps;
    const link = createMailLink(random);
    return (await store.issueRecoveryLink(email, hashMailLink(link), clock())) ? link : null;
  }
}
