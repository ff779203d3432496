import type { AlertLinkHash } from '@latchkey/sessions/alert-link';
import { parseLanguage } from '@latchkey/sessions/language';
import type { DueMail, MailOutbox } from '@latchkey/sessions/mail-outbox';
import { toBytes } from './bytes.ts';
import type { Client } from './client.ts';
import { type AlertRow, alertColumns, toAlert } from './sign-in-alert-row.ts';

/** Between two tries, in minutes: twice as long each time, and longer than any mailer takes. */
const longestPause = 60;

interface Addressee {
  readonly email: string;
  readonly language: string | null;
}

export class PrismaMailOutbox implements MailOutbox {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  async take(linkHash: AlertLinkHash, now: Date): Promise<DueMail | null> {
    const [due] = await this.#prisma.$queryRaw<(AlertRow & Addressee & { readonly tries: number })[]>`
      UPDATE sign_in_alerts AS alert SET
        link_hash = ${toBytes(linkHash)},
        mail_tries = mail_tries + 1,
        mail_due_at = ${now}::timestamptz + interval '1 minute' * LEAST(power(2, mail_tries + 1), ${longestPause})
      FROM users WHERE users.id = alert.user_id AND alert.id = (
        SELECT id FROM sign_in_alerts WHERE mail_due_at <= ${now}::timestamptz
        ORDER BY mail_due_at LIMIT 1 FOR UPDATE SKIP LOCKED
      )
      RETURNING ${alertColumns}, email, language, mail_tries AS tries`;
    if (!due) return null;
    const { email, language, tries, ...row } = due;
    return { alert: toAlert(row), email, language: parseLanguage(language), tries };
  }

  async settle(linkHash: AlertLinkHash, sentAt: Date | null): Promise<void> {
    const data = { mailDueAt: null, mailedAt: sentAt };
    await this.#prisma.signInAlert.updateMany({ where: { linkHash: toBytes(linkHash) }, data });
  }
}
