import type { Ending } from '@latchkey/sessions/session-store';
import { Prisma } from './generated/client.ts';
import { live } from './live.ts';
import { toRowId } from './row-id.ts';
import type { Transaction } from './transaction.ts';

/**
 * Ends those live sessions of the user that a condition picks, and writes an event for each, in one statement: two that
 * end the same session at the same moment cannot both have done it, and no end is without its event. Answers how many.
 */
export async function endSessions(tx: Transaction, which: Prisma.Sql, ending: Ending): Promise<number> {
  const userId = toRowId(ending.userId);
  if (userId === null) return 0;
  const at = Prisma.sql`${ending.liveAt.now}::timestamptz`;
  const reason = Prisma.sql`${ending.reason}::session_end_reason`;
  const actorId = ending.actorId === null ? null : toRowId(ending.actorId);
  return tx.$executeRaw`
    WITH ended AS (
      UPDATE sessions SET ended_at = ${at}, end_reason = ${reason}
      WHERE user_id = ${userId} AND ${live(ending.liveAt)} AND ${which}
      RETURNING id, user_id, device_id, user_agent, address
    )
    INSERT INTO session_events
      (user_id, kind, at, session_id, device_id, end_reason, actor_session_id, user_agent, address)
    SELECT user_id, 'ended', ${at}, id, device_id, ${reason}, NULLIF(${actorId}::bigint, id), user_agent, address
    FROM ended`;
}

/** Every one of them. */
export const everySession = Prisma.sql`TRUE`;

export const sessionWithId = (rowId: bigint): Prisma.Sql => Prisma.sql`id = ${rowId}`;

export const sessionsExcept = (rowId: bigint | null): Prisma.Sql =>
  rowId === null ? everySession : Prisma.sql`id <> ${rowId}`;
