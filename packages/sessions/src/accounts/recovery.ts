import { type AlertLink, createAlertLink, hashAlertLink } from '../alert-link.ts';
import type { Client } from '../client.ts';
import type { Clock } from '../clock.ts';
import type { MailBudget } from '../mail/mail-budget.ts';
import { networksOf } from '../addresses/networks.ts';
import type { Limited, RateLimiter } from '../rate-limiter.ts';
import type { Result } from '../result.ts';
import type { LiveAt } from '../session-store.ts';
import type { RandomSource } from '../session-token.ts';
import { type AccountLinks, type ByLink, unusable } from './account-links.ts';
import type { AccountStore } from './account-store.ts';
import type { Passwords } from './passwords.ts';
import type { SignInAttempts } from './sign-in-attempts.ts';

export interface RecoveryOptions {
  readonly store: AccountStore;
  readonly links: AccountLinks;
  readonly limiter: RateLimiter;
  readonly attempts: SignInAttempts;
  readonly budget: MailBudget;
  readonly passwords: Passwords;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly liveAt: () => LiveAt;
  /** Called when there may be a mail to send. */
  readonly onMailDue: () => void;
}

/** The way back in for somebody who forgot their password: a link by mail, and a new password through it. */
export class Recovery {
  readonly #deps: RecoveryOptions;

  constructor(deps: RecoveryOptions) {
    this.#deps = deps;
  }

  /**
   * Asks for a recovery mail. The answer, the statements and the rows written are the same whether or not there is such an
   * account: the request goes into a queue, and only the mail worker looks for the account. Beyond the limit of an address
   * the answer is the same again, because the link of the last mail still works. Refused only by the limit of a network.
   */
  async request(email: string, { address, userAgent }: Client): Promise<Result<null, never> | Limited> {
    const { store, limiter, budget, clock, onMailDue } = this.#deps;
    const allowed = await limiter.takeFrom('mailNetwork', address);
    if (!allowed.ok) return allowed;
    const requestedAt = clock();
    const dueAt = await budget.dueAt('recovery', email);
    if (dueAt <= requestedAt) await store.requestRecovery({ email, requestedAt, userAgent, address });
    onMailDue();
    return { ok: true, value: null };
  }

  /** Answers the address of the account that a recovery link is for. It changes nothing. */
  async read(text: string, client: Client): Promise<ByLink<{ readonly email: string }>> {
    const opened = await this.#deps.links.open(text, 'recovery', client);
    return opened.ok ? { ok: true, value: { email: opened.value.account.email } } : opened;
  }

  /**
   * Sets a new password through a link, once, and ends every session. It begins none: the link proves the mailbox and not the
   * browser, so that the sign-in that follows is counted, alerted and bound like any other (OWASP Forgot Password Cheat Sheet:
   * "do not automatically log the user in"). Failed attempts at the account no longer count.
   * Throws `HashQueueFull` where too many passwords wait to be hashed.
   */
  async setPassword(text: string, password: string, client: Client): Promise<ByLink<{ readonly email: string }>> {
    const { store, links, attempts, budget, passwords, liveAt, onMailDue } = this.#deps;
    // Looked up before the password is hashed, so that only somebody with a link makes the server compute.
    const opened = await links.open(text, 'recovery', client);
    if (!opened.ok) return opened;
    const { account, use } = opened.value;
    const { email } = account;
    const requester = { network: networksOf(client.address).wide, account: email };
    const passwordHash = await passwords.admitted(requester, (hashing) => hashing.hash(password));
    const noticeDueAt = await budget.dueAt('password_changed', email);
    const { address, userAgent } = client;
    const reset = { ...use, passwordHash, liveAt: liveAt(), userAgent, address, noticeDueAt };
    if (!(await store.resetPassword(account.userId, reset))) return unusable;
    await attempts.forgive(email, address);
    onMailDue();
    return { ok: true, value: { email } };
  }

  /** A link for an operator to hand over. It replaces that of any mail before. Null where there is no account, or it is disabled. */
  async issueLink(email: string): Promise<AlertLink | null> {
    const { store, clock, random } = this.#deps;
    const link = createAlertLink(random);
    return (await store.issueRecoveryLink(email, hashAlertLink(link), clock())) ? link : null;
  }
}
