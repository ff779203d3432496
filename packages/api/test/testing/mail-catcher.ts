import { randomBytes } from 'node:crypto';
import type { AccountNotice, Notice, SignInNotice } from '@latchkey/sessions/mail/mail';
import { OutboxWorker } from '@latchkey/sessions/mail/outbox-worker';
import type { TestApp } from './test-app.ts';

/** The real mail worker on the application's database, and every mail that it has sent. */
export class MailCatcher {
  readonly #worker: OutboxWorker;
  readonly mails: AccountNotice[] = [];
  readonly signInMails: SignInNotice[] = [];
  readonly outcomes: string[] = [];

  constructor(app: TestApp, send: (notice: AccountNotice) => Promise<void> = async () => {}) {
    this.#worker = new OutboxWorker({
      outbox: app.database.outbox,
      budget: app.services.budget,
      mailer: {
        send: async (notice: Notice) => {
          if (notice.kind === 'new_device') {
            this.signInMails.push(notice);
            return;
          }
          await send(notice);
          this.mails.push(notice);
        },
      },
      locations: app.services.locations,
      clock: () => app.services.sessions.cutoff().now,
      random: randomBytes,
      onMail: (outcome, { kind }) => void (kind !== 'new_device' && this.outcomes.push(outcome)),
    });
  }

  /** Sends what is due, and gives the kinds of the mails that have gone to an address so far. */
  async to(email: string): Promise<string[]> {
    await this.#worker.deliver(new AbortController().signal);
    return this.mails.filter((mail) => mail.email === email).map(({ kind }) => kind);
  }

  /** Sends what is due, and gives the last mail of a kind to an address. */
  async last(email: string, kind: AccountNotice['kind']): Promise<AccountNotice> {
    await this.to(email);
    const mail = this.mails.findLast((one) => one.email === email && one.kind === kind);
    if (!mail) throw new Error(`There should be a mail of the kind ${kind}`);
    return mail;
  }
}
