import type { AlertLinkHash } from '@latchkey/sessions/alert-link';
import { parseLanguage } from '@latchkey/sessions/language';
import type { DueMail, MailOutbox } from '@latchkey/sessions/mail-outbox';
import { toBytes } from './bytes.ts';
import type { Client } from './client.ts';
import { type AlertRow, alertColumns, toAlert } from './sign-in-alert-row.ts';

/** Between two tries, in minutes: twice as long each time, and longer than any mailer takes. */
const longestPause = 60;

/** So many alerts one mail lists. What is left is due at once, for the next mail. */
const mostInOneMail = 50;

interface Addressee {
  readonly email: string;
  readonly language: string | null;
  readonly isVerified: boolean;
}

export class PrismaMailOutbox implements MailOutbox {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  async hasDue(now: Date): Promise<boolean> {
    return (
      (await this.#prisma.signInAlert.findFirst({ where: { mailDueAt: { lte: now } }, select: { id: true } })) !== null
    );
  }

  async take(linkHash: AlertLinkHash, now: Date): Promise<DueMail | null> {
    const rows = await this.#prisma.$queryRaw<(AlertRow & Addressee & { readonly tries: number })[]>`
      WITH first AS (
        SELECT user_id, is_browser FROM sign_in_alerts WHERE mail_due_at <= ${now}::timestamptz
        ORDER BY is_browser DESC, mail_due_at LIMIT 1 FOR UPDATE SKIP LOCKED
      ), due AS (
        SELECT alert.id FROM sign_in_alerts AS alert
        JOIN first ON first.user_id = alert.user_id AND first.is_browser = alert.is_browser
        WHERE mail_due_at <= ${now}::timestamptz ORDER BY alert.id LIMIT ${mostInOneMail} FOR UPDATE OF alert SKIP LOCKED
      )
      UPDATE sign_in_alerts AS alert SET
        link_hash = ${toBytes(linkHash)},
        mail_tries = mail_tries + 1,
        mail_due_at = ${now}::timestamptz + interval '1 minute' * LEAST(power(2, mail_tries + 1), ${longestPause})
      FROM users, due WHERE users.id = alert.user_id AND alert.id = due.id
      RETURNING ${alertColumns}, email, language, email_verified_at IS NOT NULL AS "isVerified", mail_tries AS tries`;
    const [first] = rows;
    if (!first) return null;
    const alerts = rows.map(toAlert).toSorted((one, other) => one.id - other.id);
    const tries = Math.max(...rows.map((row) => row.tries));
    const { email, isVerified } = first;
    return { alerts, email, isVerified, language: parseLanguage(first.language), tries };
  }

  async settle(linkHash: AlertLinkHash, sentAt: Date | null): Promise<void> {
    const ofMail = { linkHash: toBytes(linkHash) };
    const alerts = await this.#prisma.signInAlert.findMany({ where: ofMail, select: { id: true } });
    // One row to a statement: an answer locks several in an order of its own, and two that wait for each other deadlock.
    for (const { id } of alerts) {
      await this.#prisma.signInAlert.updateMany({
        where: { ...ofMail, id },
        data: { mailDueAt: null, mailedAt: sentAt },
      });
    }
  }
}
