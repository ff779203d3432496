import { parseLanguage } from '@latchkey/sessions/language';
import type { AccountMailKind, DueMail, DueSignInMail, MailKind } from '@latchkey/sessions/mail/mail';
import type { MailLinkHash } from '@latchkey/sessions/tokens/mail-link';
import type { Client } from '../connection/client.ts';
import { Prisma } from '../generated/client.ts';
import { alertColumns, alertSelection, toAlert } from '../sign-in-alerts/sign-in-alert-row.ts';
import { toBytes } from '../sql/bytes.ts';
import { RowReader } from '../sql/rows.ts';
import { writeUnannouncedEvents } from '../sql/write-event.ts';

/** The longest pause between two tries, in minutes. The pause doubles with each try, and is longer than any mailer takes. */
const longestPause = 60;

/** The most alerts that one mail lists. Further ones are due at once, in the next mail. */
const mostInOneMail = 50;

const recipientColumns = { email: 'text', isVerified: 'boolean', language: 'text?', tries: 'integer' } as const;
const recipientSelection = Prisma.sql`
  COALESCE(email, '') AS email, email_verified_at IS NOT NULL AS "isVerified", language, mail_tries AS tries`;

const takenRequests = new RowReader({ taken: 'integer' });
const dueMails = new RowReader({
  id: 'bigint',
  kind: 'account_mail_kind',
  requestedAt: 'timestamp with time zone',
  ...recipientColumns,
});
const dueAlerts = new RowReader({ ...alertColumns, ...recipientColumns });

/** Counts the try, and makes the mail due again after a pause, so that another process sends it if this one dies. */
const countTry = (now: Date): Prisma.Sql => Prisma.sql`
  mail_tries = mail_tries + 1,
  mail_due_at = ${now}::timestamptz + interval '1 minute' * LEAST(power(2, mail_tries + 1), ${longestPause})`;

/**
 * The outbox of all mails. Mails about accounts have rows of their own. A mail about sign-ins is made of the alerts of an
 * account that are due: an alert is due at once where its account has had few in the last hour, otherwise at the next full
 * ten minutes, together with others.
 */
export class MailOutbox {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  /**
   * Takes up to `limit` recovery requests from their queue, oldest first, and puts a recovery mail into the outbox
   * for each that names an enabled account. Returns how many it took. In one statement, so that a process that dies
   * loses no request. No earlier step looks the account up.
   */
  async acceptRecoveryRequests(limit: number): Promise<number> {
    const requested = writeUnannouncedEvents({
      kind: 'password_reset_requested',
      at: Prisma.sql`requested_at`,
      userId: Prisma.sql`id`,
      sessionId: Prisma.sql`NULL`,
      deviceId: Prisma.sql`NULL`,
      from: Prisma.sql`named`,
    });
    const [counted] = await takenRequests.query(
      this.#prisma,
      Prisma.sql`
      WITH taken AS (
        DELETE FROM recovery_requests WHERE email = ANY (ARRAY(
          SELECT email FROM recovery_requests ORDER BY requested_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
        ))
        RETURNING email, requested_at, user_agent, ip
      ), named AS (
        SELECT users.id, requested_at, user_agent, ip FROM users JOIN taken USING (email)
        WHERE disabled_at IS NULL AND subject IS NULL FOR KEY SHARE OF users
      ), written AS (
        ${requested}
      ), queued AS (
        INSERT INTO account_mails (user_id, kind, requested_at, mail_due_at)
        SELECT id, 'recovery', requested_at, requested_at FROM named
        ON CONFLICT (user_id, kind) DO UPDATE
        SET requested_at = EXCLUDED.requested_at, mail_due_at = EXCLUDED.mail_due_at, mail_tries = 0, mailed_at = NULL
      )
      SELECT count(*)::int AS taken FROM taken`,
    );
    return counted?.taken ?? 0;
  }

  /** Whether a mail of a kind is due. */
  async hasDue(kind: MailKind, now: Date): Promise<boolean> {
    const mailDueAt = { lte: now };
    const select = { id: true };
    const { signInAlert, accountMail } = this.#prisma;
    const due = await (kind === 'new_device'
      ? signInAlert.findFirst({ where: { mailDueAt }, select })
      : accountMail.findFirst({ where: { kind, mailDueAt }, select }));
    return due !== null;
  }

  /**
   * Takes the mail of a kind that has been due for longest and that no other process has taken, and gives it a new
   * link, which replaces that of an earlier mail. Without `settle` it becomes due again after a pause.
   */
  take(kind: 'new_device', linkHash: MailLinkHash, now: Date): Promise<DueSignInMail | null>;
  take(kind: MailKind, linkHash: MailLinkHash, now: Date): Promise<DueMail | null>;
  take(kind: MailKind, linkHash: MailLinkHash, now: Date): Promise<DueMail | null> {
    return kind === 'new_device' ? this.#takeAlerts(linkHash, now) : this.#takeAccountMail(kind, linkHash, now);
  }

  /**
   * Records that a mail was sent, or given up (null). Does nothing where the mail has been taken or requested again since:
   * a request sets its tries to 0.
   */
  async settle(kind: MailKind, linkHash: MailLinkHash, sentAt: Date | null): Promise<void> {
    const where = { linkHash: toBytes(linkHash) };
    const data = { mailDueAt: null, mailedAt: sentAt };
    if (kind !== 'new_device') {
      await this.#prisma.accountMail.updateMany({ where: { ...where, mailTries: { gt: 0 } }, data });
      return;
    }
    const alerts = await this.#prisma.signInAlert.findMany({ where, select: { id: true } });
    // One statement for each row: an answer to alerts locks several rows in another order, and could deadlock with a
    // statement that locks several too.
    for (const { id } of alerts) await this.#prisma.signInAlert.updateMany({ where: { ...where, id }, data });
  }

  async #takeAccountMail(kind: AccountMailKind, linkHash: MailLinkHash, now: Date): Promise<DueMail | null> {
    const [due] = await dueMails.query(
      this.#prisma,
      Prisma.sql`
      UPDATE account_mails AS mail SET
        link_hash = ${toBytes(linkHash)}, link_made_at = ${now}::timestamptz, is_mailed = TRUE, ${countTry(now)}
      FROM users WHERE users.id = mail.user_id AND mail.id = (
        SELECT id FROM account_mails WHERE kind = ${kind}::account_mail_kind AND mail_due_at <= ${now}::timestamptz
        ORDER BY mail_due_at LIMIT 1 FOR UPDATE SKIP LOCKED
      )
      RETURNING mail.id, mail.kind, requested_at AS "requestedAt", ${recipientSelection}`,
    );
    if (!due) return null;
    const { id, ...mail } = due;
    return { ...mail, ids: [id], language: parseLanguage(mail.language) };
  }

  /**
   * The due alerts of one account, at most `mostInOneMail`: those about browsers before those about programs. All of
   * them get the same link.
   */
  async #takeAlerts(linkHash: MailLinkHash, now: Date): Promise<DueSignInMail | null> {
    const rows = await dueAlerts.query(
      this.#prisma,
      Prisma.sql`
      WITH first AS (
        SELECT user_id, is_browser FROM sign_in_alerts WHERE mail_due_at <= ${now}::timestamptz
        ORDER BY is_browser DESC, mail_due_at LIMIT 1 FOR UPDATE SKIP LOCKED
      ), due AS (
        SELECT alert.id FROM sign_in_alerts AS alert
        JOIN first ON first.user_id = alert.user_id AND first.is_browser = alert.is_browser
        WHERE mail_due_at <= ${now}::timestamptz ORDER BY alert.id LIMIT ${mostInOneMail} FOR UPDATE OF alert SKIP LOCKED
      )
      UPDATE sign_in_alerts AS alert SET link_hash = ${toBytes(linkHash)}, ${countTry(now)}
      FROM users, due WHERE users.id = alert.user_id AND alert.id = due.id
      RETURNING ${alertSelection}, ${recipientSelection}`,
    );
    const [first] = rows;
    if (!first) return null;
    const alerts = rows.map(toAlert).toSorted((one, other) => one.id - other.id);
    const { email, isVerified, language } = first;
    return {
      kind: 'new_device',
      ids: alerts.map(({ id }) => id),
      alerts,
      email,
      isVerified,
      language: parseLanguage(language),
      tries: Math.max(...rows.map(({ tries }) => tries)),
    };
  }
}
