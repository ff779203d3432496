import type { LiveAt } from '@latchkey/sessions/session-store';
import { Prisma } from './generated/client.ts';
import type { Transaction } from './transaction.ts';

/**
 * Writes down how time has ended those sessions whose ids a query selects and locks: at the moment when it came true, with
 * the reason that the domain's `endOf` tells, each with its event, in one statement. Answers how many.
 */
export function endLapsed(tx: Transaction, { now, idleSince }: LiveAt, due: Prisma.Sql): Promise<number> {
  const idleAt = Prisma.sql`last_used_at + ${`${now.getTime() - idleSince.getTime()} milliseconds`}::interval`;
  return tx.$executeRaw`
    WITH due AS (${due}), ended AS (
      UPDATE sessions SET
        ended_at = LEAST(expires_at, ${idleAt}),
        end_reason = (CASE WHEN ${idleAt} < expires_at THEN 'idle' ELSE 'expired' END)::session_end_reason
      FROM due WHERE sessions.id = due.id
      RETURNING sessions.id, user_id, device_id, ended_at, end_reason, user_agent, address
    )
    INSERT INTO session_events (user_id, kind, at, session_id, device_id, end_reason, user_agent, address)
    SELECT user_id, 'ended', ended_at, id, device_id, end_reason, user_agent, address FROM ended`;
}
