import type { EndedBatch } from '@latchkey/sessions/accounts/administration-store';
import { makesDeviceNew } from '@latchkey/sessions/sessions/session';
import type { EndSession, ExpiryCutoff } from '@latchkey/sessions/sessions/session-store';
import { forgetDevices } from '../devices/forget-devices.ts';
import { confirmedBy } from '../devices/sign-in-device.ts';
import { Prisma } from '../generated/client.ts';
import { live } from '../sql/live.ts';
import { toRowId } from '../sql/row-id.ts';
import { RowReader } from '../sql/rows.ts';
import { storedReason } from '../sql/stored-enums.ts';
import { writeEvents } from '../sql/write-event.ts';
import { expiryOf } from './expiry.ts';
import type { Change } from '../connection/announced-changes.ts';

const endedSessions = new RowReader({ id: 'bigint', deviceId: 'bigint', wasLive: 'boolean', makesNew: 'boolean' });

interface PickedEndings {
  readonly pick: Prisma.Sql;
  readonly reason: Prisma.Sql;
  readonly cutoff: ExpiryCutoff;
  /** The session that ends them, or null. */
  readonly actorId: Prisma.Sql;
}

/** The parts of a statement that end sessions which a condition picks (`ended`), each with its event (`written`). */
export function endings(change: Change, { pick, reason, cutoff, actorId }: PickedEndings): Prisma.Sql {
  const isLive = live(cutoff);
  const expiry = expiryOf(cutoff);
  const events = writeEvents(change, {
    kind: 'ended',
    at: Prisma.sql`ended_at`,
    endReason: Prisma.sql`end_reason`,
    actorId: Prisma.sql`CASE WHEN was_live THEN NULLIF(${actorId}, id) END`,
    from: Prisma.sql`ended ORDER BY end_reason = 'limit_reached', id`,
  });
  return Prisma.sql`
    ended AS (
      UPDATE sessions SET
        ended_at = CASE WHEN ${isLive} THEN ${cutoff.now}::timestamptz ELSE ${expiry.at} END,
        end_reason = CASE WHEN ${isLive} THEN ${reason} ELSE ${expiry.reason} END
      WHERE ended_at IS NULL AND ${pick}
      RETURNING id, user_id, device_id, ended_at, end_reason, user_agent, ip, end_reason = ${reason} AS was_live
    ), written AS (${events})`;
}

/**
 * Ends the sessions that a condition picks and writes one event each, in one statement, so that only one of two concurrent
 * calls ends a session. An expired session gets its expiry as moment and reason, because the clock or the cache of another
 * instance may still consider it live. `makesNew` is whether the account forgets the device: another device or an
 * administrator ended its session, for a reason that makes devices new. An unconfirmed device can end sessions but makes no
 * device new: an attacker could otherwise take from the owner's devices their right to answer alerts.
 */
function endPicked(change: Change, pick: Prisma.Sql, { reason, cutoff, actorId }: Omit<EndSession, 'userId'>) {
  const actorRowId = actorId === null ? null : toRowId(actorId);
  const makesNew =
    actorRowId === null
      ? Prisma.sql`TRUE`
      : Prisma.sql`EXISTS (
          SELECT 1 FROM sessions AS actor JOIN devices ON devices.id = actor.device_id
          WHERE actor.id = ${actorRowId} AND actor.user_id = ended.user_id AND actor.device_id <> ended.device_id
            AND ${confirmedBy(cutoff.now)}
        )`;
  return endedSessions.query(
    change.tx,
    Prisma.sql`
    WITH ${endings(change, { pick, reason: storedReason(reason), cutoff, actorId: Prisma.sql`${actorRowId}::bigint` })}
    SELECT id, device_id AS "deviceId", was_live AS "wasLive",
      was_live AND ${makesDeviceNew[reason] ? makesNew : Prisma.sql`FALSE`} AS "makesNew"
    FROM ended`,
  );
}

/**
 * Ends the sessions of the user that a condition picks, each with its event, and returns the ids of those that were
 * live. Where that may lock several rows, of sessions or of devices, the caller holds the user's row, so that two
 * calls cannot deadlock.
 */
export async function endAndName(change: Change, which: Prisma.Sql, end: EndSession): Promise<number[]> {
  const userId = toRowId(end.userId);
  if (userId === null) return [];
  const ended = await endPicked(change, Prisma.sql`user_id = ${userId} AND ${which}`, end);
  const forgotten = ended.flatMap(({ deviceId, makesNew }) => (makesNew ? [deviceId] : []));
  await forgetDevices(change.tx, userId, forgotten);
  return ended.flatMap(({ id, wasLive }) => (wasLive ? [id] : []));
}

/**
 * Ends at most `limit` sessions of all users (`revoked_all`), each with its event. Devices stay known: otherwise all users
 * would get a mail at their next sign-in.
 */
export async function endBatch(change: Change, cutoff: ExpiryCutoff, limit: number): Promise<EndedBatch> {
  const due = Prisma.sql`id = ANY (ARRAY(SELECT id FROM sessions WHERE ended_at IS NULL LIMIT ${limit} FOR UPDATE))`;
  const ended = await endPicked(change, due, { reason: 'revoked_all', cutoff, actorId: null });
  return { live: ended.filter(({ wasLive }) => wasLive).length, written: ended.length };
}

/** The same, but returns how many were live. */
export async function endSessions(change: Change, which: Prisma.Sql, end: EndSession): Promise<number> {
  return (await endAndName(change, which, end)).length;
}

/** Picks every session. */
export const everySession = Prisma.sql`TRUE`;

export const sessionWithId = (rowId: bigint): Prisma.Sql => Prisma.sql`id = ${rowId}`;

/** Picks sessions by their ids. Impossible ids pick nothing. */
export const sessionsWithIds = (ids: readonly number[]): Prisma.Sql =>
  Prisma.sql`id = ANY(${ids.flatMap((id) => toRowId(id) ?? [])}::bigint[])`;

export const sessionsExcept = (rowId: bigint | null): Prisma.Sql =>
  rowId === null ? everySession : Prisma.sql`id <> ${rowId}`;
