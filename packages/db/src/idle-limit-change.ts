import type { IdleLimitChange } from '@latchkey/sessions/session-store';
import { Prisma } from './generated/client.ts';
import { lapsed, live } from './live.ts';
import { toRowId } from './row-id.ts';
import { endSessions } from './session-end.ts';
import { endLapsed } from './session-lapse.ts';
import type { Transaction } from './transaction.ts';
import { lockUser } from './user-lock.ts';

/**
 * Changes a user's own idle limit, in a transaction that holds the user's row: a sign-in is done before, and gets the new
 * limit here, or begins after, with the new one. It leaves an event also where it ends nothing: by events the instances find
 * what they have to forget.
 */
export async function changeIdleLimit(
  tx: Transaction,
  { userId, limit, liveAt, actorId }: IdleLimitChange,
): Promise<number | null> {
  const rowId = await lockUser(tx, userId);
  if (rowId === null) return null;
  const at = Prisma.sql`${liveAt.now}::timestamptz`;
  const noted = await tx.$executeRaw`
    INSERT INTO session_events (user_id, kind, at, session_id, device_id, user_agent, address)
    SELECT user_id, 'idle_limit_changed', ${at}, id, device_id, user_agent, address FROM sessions
    WHERE id = ${toRowId(actorId)} AND user_id = ${rowId} AND ${live(liveAt)}`;
  if (noted === 0) return null;

  // By the limit that held until now. A longer one brings nothing back.
  const overdue = Prisma.sql`SELECT id FROM sessions WHERE user_id = ${rowId} AND ${lapsed(liveAt)} FOR UPDATE`;
  await endLapsed(tx, liveAt, overdue);
  const span = Prisma.sql`${limit === null ? null : `${limit} milliseconds`}::interval`;
  const unused = Prisma.sql`last_used_at + ${span} <= ${at}`;
  const ended = await endSessions(tx, unused, { userId, reason: 'idle', liveAt, actorId });
  await tx.user.update({ where: { id: rowId }, data: { idleLimit: limit } });
  await tx.$executeRaw`
    UPDATE sessions SET idle_at = last_used_at + ${span} WHERE user_id = ${rowId} AND ended_at IS NULL`;
  return ended;
}
