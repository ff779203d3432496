import type { LiveAt } from '@latchkey/sessions/session-store';
import { toRowId } from '../row-id.ts';
import { endSessions, everySession } from '../session-end.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Ends every session of a user and removes the user with all that is their own, in a transaction that holds the row. Of the
 * history only what happened and when stays. Answers how many live sessions there were.
 */
export async function removeUser(tx: Transaction, userId: number, liveAt: LiveAt): Promise<number> {
  const rowId = toRowId(userId);
  if (rowId === null) return 0;
  const ended = await endSessions(tx, everySession, { userId, reason: 'account_deleted', liveAt, actorId: null });
  await tx.sessionEvent.updateMany({ where: { userId: rowId }, data: { userAgent: '', address: null } });
  await tx.user.delete({ where: { id: rowId } });
  return ended;
}
