import type { NewSessionEvent, SessionEvent, SessionEventStore } from '@latchkey/sessions/session-event';
import { capUserAgent } from '@latchkey/sessions/user-agent';
import type { Client } from './client.ts';
import type { Prisma } from './generated/client.ts';
import { fromRowId, toRowId } from './row-id.ts';

const eventColumns = {
  id: true,
  kind: true,
  at: true,
  sessionId: true,
  deviceId: true,
  endReason: true,
  actorSessionId: true,
  userAgent: true,
  address: true,
} satisfies Prisma.SessionEventSelect;

type EventRow = Prisma.SessionEventGetPayload<{ select: typeof eventColumns }>;

export class PrismaSessionEventStore implements SessionEventStore {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  /** Nothing, where the account is gone: what was wiped with it must not come back. */
  async append({ userId, kind, at, sessionId, deviceId, userAgent, address }: NewSessionEvent): Promise<void> {
    await this.#prisma.$executeRaw`
      INSERT INTO session_events (user_id, kind, at, session_id, device_id, user_agent, address)
      SELECT id, ${kind}::session_event_kind, ${at}::timestamptz, ${orNull(sessionId)}::bigint,
        ${orNull(deviceId)}::bigint, ${userAgent}, ${address}
      FROM users WHERE id = ${toRowId(userId)} FOR KEY SHARE`;
  }

  async list(
    userId: number,
    { before, limit }: { readonly before: number | null; readonly limit: number },
  ): Promise<SessionEvent[]> {
    const userRowId = toRowId(userId);
    if (userRowId === null) return [];
    const older = before === null ? {} : await this.#olderThan(userRowId, before);
    if (older === null) return [];
    const rows = await this.#prisma.sessionEvent.findMany({
      where: { userId: userRowId, ...older },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: limit,
      select: eventColumns,
    });
    return rows.map(toEvent);
  }

  /** By the moment, and not by the id alone: housekeeping writes some ends later than they happened. */
  async #olderThan(userId: bigint, before: number): Promise<Prisma.SessionEventWhereInput | null> {
    const id = toRowId(before);
    const found = id && (await this.#prisma.sessionEvent.findFirst({ where: { id, userId }, select: { at: true } }));
    return found ? { at: { lte: found.at }, OR: [{ at: { lt: found.at } }, { id: { lt: id } }] } : null;
  }
}

function toEvent(row: EventRow): SessionEvent {
  return {
    ...row,
    id: fromRowId(row.id),
    sessionId: fromRowIdOrNull(row.sessionId),
    deviceId: fromRowIdOrNull(row.deviceId),
    actorSessionId: fromRowIdOrNull(row.actorSessionId),
    userAgent: capUserAgent(row.userAgent),
  };
}

const orNull = (id: number | null): bigint | null => (id === null ? null : toRowId(id));

const fromRowIdOrNull = (rowId: bigint | null): number | null => (rowId === null ? null : fromRowId(rowId));
