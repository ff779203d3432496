import type { ListedSession } from '../listed-session.ts';
import { type Criteria, type Facet, meets, valuesOf } from './criteria.ts';
import { inOrder } from './facet-order.ts';

export interface FacetOption {
  readonly value: string;
  /** How many sessions would be shown with it. */
  readonly count: number;
}

/** What can be chosen: whatever occurs among the sessions that meet all other criteria, and what is chosen already. */
export function facetOptions(
  facet: Facet,
  sessions: readonly ListedSession[],
  criteria: Criteria,
  now: Date,
): FacetOption[] {
  const { [facet]: chosen, ...others } = criteria.chosen;
  const counts = new Map<string, number>(chosen === undefined ? [] : [[chosen, 0]]);
  for (const session of sessions) {
    if (!meets(session, { ...criteria, chosen: others }, now)) continue;
    for (const value of valuesOf(facet, session, now)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return inOrder(facet, [...counts.keys()]).map((value) => ({ value, count: counts.get(value) ?? 0 }));
}
