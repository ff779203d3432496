import type { LiveAt } from '@latchkey/sessions/session-store';
import { Prisma } from './generated/client.ts';
import type { Transaction } from './transaction.ts';

/** When and why time has ended a session that has lapsed, as the domain's `endOf` tells it. */
export function lapseOf({ now, idleSince }: LiveAt): Readonly<Record<'at' | 'reason', Prisma.Sql>> {
  const everybodys = `${now.getTime() - idleSince.getTime()} milliseconds`;
  // Of what is missing, `LEAST` takes no notice.
  const idleAt = Prisma.sql`LEAST(last_used_at + ${everybodys}::interval, idle_at)`;
  return {
    at: Prisma.sql`LEAST(expires_at, ${idleAt})`,
    reason: Prisma.sql`(CASE WHEN ${idleAt} < expires_at THEN 'idle' ELSE 'expired' END)::session_end_reason`,
  };
}

/**
 * Writes down how time has ended those sessions whose ids a query selects and locks, each with its event, in one statement.
 * Answers how many.
 */
export function endLapsed(tx: Transaction, liveAt: LiveAt, due: Prisma.Sql): Promise<number> {
  const { at, reason } = lapseOf(liveAt);
  return tx.$executeRaw`
    WITH due AS (${due}), ended AS (
      UPDATE sessions SET ended_at = ${at}, end_reason = ${reason}
      FROM due WHERE sessions.id = due.id
      RETURNING sessions.id, user_id, device_id, ended_at, end_reason, user_agent, address
    )
    INSERT INTO session_events (user_id, kind, at, session_id, device_id, end_reason, user_agent, address)
    SELECT user_id, 'ended', ended_at, id, device_id, end_reason, user_agent, address FROM ended`;
}
