import type { Session } from '@latchkey/sessions/session';
import type { Ending, LiveAt, NewSession, SessionStore } from '@latchkey/sessions/session-store';
import type { SessionTokenHash } from '@latchkey/sessions/session-token';
import type { User } from '@latchkey/sessions/user';
import { capUserAgent } from '@latchkey/sessions/user-agent';
import type { Client } from './client.ts';
import type { Prisma } from './generated/client.ts';
import { toUser, userColumns } from './prisma-user-store.ts';
import { fromRowId, toRowId } from './row-id.ts';

/** All but the token's hash, which no answer needs. */
const sessionColumns = {
  id: true,
  userId: true,
  userAgent: true,
  information: true,
  staysSignedIn: true,
  createdAt: true,
  lastUsedAt: true,
  expiresAt: true,
  endedAt: true,
  endReason: true,
} satisfies Prisma.SessionSelect;

type SessionRow = Prisma.SessionGetPayload<{ select: typeof sessionColumns }>;

export class PrismaSessionStore implements SessionStore {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  async create({ tokenHash, userId, ...session }: NewSession): Promise<Session> {
    const rowId = toRowId(userId);
    if (rowId === null) throw new RangeError(`No user has the id ${userId}`);
    const row = await this.#prisma.session.create({
      data: { ...session, userId: rowId, tokenHash: toBytes(tokenHash), lastUsedAt: session.createdAt },
      select: sessionColumns,
    });
    return toSession(row);
  }

  async findByTokenHash(tokenHash: SessionTokenHash): Promise<{ session: Session; user: User } | null> {
    const row = await this.#prisma.session.findUnique({
      where: { tokenHash: toBytes(tokenHash) },
      select: { ...sessionColumns, user: { select: userColumns } },
    });
    if (!row) return null;
    const { user, ...session } = row;
    return { session: toSession(session), user: toUser(user) };
  }

  async listLive(userId: number, liveAt: LiveAt): Promise<Session[]> {
    const rowId = toRowId(userId);
    if (rowId === null) return [];
    const rows = await this.#prisma.session.findMany({
      where: { userId: rowId, ...live(liveAt) },
      orderBy: [{ lastUsedAt: 'asc' }, { id: 'asc' }],
      select: sessionColumns,
    });
    return rows.map(toSession);
  }

  async touch(id: number, at: Date): Promise<void> {
    const rowId = toRowId(id);
    if (rowId === null) return;
    await this.#prisma.session.updateMany({
      where: { id: rowId, endedAt: null, expiresAt: { gt: at }, lastUsedAt: { lt: at } },
      data: { lastUsedAt: at },
    });
  }

  async end(id: number, ending: Ending): Promise<boolean> {
    const rowId = toRowId(id);
    return rowId !== null && (await this.#end({ id: rowId }, ending)) > 0;
  }

  endAll({ keepId, ...ending }: Ending & { readonly keepId: number | null }): Promise<number> {
    const keptRowId = keepId === null ? null : toRowId(keepId);
    return this.#end(keptRowId === null ? {} : { id: { not: keptRowId } }, ending);
  }

  /** One statement, so that two that end the same session at the same moment cannot both have done it. */
  async #end(which: Prisma.SessionWhereInput, { userId, reason, liveAt }: Ending): Promise<number> {
    const rowId = toRowId(userId);
    if (rowId === null) return 0;
    const { count } = await this.#prisma.session.updateMany({
      where: { ...which, userId: rowId, ...live(liveAt) },
      data: { endedAt: liveAt.now, endReason: reason },
    });
    return count;
  }
}

/** Ended by nobody, not expired, not idle for too long. */
function live({ now, idleSince }: LiveAt): Prisma.SessionWhereInput {
  return { endedAt: null, expiresAt: { gt: now }, lastUsedAt: { gt: idleSince } };
}

function toSession(row: SessionRow): Session {
  return {
    ...row,
    id: fromRowId(row.id),
    userId: fromRowId(row.userId),
    userAgent: capUserAgent(row.userAgent),
  };
}

function toBytes(tokenHash: SessionTokenHash): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(tokenHash, 'hex'));
}
