import { randomBytes } from 'node:crypto';
import type { AccountNotice } from '@latchkey/sessions/accounts/account-mail';
import { AccountMailWorker } from '@latchkey/sessions/accounts/account-mail-worker';
import type { TestApp } from './test-app.ts';

/** The real mail worker on the application's database, and every mail about an account that it has sent. */
export class MailCatcher {
  readonly #worker: AccountMailWorker;
  readonly mails: AccountNotice[] = [];
  readonly outcomes: string[] = [];

  constructor(app: TestApp, send: (notice: AccountNotice) => Promise<void> = async () => {}) {
    this.#worker = new AccountMailWorker({
      outbox: app.database.accountMails,
      budget: app.services.budget,
      mailer: {
        sendAccountMail: async (notice) => {
          await send(notice);
          this.mails.push(notice);
        },
      },
      clock: () => app.services.sessions.liveAt().now,
      random: randomBytes,
      onMail: (outcome) => this.outcomes.push(outcome),
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
