import type { ExpiryCutoff, TokenRotation } from '@latchkey/sessions/sessions/session-store';
import type { OwnUser } from '@latchkey/sessions/accounts/user';
import type { Account, LanguageChange, NewUser, OwnAccount } from '@latchkey/sessions/accounts/user-store';
import { requestAccountMail } from '../mail/request-account-mail.ts';
import { removeUser } from './remove-user.ts';
import type { Client } from '../connection/client.ts';
import { Prisma } from '../generated/client.ts';
import { writeLanguage } from './write-language.ts';
import { toRowId } from '../sql/row-id.ts';
import { accountColumns, toAccount, toUser, userColumns } from './user-row.ts';
import { endSessions, everySession, sessionsExcept } from '../sessions/end-sessions.ts';
import { rotateToken } from '../sessions/rotate-token.ts';
import type { AnnouncedChanges } from '../connection/announced-changes.ts';
import { lockUser, lockUserToDelete } from './lock-user.ts';

/** Prisma's code for a violation of a unique index. */
const uniqueViolation = 'P2002';

export class UserStore {
  readonly #prisma: Client;
  readonly #changes: AnnouncedChanges;

  constructor(prisma: Client, changes: AnnouncedChanges) {
    this.#prisma = prisma;
    this.#changes = changes;
  }

  async create({ verificationDueAt, ...data }: NewUser): Promise<OwnUser | null> {
    try {
      const { createdAt: requestedAt } = data;
      const mails = verificationDueAt
        ? { create: { kind: 'verification' as const, requestedAt, mailDueAt: verificationDueAt } }
        : {};
      const row = await this.#prisma.user.create({ data: { ...data, mails }, select: userColumns });
      return { ...toUser(row), subject: null, email: data.email };
    } catch (error) {
      // The unique index decides, not a query before: of two concurrent sign-ups, one fails.
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === uniqueViolation) return null;
      throw error;
    }
  }

  async findByEmail(email: string): Promise<OwnAccount | null> {
    const row = await this.#prisma.user.findFirst({ where: { email, subject: null }, select: accountColumns });
    if (!row) return null;
    const account = toAccount(row);
    return { ...account, user: { ...account.user, subject: null, email } };
  }

  async findById(id: number): Promise<Account | null> {
    const rowId = toRowId(id);
    const row = rowId && (await this.#prisma.user.findUnique({ where: { id: rowId }, select: accountColumns }));
    return row ? toAccount(row) : null;
  }

  async replaceHash(id: number, from: string, to: string): Promise<boolean> {
    const rowId = toRowId(id);
    if (rowId === null) return false;
    const where = { id: rowId, passwordHash: from };
    const { count } = await this.#prisma.user.updateMany({ where, data: { passwordHash: to } });
    return count > 0;
  }

  async setLanguage({ userId, deviceId, ...change }: LanguageChange): Promise<void> {
    const rowId = toRowId(userId);
    if (rowId !== null) await writeLanguage(this.#prisma, { userId: rowId, deviceId: toRowId(deviceId), ...change });
  }

  changePassword(passwordHash: string, rotation: TokenRotation, dueAt: Date): Promise<boolean> {
    const { userId, sessionId, cutoff } = rotation;
    return this.#changes.transaction(userId, async (change) => {
      const { tx } = change;
      const rowId = await lockUser(tx, userId);
      if (rowId === null || !(await rotateToken(change, rotation, 'password_changed'))) return false;
      await tx.user.update({ where: { id: rowId }, data: { passwordHash } });
      const others = sessionsExcept(toRowId(sessionId));
      await endSessions(change, others, { userId, reason: 'password_changed', cutoff, actorId: sessionId });
      await requestAccountMail(tx, { userId: rowId, kind: 'password_changed', requestedAt: cutoff.now, dueAt });
      return true;
    });
  }

  disable(id: number, cutoff: ExpiryCutoff): Promise<number | null> {
    return this.#changes.transaction(id, async (change) => {
      const { tx } = change;
      const rowId = await lockUser(tx, id);
      if (rowId === null) return null;
      // An account that is already disabled keeps its time.
      await tx.user.updateMany({ where: { id: rowId, disabledAt: null }, data: { disabledAt: cutoff.now } });
      return endSessions(change, everySession, { userId: id, reason: 'account_disabled', cutoff, actorId: null });
    });
  }

  async enable(id: number): Promise<void> {
    const rowId = toRowId(id);
    if (rowId !== null) await this.#prisma.user.updateMany({ where: { id: rowId }, data: { disabledAt: null } });
  }

  delete(id: number, cutoff: ExpiryCutoff): Promise<number | null> {
    return this.#changes.transaction(id, async (change) => {
      const rowId = await lockUserToDelete(change.tx, id);
      return rowId === null ? null : removeUser(change, id, cutoff);
    });
  }
}
