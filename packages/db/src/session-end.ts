import type { EndedBatch } from '@latchkey/sessions/administration-store';
import { makesDeviceNew } from '@latchkey/sessions/session';
import type { Ending, LiveAt } from '@latchkey/sessions/session-store';
import { forgetDevices } from './device-forgetting.ts';
import { confirmedBy } from './device-of-sign-in.ts';
import { Prisma } from './generated/client.ts';
import { live } from './live.ts';
import { fromRowId, toRowId } from './row-id.ts';
import { storedReason } from './stored-enums.ts';
import { lapseOf } from './session-lapse.ts';
import type { Transaction } from './transaction.ts';

type Ended = { readonly id: bigint; readonly deviceId: bigint; readonly wasLive: boolean; readonly makesNew: boolean };

interface PickedEndings {
  readonly pick: Prisma.Sql;
  readonly reason: Prisma.Sql;
  readonly liveAt: LiveAt;
  /** The session that ends them, or null. */
  readonly actorId: Prisma.Sql;
}

/** The parts of a statement that end sessions which a condition picks (`ended`), each with its event (`written`). */
export function endings({ pick, reason, liveAt, actorId }: PickedEndings): Prisma.Sql {
  const isLive = live(liveAt);
  const lapse = lapseOf(liveAt);
  return Prisma.sql`
    ended AS (
      UPDATE sessions SET
        ended_at = CASE WHEN ${isLive} THEN ${liveAt.now}::timestamptz ELSE ${lapse.at} END,
        end_reason = CASE WHEN ${isLive} THEN ${reason} ELSE ${lapse.reason} END
      WHERE ended_at IS NULL AND ${pick}
      RETURNING id, user_id, device_id, ended_at, end_reason, user_agent, address, end_reason = ${reason} AS was_live
    ), written AS (
      INSERT INTO session_events
        (user_id, kind, at, session_id, device_id, end_reason, actor_session_id, user_agent, address)
      SELECT user_id, 'ended', ended_at, id, device_id, end_reason,
        CASE WHEN was_live THEN NULLIF(${actorId}, id) END, user_agent, address
      FROM ended ORDER BY end_reason = 'limit_reached', id
    )`;
}

/**
 * Ends the sessions that a condition picks, and writes an event for each, in one statement: two that end the same session
 * at the same moment cannot both have done it, and no end is without its event. A session that time has ended gets the
 * reason and the moment of that: by the clock or the memory of another instance it may not have ended yet, and must not
 * live on there. `makesNew` tells whether the account is to forget the device: another device or an administrator ended
 * its session, for a reason that makes devices new. A device that is not confirmed can end sessions, but makes no other
 * device new: a stranger could otherwise take the owner's devices their right to answer.
 */
function endPicked(tx: Transaction, pick: Prisma.Sql, { reason, liveAt, actorId }: Omit<Ending, 'userId'>) {
  const actorRowId = actorId === null ? null : toRowId(actorId);
  const makesNew =
    actorRowId === null
      ? Prisma.sql`TRUE`
      : Prisma.sql`EXISTS (
          SELECT 1 FROM sessions AS actor JOIN devices ON devices.id = actor.device_id
          WHERE actor.id = ${actorRowId} AND actor.user_id = ended.user_id AND actor.device_id <> ended.device_id
            AND ${confirmedBy(liveAt.now)}
        )`;
  return tx.$queryRaw<Ended[]>`
    WITH ${endings({ pick, reason: storedReason(reason), liveAt, actorId: Prisma.sql`${actorRowId}::bigint` })}
    SELECT id, device_id AS "deviceId", was_live AS "wasLive",
      was_live AND ${makesDeviceNew[reason] ? makesNew : Prisma.sql`FALSE`} AS "makesNew"
    FROM ended`;
}

/**
 * Ends those sessions of the user that a condition picks, each with its event, and answers which of them were live. Where
 * that may lock several rows, of sessions or of devices, the caller holds the user's row, so that two of them cannot wait for
 * each other.
 */
export async function endAndName(tx: Transaction, which: Prisma.Sql, ending: Ending): Promise<number[]> {
  const userId = toRowId(ending.userId);
  if (userId === null) return [];
  const ended = await endPicked(tx, Prisma.sql`user_id = ${userId} AND ${which}`, ending);
  const forgotten = ended.flatMap(({ deviceId, makesNew }) => (makesNew ? [deviceId] : []));
  await forgetDevices(tx, userId, forgotten);
  return ended.flatMap(({ id, wasLive }) => (wasLive ? [fromRowId(id)] : []));
}

/**
 * Ends at most `limit` sessions of all users (`revoked_all`), each with its event. The accounts go on knowing their devices:
 * otherwise everybody would get a mail at their next sign-in.
 */
export async function endBatch(tx: Transaction, liveAt: LiveAt, limit: number): Promise<EndedBatch> {
  const due = Prisma.sql`id = ANY (ARRAY(SELECT id FROM sessions WHERE ended_at IS NULL LIMIT ${limit} FOR UPDATE))`;
  const ended = await endPicked(tx, due, { reason: 'revoked_all', liveAt, actorId: null });
  return { live: ended.filter(({ wasLive }) => wasLive).length, written: ended.length };
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
