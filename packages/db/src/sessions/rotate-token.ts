import type { EventKind } from '@latchkey/sessions/history/session-event';
import type { TokenRotation } from '@latchkey/sessions/sessions/session-store';
import { toBytes } from '../sql/bytes.ts';
import { live } from '../sql/live.ts';
import { toRowId } from '../sql/row-id.ts';
import { writeEvents } from '../sql/write-event.ts';
import type { Change } from '../connection/announced-changes.ts';
import { Prisma } from '../generated/client.ts';

/**
 * Replaces the token of a live session, stores the time of the new proof, and writes the event, in one statement behind the
 * lock of the user's row: a repeated request to begin the session finds the token that it derives replaced, or not yet.
 * Returns whether the session was live and had the token to replace.
 */
export async function rotateToken(
  change: Change,
  { userId, sessionId, fromTokenHash, tokenHash, bindingSecret, cutoff, proof }: TokenRotation,
  kind: Extract<EventKind, 'stepped_up' | 'password_changed'>,
): Promise<boolean> {
  const methods = proof?.methods ?? ['pwd'];
  const rotated = await change.tx.$executeRaw`
    WITH owner AS (
      SELECT id FROM users WHERE id = ${toRowId(userId)} FOR NO KEY UPDATE
    ), rotated AS (
      UPDATE sessions SET token_hash = ${toBytes(tokenHash)}, stepped_up_at = ${proof?.at ?? cutoff.now}::timestamptz,
        sign_in_methods = COALESCE(sign_in_methods, methods), methods = ${methodsWith(methods)},
        binding_secret = COALESCE(binding_secret, ${bindingSecret})
      WHERE id = ${toRowId(sessionId)} AND user_id = (SELECT id FROM owner)
        AND token_hash = ${toBytes(fromTokenHash)} AND ${live(cutoff)}
      RETURNING id, user_id, device_id, user_agent, ip, authenticated_at
    ), replaced AS (
      INSERT INTO replaced_tokens (session_id, token_hash)
      SELECT id, ${toBytes(fromTokenHash)} FROM rotated WHERE authenticated_at IS NOT NULL
      ON CONFLICT (session_id) DO NOTHING
    )
    ${writeEvents(change, {
      kind,
      at: Prisma.sql`${cutoff.now}::timestamptz`,
      methods: Prisma.sql`${methods}::text[]`,
      from: Prisma.sql`rotated`,
    })}`;
  return rotated > 0;
}

/** The most methods that are stored of a session. */
const mostMethods = 20;

/** The methods of a session and further ones, each once, in the order of their first proof. */
const methodsWith = (methods: readonly string[]): Prisma.Sql => Prisma.sql`ARRAY(
  SELECT method FROM unnest(methods || ${methods}::text[]) WITH ORDINALITY AS proved (method, at)
  GROUP BY method ORDER BY min(at) LIMIT ${mostMethods}
)`;
