import type { LiveAt, Renewal } from '@latchkey/sessions/session-store';
import type { User } from '@latchkey/sessions/user';
import type { Account, LanguageChange, NewUser, UserStore } from '@latchkey/sessions/user-store';
import { requestAccountMail } from './accounts/account-mail-writing.ts';
import { removeUser } from './accounts/user-removal.ts';
import type { Client } from './client.ts';
import { Prisma } from './generated/client.ts';
import { writeLanguage } from './language-writing.ts';
import { fromRowId, toRowId } from './row-id.ts';
import { endSessions, everySession, sessionsExcept } from './session-end.ts';
import { renewSession } from './session-renewal.ts';
import { inTransaction } from './transaction.ts';
import { lockUser, lockUserToDelete } from './user-lock.ts';

/** What Prisma calls a breach of a unique index. */
const uniqueViolation = 'P2002';

const userColumns = { id: true, email: true, createdAt: true } satisfies Prisma.UserSelect;
const accountColumns = { ...userColumns, passwordHash: true, disabledAt: true } satisfies Prisma.UserSelect;

export function toUser(row: Prisma.UserGetPayload<{ select: typeof userColumns }>): User {
  return { id: fromRowId(row.id), email: row.email, createdAt: row.createdAt };
}

function toAccount(row: Prisma.UserGetPayload<{ select: typeof accountColumns }>): Account {
  return { user: toUser(row), passwordHash: row.passwordHash, disabledAt: row.disabledAt };
}

export class PrismaUserStore implements UserStore {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  async create({ verificationDueAt, ...data }: NewUser): Promise<User | null> {
    try {
      const { createdAt: requestedAt } = data;
      const mails = verificationDueAt
        ? { create: { kind: 'verification' as const, requestedAt, mailDueAt: verificationDueAt } }
        : {};
      return toUser(await this.#prisma.user.create({ data: { ...data, mails }, select: userColumns }));
    } catch (error) {
      // The index decides, not a look beforehand: of two sign-ups at the same moment, one must lose.
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === uniqueViolation) return null;
      throw error;
    }
  }

  async findByEmail(email: string): Promise<Account | null> {
    const row = await this.#prisma.user.findUnique({ where: { email }, select: accountColumns });
    return row && toAccount(row);
  }

  async findById(id: number): Promise<Account | null> {
    const rowId = toRowId(id);
    const row = rowId && (await this.#prisma.user.findUnique({ where: { id: rowId }, select: accountColumns }));
    return row ? toAccount(row) : null;
  }

  async setLanguage({ userId, deviceId, ...said }: LanguageChange): Promise<void> {
    const rowId = toRowId(userId);
    if (rowId !== null) await writeLanguage(this.#prisma, { userId: rowId, deviceId: toRowId(deviceId), ...said });
  }

  changePassword(passwordHash: string, renewal: Renewal, dueAt: Date): Promise<boolean> {
    const { userId, sessionId, liveAt } = renewal;
    return inTransaction(this.#prisma, async (tx) => {
      const rowId = await lockUser(tx, userId);
      if (rowId === null || !(await renewSession(tx, renewal, 'password_changed'))) return false;
      await tx.user.update({ where: { id: rowId }, data: { passwordHash } });
      const others = sessionsExcept(toRowId(sessionId));
      await endSessions(tx, others, { userId, reason: 'password_changed', liveAt, actorId: sessionId });
      await requestAccountMail(tx, { userId: rowId, kind: 'password_changed', requestedAt: liveAt.now, dueAt });
      return true;
    });
  }

  disable(id: number, liveAt: LiveAt): Promise<number | null> {
    return inTransaction(this.#prisma, async (tx) => {
      const rowId = await lockUser(tx, id);
      if (rowId === null) return null;
      // An account that is barred already keeps the moment since when it is.
      await tx.user.updateMany({ where: { id: rowId, disabledAt: null }, data: { disabledAt: liveAt.now } });
      return endSessions(tx, everySession, { userId: id, reason: 'account_disabled', liveAt, actorId: null });
    });
  }

  async enable(id: number): Promise<void> {
    const rowId = toRowId(id);
    if (rowId !== null) await this.#prisma.user.updateMany({ where: { id: rowId }, data: { disabledAt: null } });
  }

  delete(id: number, liveAt: LiveAt): Promise<number | null> {
    return inTransaction(this.#prisma, async (tx) => {
      const rowId = await lockUserToDelete(tx, id);
      return rowId === null ? null : removeUser(tx, id, liveAt);
    });
  }
}
