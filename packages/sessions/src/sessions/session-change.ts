import { z } from 'zod';
import type { SessionView } from './session-view.ts';

/** How a session of a user's list differs from the same list read earlier. */
export const sessionChangeSchema = z.object({
  kind: z.enum(['appeared', 'used', 'renamed', 'confirmed', 'bound', 'rescheduled', 'ended']),
  sessionId: z.number(),
});
export type SessionChange = Readonly<z.infer<typeof sessionChangeSchema>>;

/** The fields that are compared between two readings of a list. */
export type ComparedSession = Pick<
  SessionView,
  'id' | 'label' | 'isConfirmed' | 'isNewCountry' | 'isBound' | 'lastUsedAt' | 'expiresAt'
>;

/**
 * The differences between two readings of one user's list. Renaming a device renames each of its sessions, and a new idle
 * limit reschedules all of them.
 */
export function changesBetween(before: readonly ComparedSession[], after: readonly ComparedSession[]): SessionChange[] {
  const known = new Map(before.map((session) => [session.id, session]));
  const changes: SessionChange[] = [];
  for (const { id: sessionId, label, isConfirmed, isNewCountry, isBound, lastUsedAt, expiresAt } of after) {
    const old = known.get(sessionId);
    known.delete(sessionId);
    if (!old) changes.push({ kind: 'appeared', sessionId });
    else {
      if (old.label !== label) changes.push({ kind: 'renamed', sessionId });
      // An answer to an alert can make the country of another session known.
      if (old.isConfirmed !== isConfirmed || old.isNewCountry !== isNewCountry)
        changes.push({ kind: 'confirmed', sessionId });
      if (old.isBound !== isBound) changes.push({ kind: 'bound', sessionId });
      if (old.lastUsedAt.getTime() !== lastUsedAt.getTime()) changes.push({ kind: 'used', sessionId });
      else if (old.expiresAt.getTime() !== expiresAt.getTime()) changes.push({ kind: 'rescheduled', sessionId });
    }
  }
  for (const sessionId of known.keys()) changes.push({ kind: 'ended', sessionId });
  return changes;
}
