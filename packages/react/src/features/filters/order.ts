import type { SessionView } from '../../api/outputs.ts';
import { type CheckReasons, checkRank } from '../sessions/checks/check-reason.ts';

/** The orders of the list. The first is the default. */
export const orders = ['toCheck', 'lastUsed', 'signedIn'] as const;
export type Order = (typeof orders)[number];

/** Sorts sessions, which come by last use. */
export function sortSessions(
  sessions: readonly SessionView[],
  order: Order,
  reasons: CheckReasons,
): readonly SessionView[] {
  switch (order) {
    case 'toCheck':
      // Sorting is stable, so that sessions with the same reason stay in the order of their last use.
      return reasons.size === 0
        ? sessions
        : sessions.toSorted((one, other) => checkRank(reasons, one) - checkRank(reasons, other));
    case 'lastUsed':
      return sessions;
    case 'signedIn':
      // Ids ascend with the sign-ins.
      return sessions.toSorted((one, other) => other.id - one.id);
    default:
      return order satisfies never;
  }
}
