import type {
  LinkPurpose,
  LinkUse,
  LinkedAccount,
  PasswordReset,
  RecoveryRequest,
} from '@latchkey/sessions/accounts/account-store';
import type { MailLinkHash } from '@latchkey/sessions/tokens/mail-link';
import type { ExpiryCutoff } from '@latchkey/sessions/sessions/session-store';
import { toBytes } from '../sql/bytes.ts';
import type { Client } from '../connection/client.ts';
import { Prisma } from '../generated/client.ts';
import { toRowId } from '../sql/row-id.ts';
import { RowReader } from '../sql/rows.ts';
import { endSessions, everySession } from '../sessions/end-sessions.ts';
import type { AnnouncedChanges } from '../connection/announced-changes.ts';
import { type Transaction, inTransaction } from '../connection/transaction.ts';
import { accountEvent, writeEvents, writeUnannouncedEvents } from '../sql/write-event.ts';
import { lockUser, lockUserToDelete } from './lock-user.ts';
import { requestAccountMail } from '../mail/request-account-mail.ts';
import { removeUser } from './remove-user.ts';

/** Which links of mails serve a purpose. A link of any mail to an unverified address may disown the account. */
const serves: Readonly<Record<LinkPurpose, Prisma.Sql>> = {
  recovery: Prisma.sql`mail.kind = 'recovery' AND disabled_at IS NULL`,
  verification: Prisma.sql`mail.kind = 'verification'`,
  disown: Prisma.sql`mail.is_mailed AND email_verified_at IS NULL`,
};

const isLive = ({ linkHash, sentSince }: LinkUse): Prisma.Sql =>
  Prisma.sql`mail.link_hash = ${toBytes(linkHash)} AND mail.link_made_at > ${sentSince}::timestamptz`;

/** The accounts of a live link in a sign-in mail. Such a link may disown an account, as the link of an account mail may. */
const ofSignInMail = ({ linkHash, sentSince }: LinkUse): Prisma.Sql => Prisma.sql`
  SELECT user_id FROM sign_in_alerts
  WHERE link_hash = ${toBytes(linkHash)} AND created_at > ${sentSince}::timestamptz`;

const linkedAccounts = new RowReader({ userId: 'bigint', email: 'text', isVerified: 'boolean' });
const usedLinks = new RowReader({ isMailed: 'boolean' });
const disownableAccounts = new RowReader({ id: 'bigint' });

export class AccountStore {
  readonly #prisma: Client;
  readonly #changes: AnnouncedChanges;

  constructor(prisma: Client, changes: AnnouncedChanges) {
    this.#prisma = prisma;
    this.#changes = changes;
  }

  async requestRecovery({ email, requestedAt, userAgent, ip }: RecoveryRequest): Promise<void> {
    await this.#prisma.$executeRaw`
      INSERT INTO recovery_requests (email, requested_at, user_agent, ip)
      VALUES (${email}, ${requestedAt}::timestamptz, ${userAgent}, ${ip})
      ON CONFLICT (email) DO UPDATE
      SET requested_at = EXCLUDED.requested_at, user_agent = EXCLUDED.user_agent, ip = EXCLUDED.ip`;
  }

  async issueRecoveryLink(email: string, linkHash: MailLinkHash, now: Date): Promise<boolean> {
    const issued = await this.#prisma.$executeRaw`
      INSERT INTO account_mails (user_id, kind, requested_at, link_hash, link_made_at)
      SELECT id, 'recovery', ${now}::timestamptz, ${toBytes(linkHash)}, ${now}::timestamptz FROM users
      WHERE email = ${email} AND subject IS NULL AND disabled_at IS NULL FOR KEY SHARE
      ON CONFLICT (user_id, kind) DO UPDATE SET requested_at = EXCLUDED.requested_at, link_hash = EXCLUDED.link_hash,
        link_made_at = EXCLUDED.link_made_at, is_mailed = FALSE, mail_due_at = NULL`;
    return issued > 0;
  }

  async requestVerification(userId: number, requestedAt: Date, dueAt: Date): Promise<void> {
    await inTransaction(this.#prisma, async (tx) => {
      const rowId = await lockUser(tx, userId);
      if (rowId === null) return;
      const unverified = await tx.user.count({ where: { id: rowId, emailVerifiedAt: null } });
      if (unverified > 0) await requestAccountMail(tx, { userId: rowId, kind: 'verification', requestedAt, dueAt });
    });
  }

  async isVerified(userId: number): Promise<boolean> {
    const id = toRowId(userId);
    if (id === null) return false;
    return (await this.#prisma.user.count({ where: { id, emailVerifiedAt: { not: null } } })) > 0;
  }

  async findByLink(purpose: LinkPurpose, use: LinkUse): Promise<LinkedAccount | null> {
    const [account] = await linkedAccounts.query(
      this.#prisma,
      Prisma.sql`
      SELECT users.id AS "userId", COALESCE(email, '') AS email, email_verified_at IS NOT NULL AS "isVerified"
      FROM account_mails AS mail JOIN users ON users.id = mail.user_id
      WHERE ${isLive(use)} AND ${serves[purpose]}
      UNION
      SELECT id, COALESCE(email, ''), FALSE FROM users
      WHERE ${purpose === 'disown'} AND email_verified_at IS NULL AND id IN (${ofSignInMail(use)})`,
    );
    return account ?? null;
  }

  resetPassword(userId: number, reset: PasswordReset): Promise<boolean> {
    const { at, passwordHash, cutoff, noticeDueAt } = reset;
    return this.#changes.transaction(userId, async (change) => {
      const { tx } = change;
      const rowId = await lockUser(tx, userId);
      const used = rowId === null ? null : await useUp(tx, rowId, 'recovery', reset);
      if (rowId === null || used === null) return false;
      await tx.user.update({ where: { id: rowId }, data: { passwordHash } });
      if (used.isMailed) await markVerified(tx, rowId, at);
      await endSessions(change, everySession, { userId, reason: 'password_changed', cutoff, actorId: null });
      await forgetDevicesInQuestion(tx, rowId);
      await tx.signInAlert.updateMany({ where: { userId: rowId, linkHash: { not: null } }, data: { linkHash: null } });
      await tx.$executeRaw(writeEvents(change, { kind: 'password_reset', ...accountEvent(rowId, reset) }));
      await requestAccountMail(tx, { userId: rowId, kind: 'password_changed', requestedAt: at, dueAt: noticeDueAt });
      return true;
    });
  }

  verify(userId: number, use: LinkUse & { readonly ip: string | null; readonly userAgent: string }): Promise<boolean> {
    return inTransaction(this.#prisma, async (tx) => {
      const rowId = await lockUser(tx, userId);
      if (rowId === null || !(await useUp(tx, rowId, 'verification', use))) return false;
      if (await markVerified(tx, rowId, use.at)) {
        await tx.$executeRaw(writeUnannouncedEvents({ kind: 'email_verified', ...accountEvent(rowId, use) }));
      }
      return true;
    });
  }

  disown(userId: number, use: LinkUse, cutoff: ExpiryCutoff): Promise<number | null> {
    return this.#changes.transaction(userId, async (change) => {
      const rowId = await lockUserToDelete(change.tx, userId);
      if (rowId === null || !(await isDisownable(change.tx, rowId, use))) return null;
      return removeUser(change, userId, cutoff);
    });
  }
}

/** Consumes a live link, under the lock of the account. Null where it is no longer live. */
async function useUp(
  tx: Transaction,
  userId: bigint,
  purpose: LinkPurpose,
  use: LinkUse,
): Promise<{ readonly isMailed: boolean } | null> {
  const [used] = await usedLinks.query(
    tx,
    Prisma.sql`
    UPDATE account_mails AS mail SET link_hash = NULL, mail_due_at = NULL FROM users
    WHERE users.id = mail.user_id AND users.id = ${userId} AND ${isLive(use)} AND ${serves[purpose]}
    RETURNING is_mailed AS "isMailed"`,
  );
  return used ?? null;
}

/** Whether a link may still disown an account, under its lock. Removing the account removes the link too. */
async function isDisownable(tx: Transaction, userId: bigint, use: LinkUse): Promise<boolean> {
  const accounts = await disownableAccounts.query(
    tx,
    Prisma.sql`
    SELECT id FROM users WHERE id = ${userId} AND email_verified_at IS NULL AND (
      id IN (SELECT user_id FROM account_mails AS mail WHERE ${isLive(use)} AND mail.is_mailed) OR id IN (${ofSignInMail(use)})
    )`,
  );
  return accounts.length > 0;
}

/**
 * Marks the address as verified, and removes the verification mail with its link. Returns whether it was unverified
 * before.
 */
async function markVerified(tx: Transaction, id: bigint, at: Date): Promise<boolean> {
  await tx.accountMail.updateMany({
    where: { userId: id, kind: 'verification' },
    data: { linkHash: null, mailDueAt: null },
  });
  const { count } = await tx.user.updateMany({ where: { id, emailVerifiedAt: null }, data: { emailVerifiedAt: at } });
  return count > 0;
}

/**
 * Forgets the devices with open alerts, because such a device may be the reason for the new password. They count as
 * new at their next sign-in.
 */
async function forgetDevicesInQuestion(tx: Transaction, userId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE devices SET token_hash = NULL WHERE user_id = ${userId} AND token_hash IS NOT NULL
      AND id IN (SELECT device_id FROM sign_in_alerts WHERE user_id = ${userId} AND answer IS NULL)`;
}
