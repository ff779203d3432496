import type {
  AccountStore,
  LinkPurpose,
  LinkUse,
  LinkedAccount,
  PasswordReset,
  RecoveryRequest,
} from '@latchkey/sessions/accounts/account-store';
import type { AlertLinkHash } from '@latchkey/sessions/alert-link';
import type { LiveAt } from '@latchkey/sessions/session-store';
import { toBytes } from '../bytes.ts';
import type { Client } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { fromRowId, toRowId } from '../row-id.ts';
import { endSessions, everySession } from '../session-end.ts';
import { type Transaction, inTransaction } from '../transaction.ts';
import { lockUser, lockUserToDelete } from '../user-lock.ts';
import { requestAccountMail } from './account-mail-writing.ts';
import { removeUser } from './user-removal.ts';

/** Which mails' links serve a purpose. Any mail to an address that nobody has verified may be disowned. */
const serves: Readonly<Record<LinkPurpose, Prisma.Sql>> = {
  recovery: Prisma.sql`mail.kind = 'recovery' AND disabled_at IS NULL`,
  verification: Prisma.sql`mail.kind = 'verification'`,
  disown: Prisma.sql`mail.is_mailed AND email_verified_at IS NULL`,
};

const isLive = ({ linkHash, sentSince }: LinkUse): Prisma.Sql =>
  Prisma.sql`mail.link_hash = ${toBytes(linkHash)} AND mail.link_made_at > ${sentSince}::timestamptz`;

/** The accounts that a live link of a mail about a sign-in leads to. Such a mail can be disowned, as one about the account can. */
const ofSignInMail = ({ linkHash, sentSince }: LinkUse): Prisma.Sql => Prisma.sql`
  SELECT user_id FROM sign_in_alerts
  WHERE link_hash = ${toBytes(linkHash)} AND created_at > ${sentSince}::timestamptz`;

export class PrismaAccountStore implements AccountStore {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  async requestRecovery({ email, requestedAt, userAgent, address }: RecoveryRequest): Promise<void> {
    await this.#prisma.$executeRaw`
      INSERT INTO recovery_requests (email, requested_at, user_agent, address)
      VALUES (${email}, ${requestedAt}::timestamptz, ${userAgent}, ${address})
      ON CONFLICT (email) DO UPDATE
      SET requested_at = EXCLUDED.requested_at, user_agent = EXCLUDED.user_agent, address = EXCLUDED.address`;
  }

  async issueRecoveryLink(email: string, linkHash: AlertLinkHash, now: Date): Promise<boolean> {
    const issued = await this.#prisma.$executeRaw`
      INSERT INTO account_mails (user_id, kind, requested_at, link_hash, link_made_at)
      SELECT id, 'recovery', ${now}::timestamptz, ${toBytes(linkHash)}, ${now}::timestamptz FROM users
      WHERE email = ${email} AND disabled_at IS NULL FOR KEY SHARE
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
    const [found] = await this.#prisma.$queryRaw<(Omit<LinkedAccount, 'userId'> & { readonly userId: bigint })[]>`
      SELECT users.id AS "userId", email, email_verified_at IS NOT NULL AS "isVerified"
      FROM account_mails AS mail JOIN users ON users.id = mail.user_id
      WHERE ${isLive(use)} AND ${serves[purpose]}
      UNION
      SELECT id, email, FALSE FROM users
      WHERE ${purpose === 'disown'} AND email_verified_at IS NULL AND id IN (${ofSignInMail(use)})`;
    return found ? { ...found, userId: fromRowId(found.userId) } : null;
  }

  resetPassword(userId: number, reset: PasswordReset): Promise<boolean> {
    const { at, passwordHash, liveAt, userAgent, address, noticeDueAt } = reset;
    return inTransaction(this.#prisma, async (tx) => {
      const rowId = await lockUser(tx, userId);
      const used = rowId === null ? null : await useUp(tx, rowId, 'recovery', reset);
      if (rowId === null || used === null) return false;
      await tx.user.update({ where: { id: rowId }, data: { passwordHash } });
      if (used.isMailed) await markVerified(tx, rowId, at);
      await endSessions(tx, everySession, { userId, reason: 'password_changed', liveAt, actorId: null });
      await forgetDevicesInQuestion(tx, rowId);
      await tx.signInAlert.updateMany({ where: { userId: rowId, linkHash: { not: null } }, data: { linkHash: null } });
      await tx.sessionEvent.create({ data: { userId: rowId, kind: 'password_reset', at, userAgent, address } });
      await requestAccountMail(tx, { userId: rowId, kind: 'password_changed', requestedAt: at, dueAt: noticeDueAt });
      return true;
    });
  }

  verify(
    userId: number,
    use: LinkUse & { readonly address: string | null; readonly userAgent: string },
  ): Promise<boolean> {
    const { at, userAgent, address } = use;
    return inTransaction(this.#prisma, async (tx) => {
      const rowId = await lockUser(tx, userId);
      if (rowId === null || !(await useUp(tx, rowId, 'verification', use))) return false;
      if (await markVerified(tx, rowId, at)) {
        await tx.sessionEvent.create({ data: { userId: rowId, kind: 'email_verified', at, userAgent, address } });
      }
      return true;
    });
  }

  disown(userId: number, use: LinkUse, liveAt: LiveAt): Promise<number | null> {
    return inTransaction(this.#prisma, async (tx) => {
      const rowId = await lockUserToDelete(tx, userId);
      if (rowId === null || !(await isDisownable(tx, rowId, use))) return null;
      return removeUser(tx, userId, liveAt);
    });
  }
}

/** Takes a live link away from its mail, behind the lock of the account. Null where it is not live any more. */
async function useUp(
  tx: Transaction,
  userId: bigint,
  purpose: LinkPurpose,
  use: LinkUse,
): Promise<{ readonly isMailed: boolean } | null> {
  const [used] = await tx.$queryRaw<{ readonly isMailed: boolean }[]>`
    UPDATE account_mails AS mail SET link_hash = NULL, mail_due_at = NULL FROM users
    WHERE users.id = mail.user_id AND users.id = ${userId} AND ${isLive(use)} AND ${serves[purpose]}
    RETURNING is_mailed AS "isMailed"`;
  return used ?? null;
}

/** Whether a link may still disown an account, behind its lock. The link goes with the account. */
async function isDisownable(tx: Transaction, userId: bigint, use: LinkUse): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT FROM users WHERE id = ${userId} AND email_verified_at IS NULL AND (
      id IN (SELECT user_id FROM account_mails AS mail WHERE ${isLive(use)} AND mail.is_mailed) OR id IN (${ofSignInMail(use)})
    )`;
  return found.length > 0;
}

/** Answers whether it was not verified before. A verification mail is not wanted any more, and its link does nothing. */
async function markVerified(tx: Transaction, id: bigint, at: Date): Promise<boolean> {
  await tx.accountMail.updateMany({
    where: { userId: id, kind: 'verification' },
    data: { linkHash: null, mailDueAt: null },
  });
  const { count } = await tx.user.updateMany({ where: { id, emailVerifiedAt: null }, data: { emailVerifiedAt: at } });
  return count > 0;
}

/** A device that nobody has answered for may be the reason for the new password: it is new again at its next sign-in. */
async function forgetDevicesInQuestion(tx: Transaction, userId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE devices SET token_hash = NULL WHERE user_id = ${userId} AND token_hash IS NOT NULL
      AND id IN (SELECT device_id FROM sign_in_alerts WHERE user_id = ${userId} AND answer IS NULL)`;
}
