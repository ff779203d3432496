import type { Ending } from '@latchkey/sessions/session-store';
import { Prisma } from './generated/client.ts';
import { live } from './live.ts';
import { toRowId } from './row-id.ts';
import { lapseOf } from './session-lapse.ts';
import type { Transaction } from './transaction.ts';

/**
 * Ends those sessions of the user that a condition picks, and writes an event for each, in one statement: two that end the
 * same session at the same moment cannot both have done it, and no end is without its event. What time has ended gets the
 * end that time gave it, here and now: by the clock or the memory of another instance it may not have lapsed yet, and must
 * not live on there. Answers how many were live.
 */
export async function endSessions(tx: Transaction, which: Prisma.Sql, ending: Ending): Promise<number> {
  const userId = toRowId(ending.userId);
  if (userId === null) return 0;
  const isLive = live(ending.liveAt);
  const lapse = lapseOf(ending.liveAt);
  const at = Prisma.sql`${ending.liveAt.now}::timestamptz`;
  const reason = Prisma.sql`${ending.reason}::session_end_reason`;
  const actorId = ending.actorId === null ? null : toRowId(ending.actorId);
  const [counted] = await tx.$queryRaw<{ readonly live: number }[]>`
    WITH ended AS (
      UPDATE sessions SET
        ended_at = CASE WHEN ${isLive} THEN ${at} ELSE ${lapse.at} END,
        end_reason = CASE WHEN ${isLive} THEN ${reason} ELSE ${lapse.reason} END
      WHERE user_id = ${userId} AND ended_at IS NULL AND ${which}
      RETURNING id, user_id, device_id, ended_at, end_reason, user_agent, address, end_reason = ${reason} AS was_live
    ), written AS (
      INSERT INTO session_events
        (user_id, kind, at, session_id, device_id, end_reason, actor_session_id, user_agent, address)
      SELECT user_id, 'ended', ended_at, id, device_id, end_reason,
        CASE WHEN was_live THEN NULLIF(${actorId}::bigint, id) END, user_agent, address
      FROM ended
    )
    SELECT count(*)::int AS live FROM ended WHERE was_live`;
  return counted?.live ?? 0;
}

/** Every one of them. */
export const everySession = Prisma.sql`TRUE`;

export const sessionWithId = (rowId: bigint): Prisma.Sql => Prisma.sql`id = ${rowId}`;

export const sessionsExcept = (rowId: bigint | null): Prisma.Sql =>
  rowId === null ? everySession : Prisma.sql`id <> ${rowId}`;
