import type { Session } from '@latchkey/sessions/session';
import type { Ending, LiveAt, NewSession, Renewal, SessionStore } from '@latchkey/sessions/session-store';
import type { SessionTokenHash } from '@latchkey/sessions/session-token';
import type { User } from '@latchkey/sessions/user';
import { toBytes } from './bytes.ts';
import type { Client } from './client.ts';
import { live } from './live.ts';
import { toUser } from './prisma-user-store.ts';
import { toRowId } from './row-id.ts';
import { beginSession } from './session-beginning.ts';
import { endSessions, sessionWithId, sessionsExcept } from './session-end.ts';
import { renewSession } from './session-renewal.ts';
import { type SessionRow, sessionRow, toSession } from './session-row.ts';
import { inTransaction } from './transaction.ts';
import { lockUser } from './user-lock.ts';

export class PrismaSessionStore implements SessionStore {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  async begin(
    session: NewSession,
    limits: { readonly perUser: number; readonly liveAt: LiveAt },
  ): Promise<Session | null> {
    const row = await inTransaction(this.#prisma, (tx) => beginSession(tx, session, limits));
    return row && toSession(row);
  }

  async findByTokenHash(
    tokenHash: SessionTokenHash,
  ): Promise<{ session: Session; user: User; ofBrowser: boolean } | null> {
    const [row] = await this.#prisma.$queryRaw<
      (SessionRow & { email: string; registeredAt: Date; ofBrowser: boolean })[]
    >`
      SELECT ${sessionRow}, email, users.created_at AS "registeredAt", devices.token_hash IS NOT NULL AS "ofBrowser"
      FROM sessions JOIN devices ON devices.id = device_id JOIN users ON users.id = sessions.user_id
      WHERE sessions.token_hash = ${toBytes(tokenHash)}`;
    if (!row) return null;
    const { email, registeredAt, ofBrowser, ...session } = row;
    return { session: toSession(session), user: toUser({ id: row.userId, email, createdAt: registeredAt }), ofBrowser };
  }

  async listLive(userId: number, liveAt: LiveAt): Promise<Session[]> {
    const rowId = toRowId(userId);
    if (rowId === null) return [];
    const rows = await this.#prisma.$queryRaw<SessionRow[]>`
      SELECT ${sessionRow} FROM sessions JOIN devices ON devices.id = device_id
      WHERE sessions.user_id = ${rowId} AND ${live(liveAt)}
      ORDER BY last_used_at, sessions.id`;
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

  renew(renewal: Renewal): Promise<boolean> {
    return renewSession(this.#prisma, renewal, 'stepped_up');
  }

  async end(id: number, ending: Ending): Promise<boolean> {
    const rowId = toRowId(id);
    return rowId !== null && (await endSessions(this.#prisma, sessionWithId(rowId), ending)) > 0;
  }

  async endAll({ keepId, ...ending }: Ending & { readonly keepId: number | null }): Promise<number> {
    return inTransaction(this.#prisma, async (tx) => {
      // Whoever is signing in at this moment is done before, and ends here, or begins after.
      if ((await lockUser(tx, ending.userId)) === null) return 0;
      return endSessions(tx, sessionsExcept(keepId === null ? null : toRowId(keepId)), ending);
    });
  }
}
