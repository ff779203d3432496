import type { Ending } from '@latchkey/sessions/session-store';
import { Prisma } from './generated/client.ts';
import { live } from './live.ts';
import { fromRowId, toRowId } from './row-id.ts';
import { lapseOf } from './session-lapse.ts';
import type { Transaction } from './transaction.ts';

/**
 * Ends those sessions of the user that a condition picks, and writes an event for each, in one statement: two that end the
 * same session at the same moment cannot both have done it, and no end is without its event. What time has ended gets the
 * end that time gave it, here and now: by the clock or the memory of another instance it may not have lapsed yet, and must
 * not live on there. Answers which were live.
 */
export async function endAndName(tx: Transaction, which: Prisma.Sql, ending: Ending): Promise<number[]> {
  const userId = toRowId(ending.userId);
  if (userId === null) return [];
  const isLive = live(ending.liveAt);
  const lapse = lapseOf(ending.liveAt);
  const at = Prisma.sql`${ending.liveAt.now}::timestamptz`;
  const reason = Prisma.sql`${ending.reason}::session_end_reason`;
  const actorId = ending.actorId === null ? null : toRowId(ending.actorId);
  const rows = await tx.$queryRaw<{ readonly id: bigint }[]>`
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
    SELECT id FROM ended WHERE was_live`;
  return rows.map(({ id }) => fromRowId(id));
}

/** The same, and answers how many were live. */
export async function endSessions(tx: Transaction, which: Prisma.Sql, ending: Ending): Promise<number> {
  return (await endAndName(tx, which, ending)).length;
}

/** Every one of them. */
export const everySession = Prisma.sql`TRUE`;

export const sessionWithId = (rowId: bigint): Prisma.Sql => Prisma.sql`id = ${rowId}`;

/** Ids that cannot exist pick nothing. */
export const sessionsWithIds = (ids: readonly number[]): Prisma.Sql =>
  Prisma.sql`id = ANY(${ids.flatMap((id) => toRowId(id) ?? [])}::bigint[])`;

export const sessionsExcept = (rowId: bigint | null): Prisma.Sql =>
  rowId === null ? everySession : Prisma.sql`id <> ${rowId}`;
