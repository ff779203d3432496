import type { Client } from '../client.ts';
import type { Clock } from '../clock.ts';
import type { MailBudget } from '../mail/mail-budget.ts';
import type { Principal } from '../principal.ts';
import type { Limited, RateLimiter } from '../rate-limiter.ts';
import type { Result } from '../result.ts';
import type { LiveAt } from '../session-store.ts';
import { type AccountLinks, type ByLink, unusable } from './account-links.ts';
import type { AccountStore, LinkedAccount, LinkPurpose } from './account-store.ts';

export interface EmailVerificationOptions {
  readonly store: AccountStore;
  readonly links: AccountLinks;
  readonly limiter: RateLimiter;
  readonly budget: MailBudget;
  readonly clock: Clock;
  readonly liveAt: () => LiveAt;
  /** Called when there may be a mail to send. */
  readonly onMailDue: () => void;
}

/** Whether the address of an account is its owner's: they say so through the link of a mail, or that it is not. */
export class EmailVerification {
  readonly #deps: EmailVerificationOptions;

  constructor(deps: EmailVerificationOptions) {
    this.#deps = deps;
  }

  /** Whether the caller's address is verified. */
  isVerified({ user }: Principal): Promise<boolean> {
    return this.#deps.store.isVerified(user.id);
  }

  /** Has the verification mail sent again, at the moment that the limit of the address allows. */
  async request({ user }: Principal, { address }: Client): Promise<Result<null, never> | Limited> {
    const { store, limiter, budget, clock, onMailDue } = this.#deps;
    const allowed = await limiter.takeFrom('mailNetwork', address);
    if (!allowed.ok) return allowed;
    const dueAt = await budget.dueAt('verification', user.email);
    await store.requestVerification(user.id, clock(), dueAt);
    onMailDue();
    return { ok: true, value: null };
  }

  /** Answers the account that the link of a mail is about. It changes nothing. */
  async read(text: string, purpose: LinkPurpose, client: Client): Promise<ByLink<LinkedAccount>> {
    const opened = await this.#deps.links.open(text, purpose, client);
    return opened.ok ? { ok: true, value: opened.value.account } : opened;
  }

  /** Marks the address as verified, through the link of a verification mail, once. */
  async confirm(text: string, client: Client): Promise<ByLink<null>> {
    const { store, links } = this.#deps;
    const opened = await links.open(text, 'verification', client);
    if (!opened.ok) return opened;
    const { account, use } = opened.value;
    const { address, userAgent } = client;
    const isDone = await store.verify(account.userId, { ...use, address, userAgent });
    return isDone ? { ok: true, value: null } : unusable;
  }

  /**
   * Removes the account of somebody else from an address, through the link of any mail to it, where the address was never
   * verified. The account goes with all that is its own: an address is its only name, so that it cannot go on without one,
   * and whoever reads the mail of the address can open a new account under it.
   */
  async disown(text: string, client: Client): Promise<ByLink<null>> {
    const { store, links, liveAt } = this.#deps;
    const opened = await links.open(text, 'disown', client);
    if (!opened.ok) return opened;
    const { account, use } = opened.value;
    return (await store.disown(account.userId, use, liveAt())) === null ? unusable : { ok: true, value: null };
  }
}
