import type { ListedSession } from './listed-session.ts';

export const sessionChangeKinds = [
  'appeared',
  'used',
  'renamed',
  'confirmed',
  'bound',
  'rescheduled',
  'ended',
] as const;

/** What happened to a session between two looks at a user's list. */
export interface SessionChange {
  readonly kind: (typeof sessionChangeKinds)[number];
  readonly sessionId: number;
}

/** What a look has to keep of a session, so that the next one can tell what has happened. */
export type SeenSession = Pick<
  ListedSession,
  'id' | 'ownersName' | 'isConfirmed' | 'isBound' | 'lastUsedAt' | 'expiresAt'
>;

/**
 * What happened between two looks at one user's list. A rename of a device is one of each of its sessions, and a new idle
 * limit reschedules them all.
 */
export function changesBetween(before: readonly SeenSession[], after: readonly SeenSession[]): SessionChange[] {
  const known = new Map(before.map((session) => [session.id, session]));
  const changes: SessionChange[] = [];
  for (const { id: sessionId, ownersName, isConfirmed, isBound, lastUsedAt, expiresAt } of after) {
    const old = known.get(sessionId);
    known.delete(sessionId);
    if (!old) changes.push({ kind: 'appeared', sessionId });
    else {
      if (old.ownersName !== ownersName) changes.push({ kind: 'renamed', sessionId });
      if (old.isConfirmed !== isConfirmed) changes.push({ kind: 'confirmed', sessionId });
      if (old.isBound !== isBound) changes.push({ kind: 'bound', sessionId });
      if (old.lastUsedAt.getTime() !== lastUsedAt.getTime()) changes.push({ kind: 'used', sessionId });
      else if (old.expiresAt.getTime() !== expiresAt.getTime()) changes.push({ kind: 'rescheduled', sessionId });
    }
  }
  for (const sessionId of known.keys()) changes.push({ kind: 'ended', sessionId });
  return changes;
}
