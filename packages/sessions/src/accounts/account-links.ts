import { hashAlertLink, parseAlertLink } from '../alert-link.ts';
import type { Client } from '../client.ts';
import type { Clock } from '../clock.ts';
import type { Limited, RateLimiter } from '../rate-limiter.ts';
import type { Result } from '../result.ts';
import { linkLasts } from './account-mail.ts';
import type { AccountStore, LinkPurpose, LinkUse, LinkedAccount } from './account-store.ts';

/** What comes of a link that somebody shows. Wrong, used, replaced and expired links are answered alike. */
export type ByLink<Value> = Result<Value, 'account_link_unusable'> | Limited;

export const unusable = { ok: false, code: 'account_link_unusable' } as const;

/** An account, and what a store needs to use up the link that leads to it. */
export interface OpenedLink {
  readonly account: LinkedAccount;
  readonly use: LinkUse;
}

export interface AccountLinksOptions {
  readonly store: AccountStore;
  readonly limiter: RateLimiter;
  readonly clock: Clock;
}

/** Finds the account that the link of a mail is about, as often as the limit of a network allows. */
export class AccountLinks {
  readonly #deps: AccountLinksOptions;

  constructor(deps: AccountLinksOptions) {
    this.#deps = deps;
  }

  /** Looks a link up for a purpose. It changes nothing. A text that can be no link is refused without asking the database. */
  async open(text: string, purpose: LinkPurpose, { address }: Pick<Client, 'address'>): Promise<ByLink<OpenedLink>> {
    const { store, limiter, clock } = this.#deps;
    const allowed = await limiter.takeFrom('alertLink', address);
    if (!allowed.ok) return allowed;
    const link = parseAlertLink(text);
    if (!link) return unusable;
    const at = clock();
    const use = { linkHash: hashAlertLink(link), at, sentSince: new Date(at.getTime() - linkLasts[purpose]) };
    const account = await store.findByLink(purpose, use);
    return account ? { ok: true, value: { account, use } } : unusable;
  }
}
