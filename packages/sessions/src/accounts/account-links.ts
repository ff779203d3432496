import { hashMailLink, parseMailLink } from '../tokens/mail-link.ts';
import type { Client } from '../devices/client.ts';
import type { Clock } from '../clock.ts';
import type { Limited, RateLimiter } from '../rate-limits/rate-limiter.ts';
import type { Result } from '../result.ts';
import { linkLifetime } from '../mail/mail.ts';
import type { AccountStore, LinkPurpose, LinkUse, LinkedAccount } from './account-store.ts';

/** The result of opening a link. Wrong, used, replaced and expired links get the same answer. */
export type AccountLinkResult<Value> = Result<Value, 'account_link_unusable'> | Limited;

export const unusable = { ok: false, code: 'account_link_unusable' } as const;

/** The account of a link, and the values with which a store consumes the link. */
export interface OpenedLink {
  readonly account: LinkedAccount;
  readonly use: LinkUse;
}

interface Deps {
  readonly store: AccountStore;
  readonly limiter: RateLimiter;
  readonly clock: Clock;
}

/** Finds the account of a mailed link, within the rate limit of the network. */
export class AccountLinks {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Looks up a link for a purpose without consuming it. Malformed links are refused without asking the database. */
  async open(text: string, purpose: LinkPurpose, { ip }: Pick<Client, 'ip'>): Promise<AccountLinkResult<OpenedLink>> {
    const { store, limiter, clock } = this.#deps;
    const allowed = await limiter.takeFrom('alertLink', ip);
    if (!allowed.ok) return allowed;
    const link = parseMailLink(text);
    if (!link) return unusable;
    const at = clock();
    const use = { linkHash: hashMailLink(link), at, sentSince: new Date(at.getTime() - linkLifetime[purpose]) };
    const account = await store.findByLink(purpose, use);
    return account ? { ok: true, value: { account, use } } : unusable;
  }
}
