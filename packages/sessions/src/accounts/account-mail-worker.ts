import { createAlertLink, hashAlertLink } from '../alert-link.ts';
import type { Clock } from '../clock.ts';
import { fallbackLanguage } from '../language.ts';
import type { MailBudget } from '../mail/mail-budget.ts';
import { type MailOutcome, mostTries } from '../postman.ts';
import type { RandomSource } from '../session-token.ts';
import {
  type AccountMailKind,
  type AccountMailOutbox,
  type AccountMailer,
  accountMailKinds,
  linkLasts,
} from './account-mail.ts';

/** Recovery requests that one statement takes out of their queue. */
const batch = 100;

export interface AccountMailWorkerOptions {
  readonly outbox: AccountMailOutbox;
  readonly budget: Pick<MailBudget, 'takeFromTotal'>;
  readonly mailer: AccountMailer;
  readonly clock: Clock;
  readonly random: RandomSource;
  /** Called after each try, with the error where it failed. */
  readonly onMail: (outcome: MailOutcome, mailId: number, error?: unknown) => void;
}

/**
 * Sends the mails about accounts, each at least once. Several workers may run at once, in one process or in many: each takes
 * what no other has taken.
 */
export class AccountMailWorker {
  readonly #deps: AccountMailWorkerOptions;

  constructor(deps: AccountMailWorkerOptions) {
    this.#deps = deps;
  }

  /**
   * Sends what is due, one mail after the other, until nothing is due or the signal aborts. Mails of a kind whose part of the
   * total is used up wait, and keep back no other kind.
   */
  async deliver(signal: AbortSignal): Promise<void> {
    const { outbox, budget, clock } = this.#deps;
    while (!signal.aborted && (await outbox.acceptRecoveryRequests(batch)) === batch);
    const open = new Set(accountMailKinds);
    while (!signal.aborted) {
      const kind = await outbox.nextKind([...open], clock());
      if (kind === null) return;
      // Asked before the mail is taken, because taking it replaces the link of the mail before.
      if (await budget.takeFromTotal(kind)) await this.#sendNext(kind, signal);
      else open.delete(kind);
    }
  }

  async #sendNext(kind: AccountMailKind, signal: AbortSignal): Promise<void> {
    const { outbox, mailer, clock, random, onMail } = this.#deps;
    const link = createAlertLink(random);
    const linkHash = hashAlertLink(link);
    const now = clock();
    const due = await outbox.take(kind, linkHash, now);
    if (!due) return;
    const { id, tries, language, ...mail } = due;
    const lasts = mail.kind === 'password_changed' ? linkLasts.disown : linkLasts[mail.kind];
    const linkUntil = new Date(now.getTime() + lasts);
    try {
      await mailer.sendAccountMail({ ...mail, language: language ?? fallbackLanguage, link, linkUntil }, signal);
    } catch (error) {
      const isLast = tries >= mostTries;
      if (isLast) await outbox.settle(linkHash, null);
      onMail(isLast ? 'given_up' : 'failed', id, error);
      return;
    }
    await outbox.settle(linkHash, clock());
    onMail('sent', id);
  }
}
