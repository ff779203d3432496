import type { ChallengeUse, ChallengeVerdict, KeyBinding } from '@latchkey/sessions/session-store';
import type { Client } from './client.ts';
import { live } from './live.ts';
import { toRowId } from './row-id.ts';

/** Binds a session to a key, and writes the event, in one statement: of two keys, one finds the session bound. */
export async function bindSession(prisma: Client, { userId, sessionId, key, liveAt }: KeyBinding): Promise<boolean> {
  const bound = await prisma.$executeRaw`
    WITH bound AS (
      UPDATE sessions SET binding_key = ${key}
      WHERE id = ${toRowId(sessionId)} AND user_id = ${toRowId(userId)}
        AND binding_secret IS NOT NULL AND binding_key IS NULL AND ${live(liveAt)}
      RETURNING id, user_id, device_id, user_agent, address
    )
    INSERT INTO session_events (user_id, kind, at, session_id, device_id, user_agent, address)
    SELECT user_id, 'session_bound', ${liveAt.now}::timestamptz, id, device_id, user_agent, address FROM bound`;
  return bound > 0;
}

/** Moves a bound session's last challenge forward, and never back. No memory holds it, so there is nobody to tell. */
export async function useChallenge(
  prisma: Client,
  { userId, sessionId, at, liveAt }: ChallengeUse,
): Promise<ChallengeVerdict> {
  const [verdict] = await prisma.$queryRaw<ChallengeVerdict[]>`
    WITH used AS (
      UPDATE sessions SET challenged_at = ${at}::timestamptz
      WHERE id = ${toRowId(sessionId)} AND user_id = ${toRowId(userId)} AND binding_key IS NOT NULL AND ${live(liveAt)}
        AND (challenged_at IS NULL OR challenged_at < ${at}::timestamptz)
      RETURNING id
    )
    SELECT EXISTS (SELECT 1 FROM used) AS "isFirst", challenged_at AS latest FROM sessions
    WHERE id = ${toRowId(sessionId)} AND user_id = ${toRowId(userId)}`;
  return verdict ?? { isFirst: false, latest: null };
}
