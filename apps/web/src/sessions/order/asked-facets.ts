import type { ListedSession } from '../listed-session.ts';
import { type Criteria, type Facet, facets, meets } from './criteria.ts';
import { type FacetOption, facetOptions } from './facet-options.ts';

export interface AskedFacet {
  readonly facet: Facet;
  readonly options: readonly FacetOption[];
}

/** The facets in which there is anything to choose: an option that would leave out somebody shown, or one that is chosen. */
export function askedFacets(sessions: readonly ListedSession[], criteria: Criteria, now: Date): AskedFacet[] {
  const shown = sessions.filter((session) => meets(session, criteria, now)).length;
  return facets
    .map((facet) => ({ facet, options: facetOptions(facet, sessions, criteria, now) }))
    .filter(({ facet, options }) => criteria.chosen[facet] !== undefined || options.some(({ count }) => count < shown));
}
