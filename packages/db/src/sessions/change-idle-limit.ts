import type { IdleLimitChange } from '@latchkey/sessions/sessions/session-store';
import { Prisma } from '../generated/client.ts';
import { expired, live } from '../sql/live.ts';
import { toRowId } from '../sql/row-id.ts';
import { endSessions } from './end-sessions.ts';
import { endExpired } from './expiry.ts';
import type { Change } from '../connection/announced-changes.ts';
import { writeEvents } from '../sql/write-event.ts';
import { lockUser } from '../accounts/lock-user.ts';

/**
 * Changes a user's own idle limit, in a transaction that holds the user's row: a concurrent sign-in commits before
 * and gets the new limit here, or begins after with the new one. It writes an event also where no session ends,
 * because instances find by events which users to invalidate.
 */
export async function changeIdleLimit(
  change: Change,
  { userId, limit, cutoff, actorId }: IdleLimitChange,
): Promise<number | null> {
  const { tx } = change;
  const rowId = await lockUser(tx, userId);
  if (rowId === null) return null;
  const at = Prisma.sql`${cutoff.now}::timestamptz`;
  const actor = Prisma.sql`sessions WHERE id = ${toRowId(actorId)} AND user_id = ${rowId} AND ${live(cutoff)}`;
  const written = await tx.$executeRaw(writeEvents(change, { kind: 'idle_limit_changed', at, from: actor }));
  if (written === 0) return null;

  // Expired by the former limit. A longer limit does not revive these sessions.
  const overdue = Prisma.sql`SELECT id FROM sessions WHERE user_id = ${rowId} AND ${expired(cutoff)} FOR UPDATE`;
  await endExpired(change, cutoff, overdue);
  const span = Prisma.sql`${limit === null ? null : `${limit} milliseconds`}::interval`;
  const unused = Prisma.sql`last_used_at + ${span} <= ${at}`;
  const ended = await endSessions(change, unused, { userId, reason: 'idle', cutoff, actorId });
  await tx.user.update({ where: { id: rowId }, data: { idleLimit: limit } });
  await tx.$executeRaw`
    UPDATE sessions SET idle_at = last_used_at + ${span} WHERE user_id = ${rowId} AND ended_at IS NULL`;
  return ended;
}
