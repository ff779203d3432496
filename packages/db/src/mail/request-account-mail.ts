import type { AccountMailKind } from '@latchkey/sessions/mail/mail';
import type { Transaction } from '../connection/transaction.ts';

interface MailRequest {
  readonly userId: bigint;
  readonly kind: AccountMailKind;
  readonly requestedAt: Date;
  readonly dueAt: Date;
}

/**
 * Puts a mail about an account into the outbox, in place of one of its kind that still waits. The link of an earlier mail
 * works until this one is sent.
 */
export async function requestAccountMail(tx: Transaction, mail: MailRequest): Promise<void> {
  const { userId, kind, requestedAt, dueAt } = mail;
  await tx.$executeRaw`
    INSERT INTO account_mails (user_id, kind, requested_at, mail_due_at)
    VALUES (${userId}, ${kind}::account_mail_kind, ${requestedAt}::timestamptz, ${dueAt}::timestamptz)
    ON CONFLICT (user_id, kind) DO UPDATE
    SET requested_at = EXCLUDED.requested_at, mail_due_at = EXCLUDED.mail_due_at, mail_tries = 0, mailed_at = NULL`;
}
