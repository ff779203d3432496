import type { AccountMailKind, AccountMailOutbox, DueAccountMail } from '@latchkey/sessions/accounts/account-mail';
import type { AlertLinkHash } from '@latchkey/sessions/alert-link';
import { parseLanguage } from '@latchkey/sessions/language';
import { toBytes } from '../bytes.ts';
import type { Client } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { fromRowId } from '../row-id.ts';

/** Between two tries, in minutes: twice as long each time, and longer than any mailer takes. */
const longestPause = 60;

type DueRow = Omit<DueAccountMail, 'id' | 'language'> & { readonly id: bigint; readonly language: string | null };

/** The enum has the kinds in the order of sending. */
const mostUrgent = (among: readonly AccountMailKind[], now: Date): Prisma.Sql => Prisma.sql`
  FROM account_mails WHERE kind = ANY(${among}::account_mail_kind[]) AND mail_due_at <= ${now}::timestamptz
  ORDER BY kind, mail_due_at LIMIT 1`;

export class PrismaAccountMailOutbox implements AccountMailOutbox {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  /** In one statement, so that a process that dies loses no request. The account is looked for here and nowhere before. */
  async acceptRecoveryRequests(limit: number): Promise<number> {
    const [counted] = await this.#prisma.$queryRaw<{ readonly taken: number }[]>`
      WITH taken AS (
        DELETE FROM recovery_requests WHERE email = ANY (ARRAY(
          SELECT email FROM recovery_requests ORDER BY requested_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
        ))
        RETURNING email, requested_at, user_agent, address
      ), named AS (
        SELECT users.id, requested_at, user_agent, address FROM users JOIN taken USING (email)
        WHERE disabled_at IS NULL FOR KEY SHARE OF users
      ), written AS (
        INSERT INTO session_events (user_id, kind, at, user_agent, address)
        SELECT id, 'password_reset_requested', requested_at, user_agent, address FROM named
      ), queued AS (
        INSERT INTO account_mails (user_id, kind, requested_at, mail_due_at)
        SELECT id, 'recovery', requested_at, requested_at FROM named
        ON CONFLICT (user_id, kind) DO UPDATE
        SET requested_at = EXCLUDED.requested_at, mail_due_at = EXCLUDED.mail_due_at, mail_tries = 0, mailed_at = NULL
      )
      SELECT count(*)::int AS taken FROM taken`;
    return counted?.taken ?? 0;
  }

  async nextKind(among: readonly AccountMailKind[], now: Date): Promise<AccountMailKind | null> {
    const [next] = await this.#prisma.$queryRaw<{ readonly kind: AccountMailKind }[]>`
      SELECT kind::text ${mostUrgent(among, now)}`;
    return next?.kind ?? null;
  }

  async take(kind: AccountMailKind, linkHash: AlertLinkHash, now: Date): Promise<DueAccountMail | null> {
    const [due] = await this.#prisma.$queryRaw<DueRow[]>`
      UPDATE account_mails AS mail SET
        link_hash = ${toBytes(linkHash)}, link_made_at = ${now}::timestamptz, is_mailed = TRUE,
        mail_tries = mail_tries + 1,
        mail_due_at = ${now}::timestamptz + interval '1 minute' * LEAST(power(2, mail_tries + 1), ${longestPause})
      FROM users WHERE users.id = mail.user_id AND mail.id = (
        SELECT id ${mostUrgent([kind], now)} FOR UPDATE SKIP LOCKED
      )
      RETURNING mail.id, mail.kind::text, requested_at AS "requestedAt", email,
        email_verified_at IS NOT NULL AS "isVerified", language, mail_tries AS tries`;
    return due ? { ...due, id: fromRowId(due.id), language: parseLanguage(due.language) } : null;
  }

  async settle(linkHash: AlertLinkHash, sentAt: Date | null): Promise<void> {
    const data = { mailDueAt: null, mailedAt: sentAt };
    await this.#prisma.accountMail.updateMany({ where: { linkHash: toBytes(linkHash) }, data });
  }
}
