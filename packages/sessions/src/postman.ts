import { createAlertLink, hashAlertLink } from './alert-link.ts';
import type { Clock } from './clock.ts';
import { fallbackLanguage } from './language.ts';
import type { MailBudget } from './mail/mail-budget.ts';
import type { MailOutbox } from './mail-outbox.ts';
import type { Mailer } from './mailer.ts';
import type { Places } from './place.ts';
import type { RandomSource } from './session-token.ts';
import { alertLasts, shownAlert } from './sign-in-alert.ts';

/** With the pauses of the outbox between them, about nine hours. */
export const mostTries = 12;

export type MailOutcome = 'sent' | 'failed' | 'given_up';

export interface PostmanOptions {
  readonly outbox: MailOutbox;
  readonly budget: Pick<MailBudget, 'takeFromTotal'>;
  readonly mailer: Mailer;
  readonly places: Places;
  readonly clock: Clock;
  readonly random: RandomSource;
  /** Told of each try, and of why where it failed. */
  readonly onMail?: (outcome: MailOutcome, alertIds: readonly number[], error?: unknown) => void;
}

/**
 * Sends the mails that are due, at least once each. Several may be on their way at once, in one process or in many: each
 * takes what no other is taking.
 */
export class Postman {
  readonly #outbox: MailOutbox;
  readonly #budget: Pick<MailBudget, 'takeFromTotal'>;
  readonly #mailer: Mailer;
  readonly #places: Places;
  readonly #clock: Clock;
  readonly #random: RandomSource;
  readonly #onMail: NonNullable<PostmanOptions['onMail']>;

  constructor({ outbox, budget, mailer, places, clock, random, onMail = () => {} }: PostmanOptions) {
    this.#outbox = outbox;
    this.#budget = budget;
    this.#mailer = mailer;
    this.#places = places;
    this.#clock = clock;
    this.#random = random;
    this.#onMail = onMail;
  }

  /**
   * Sends one mail after the other, until none is due or their part of the total is used up. One that cannot be sent is due again later, and keeps back no other:
   * whoever opens accounts under addresses that no server takes could otherwise make everybody's mails wait.
   */
  async deliver(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (await this.#outbox.hasDue(this.#clock()))) {
      // Asked before the mail is taken, because taking it replaces the link of the mail before.
      if (!(await this.#budget.takeFromTotal('new_device'))) return;
      const link = createAlertLink(this.#random);
      const linkHash = hashAlertLink(link);
      const due = await this.#outbox.take(linkHash, this.#clock());
      if (!due) return;
      const { email, isVerified, tries } = due;
      const language = due.language ?? fallbackLanguage;
      const alerts = due.alerts.map((alert) => shownAlert(alert, this.#places));
      const ids = alerts.map(({ id }) => id);
      try {
        const first = Math.min(...alerts.map(({ createdAt }) => createdAt.getTime()));
        const linkUntil = new Date(first + alertLasts);
        await this.#mailer.send({ email, isVerified, language, alerts, link, linkUntil }, signal);
      } catch (error) {
        const isLast = tries >= mostTries;
        if (isLast) await this.#outbox.settle(linkHash, null);
        this.#onMail(isLast ? 'given_up' : 'failed', ids, error);
        continue;
      }
      await this.#outbox.settle(linkHash, this.#clock());
      this.#onMail('sent', ids);
    }
  }
}
