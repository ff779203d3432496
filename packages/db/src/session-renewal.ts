import type { EventKind } from '@latchkey/sessions/session-event';
import type { Renewal } from '@latchkey/sessions/session-store';
import { toBytes } from './bytes.ts';
import { live } from './live.ts';
import { toRowId } from './row-id.ts';
import { storedKind } from './stored-enums.ts';
import type { Transaction } from './transaction.ts';

/**
 * Replaces a live session's token, notes that its holder has proved who they are, and writes the event, in one statement.
 * Tells whether the session was still live by the token that it replaces.
 */
export async function renewSession(
  tx: Transaction,
  { userId, sessionId, fromTokenHash, tokenHash, bindingSecret, liveAt }: Renewal,
  kind: Extract<EventKind, 'stepped_up' | 'password_changed'>,
): Promise<boolean> {
  const renewed = await tx.$executeRaw`
    WITH renewed AS (
      UPDATE sessions SET token_hash = ${toBytes(tokenHash)}, stepped_up_at = ${liveAt.now}::timestamptz,
        binding_secret = COALESCE(binding_secret, ${bindingSecret})
      WHERE id = ${toRowId(sessionId)} AND user_id = ${toRowId(userId)}
        AND token_hash = ${toBytes(fromTokenHash)} AND ${live(liveAt)}
      RETURNING id, user_id, device_id, user_agent, address
    )
    INSERT INTO session_events (user_id, kind, at, session_id, device_id, user_agent, address)
    SELECT user_id, ${storedKind(kind)}, ${liveAt.now}::timestamptz, id, device_id, user_agent, address
    FROM renewed`;
  return renewed > 0;
}
