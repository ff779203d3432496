import type { ExpiryCutoff } from '@latchkey/sessions/sessions/session-store';
import { Prisma } from '../generated/client.ts';
import type { Change } from '../connection/announced-changes.ts';
import { writeEvents } from '../sql/write-event.ts';

/** When and why an expired session ended, by the same rule as the domain's `endOf`. */
export function expiryOf({ now, idleSince }: ExpiryCutoff): Readonly<Record<'at' | 'reason', Prisma.Sql>> {
  const idle = `${now.getTime() - idleSince.getTime()} milliseconds`;
  // `LEAST` ignores nulls.
  const idleAt = Prisma.sql`LEAST(last_used_at + ${idle}::interval, idle_at)`;
  return {
    at: Prisma.sql`LEAST(absolute_expires_at, ${idleAt})`,
    reason: Prisma.sql`(CASE WHEN ${idleAt} < absolute_expires_at THEN 'idle' ELSE 'expired' END)::session_end_reason`,
  };
}

/**
 * Writes the ends of the expired sessions whose ids a query selects and locks, each with its event, in one statement.
 * Returns how many.
 */
export function endExpired(change: Change, cutoff: ExpiryCutoff, due: Prisma.Sql): Promise<number> {
  const { at, reason } = expiryOf(cutoff);
  const events = writeEvents(change, {
    kind: 'ended',
    at: Prisma.sql`ended_at`,
    endReason: Prisma.sql`end_reason`,
    from: Prisma.sql`ended`,
  });
  return change.tx.$executeRaw`
    WITH due AS (${due}), ended AS (
      UPDATE sessions SET ended_at = ${at}, end_reason = ${reason}
      FROM due WHERE sessions.id = due.id
      RETURNING sessions.id, user_id, device_id, ended_at, end_reason, user_agent, ip
    )
    ${events}`;
}
