import type { Clock } from '../clock.ts';
import type { Locations } from '../geo/location.ts';
import { alertLasts, signInAlertView } from '../sign-in-alerts/sign-in-alert.ts';
import { type MailLink, type MailLinkHash, createMailLink, hashMailLink } from '../tokens/mail-link.ts';
import type { RandomSource } from '../tokens/session-token.ts';
import { type DueMail, type MailKind, type Mailer, type Notice, linkLifetime, mailKinds } from './mail.ts';
import type { MailBudget } from './mail-budget.ts';

/** With the pauses of the outbox between them, about seven hours. */
export const maxTries = 12;

/** Recovery requests in one statement at most. */
const batch = 100;

export type MailOutcome = 'sent' | 'failed' | 'given_up';

/** The workers that deliver mails, for services that have just written a mail to an outbox. */
export interface MailWorkers {
  /** Delivers now instead of at the next interval. Returns at once. */
  wake(): void;
}

/** Leaves every mail to the next interval. */
export const noMailWorkers: MailWorkers = { wake() {} };

interface Deps {
  readonly outbox: {
    acceptRecoveryRequests(limit: number): Promise<number>;
    hasDue(kind: MailKind, now: Date): Promise<boolean>;
    take(kind: MailKind, linkHash: MailLinkHash, now: Date): Promise<DueMail | null>;
    settle(kind: MailKind, linkHash: MailLinkHash, sentAt: Date | null): Promise<void>;
  };
  readonly budget: Pick<MailBudget, 'takeFromHourlyLimit'>;
  readonly mailer: Mailer;
  readonly locations: Locations;
  readonly clock: Clock;
  readonly random: RandomSource;
  /** Called after each try, with the error where it failed. */
  readonly onMail?: (outcome: MailOutcome, mail: Pick<DueMail, 'kind' | 'ids'>, error?: unknown) => void;
}

/**
 * Sends the mails of the outbox, each at least once. Several workers may run at once, in one process or in many: each
 * takes a mail that no other has taken.
 */
export class OutboxWorker {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Sends mails until none is due or the signal aborts. The kinds do not wait for each other, also where one has used up
   * its hourly limit or fails. Throws the error of one that failed.
   */
  async deliver(signal: AbortSignal): Promise<void> {
    const deliveries = await Promise.allSettled(mailKinds.map((kind) => this.#deliverKind(kind, signal)));
    for (const delivery of deliveries) if (delivery.status === 'rejected') throw delivery.reason;
  }

  /**
   * A mail that cannot be sent is due again later and does not delay others: otherwise accounts with undeliverable
   * addresses could block all mails.
   */
  async #deliverKind(kind: MailKind, signal: AbortSignal): Promise<void> {
    const { outbox, budget, clock, random, onMail } = this.#deps;
    if (kind === 'recovery') await this.#acceptRecoveryRequests(signal);
    while (!signal.aborted && (await outbox.hasDue(kind, clock()))) {
      // Before the mail is taken, because taking it replaces the link of the mail before.
      if (!(await budget.takeFromHourlyLimit(kind))) return;
      const link = createMailLink(random);
      const linkHash = hashMailLink(link);
      const now = clock();
      const mail = await outbox.take(kind, linkHash, now);
      if (!mail) return;
      const { ids } = mail;
      try {
        await this.#deps.mailer.send(this.#noticeOf(mail, link, now), signal);
      } catch (error) {
        const isLast = mail.tries >= maxTries;
        if (isLast) await outbox.settle(kind, linkHash, null);
        onMail?.(isLast ? 'given_up' : 'failed', { kind, ids }, error);
        continue;
      }
      await outbox.settle(kind, linkHash, clock());
      onMail?.('sent', { kind, ids });
    }
  }

  async #acceptRecoveryRequests(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (await this.#deps.outbox.acceptRecoveryRequests(batch)) === batch);
  }

  #noticeOf(mail: DueMail, link: MailLink, now: Date): Notice {
    const { email, isVerified, language } = mail;
    const shared = { email, isVerified, language, link };
    if (mail.kind === 'new_device') {
      const { kind } = mail;
      const alerts = mail.alerts.map((alert) => signInAlertView(alert, this.#deps.locations));
      const oldest = Math.min(...alerts.map(({ createdAt }) => createdAt.getTime()));
      return { ...shared, kind, alerts, linkUntil: new Date(oldest + alertLasts) };
    }
    const { kind, requestedAt } = mail;
    const lasts = linkLifetime[kind === 'password_changed' ? 'disown' : kind];
    return { ...shared, kind, requestedAt, linkUntil: new Date(now.getTime() + lasts) };
  }
}
