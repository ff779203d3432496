import type { ChallengeUse, ChallengeUseResult, KeyBinding } from '@latchkey/sessions/sessions/session-store';
import type { Change } from '../connection/announced-changes.ts';
import type { Client } from '../connection/client.ts';
import { Prisma } from '../generated/client.ts';
import { live } from '../sql/live.ts';
import { toRowId } from '../sql/row-id.ts';
import { RowReader } from '../sql/rows.ts';
import { writeEvents } from '../sql/write-event.ts';

/** Binds a session to a key, and writes the event, in one statement: of two keys, one finds the session bound. */
export async function bindSession(change: Change, { userId, sessionId, key, cutoff }: KeyBinding): Promise<boolean> {
  const at = Prisma.sql`${cutoff.now}::timestamptz`;
  const bound = await change.tx.$executeRaw`
    WITH bound AS (
      UPDATE sessions SET binding_key = ${key}
      WHERE id = ${toRowId(sessionId)} AND user_id = ${toRowId(userId)}
        AND binding_secret IS NOT NULL AND binding_key IS NULL AND ${live(cutoff)}
      RETURNING id, user_id, device_id, user_agent, ip
    )
    ${writeEvents(change, { kind: 'session_bound', at, from: Prisma.sql`bound` })}`;
  return bound > 0;
}

const challengeUses = new RowReader({ isFirst: 'boolean', latest: 'timestamp with time zone?' });

/** Moves a bound session's last challenge forward, and never back. No instance caches it, so it is not announced. */
export async function useChallenge(
  prisma: Client,
  { userId, sessionId, at, cutoff }: ChallengeUse,
): Promise<ChallengeUseResult> {
  const [verdict] = await challengeUses.query(
    prisma,
    Prisma.sql`
    WITH used AS (
      UPDATE sessions SET challenged_at = ${at}::timestamptz
      WHERE id = ${toRowId(sessionId)} AND user_id = ${toRowId(userId)} AND binding_key IS NOT NULL AND ${live(cutoff)}
        AND (challenged_at IS NULL OR challenged_at < ${at}::timestamptz)
      RETURNING id
    )
    SELECT EXISTS (SELECT 1 FROM used) AS "isFirst", challenged_at AS latest FROM sessions
    WHERE id = ${toRowId(sessionId)} AND user_id = ${toRowId(userId)}`,
  );
  return verdict ?? { isFirst: false, latest: null };
}
