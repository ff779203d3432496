import type { ExpiryCutoff } from '@latchkey/sessions/sessions/session-store';
import { subjectOf } from '@latchkey/sessions/applications/subject';
import { toRowId } from '../sql/row-id.ts';
import { endSessions, everySession } from '../sessions/end-sessions.ts';
import type { Change } from '../connection/announced-changes.ts';

/**
 * Ends every session of a user and removes the user with all data, in a transaction that holds the user's row. Of the
 * history, the kind and the time of each event stay, and for some time the subject, for events that have not been
 * delivered yet. Housekeeping wipes the rest in batches, because a history can be too long for one transaction; until then
 * nothing shows it. Returns how many live sessions there were.
 */
export async function removeUser(change: Change, userId: number, cutoff: ExpiryCutoff): Promise<number> {
  const rowId = toRowId(userId);
  if (rowId === null) return 0;
  const ended = await endSessions(change, everySession, { userId, reason: 'account_deleted', cutoff, actorId: null });
  const { subject } = await change.tx.user.delete({ where: { id: rowId }, select: { subject: true } });
  const removed = { userId: rowId, subject: subjectOf({ id: userId, subject }), removedAt: cutoff.now };
  const unwipedFrom = new Date(0);
  await change.tx.removedSubject.create({ data: { ...removed, unwipedFrom } });
  return ended;
}
