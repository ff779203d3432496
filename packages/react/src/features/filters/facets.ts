import type { DeviceKind, SessionView } from '../../api/outputs.ts';
import { localized } from '../../i18n/locale.ts';
import { messages } from '../../i18n/messages.ts';
import { countryName } from '../locations/location.tsx';
import { type Criteria, type Facet, facets, matchesCriteria, valuesOf } from './criteria.ts';

export interface FacetWithOptions {
  readonly facet: Facet;
  readonly options: readonly FacetOption[];
}

/** The facets worth a select: those with an option that would hide a visible session, and those with a chosen value. */
export function usefulFacets(sessions: readonly SessionView[], criteria: Criteria, now: Date): FacetWithOptions[] {
  const visibleCount = sessions.filter((session) => matchesCriteria(session, criteria, now)).length;
  return facets
    .map((facet) => ({ facet, options: facetOptions(facet, sessions, criteria, now) }))
    .filter(
      ({ facet, options }) => criteria.chosen[facet] !== undefined || options.some(({ count }) => count < visibleCount),
    );
}

export interface FacetOption {
  readonly value: string;
  /** How many sessions would be visible with this value. */
  readonly count: number;
}

/** The values of a facet among the sessions that match all other criteria, and the chosen value even where its count is 0. */
export function facetOptions(
  facet: Facet,
  sessions: readonly SessionView[],
  criteria: Criteria,
  now: Date,
): FacetOption[] {
  const { [facet]: chosen, ...others } = criteria.chosen;
  const counts = new Map<string, number>(chosen === undefined ? [] : [[chosen, 0]]);
  for (const session of sessions) {
    if (!matchesCriteria(session, { ...criteria, chosen: others }, now)) continue;
    for (const value of valuesOf(facet, session, now)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return sortFacetValues(facet, [...counts.keys()]).map((value) => ({ value, count: counts.get(value) ?? 0 }));
}

const names = localized((locale) => new Intl.Collator(locale, { numeric: true }));

/** Facets that are not sorted by name. */
const ranks: Partial<Record<Facet, (value: string) => number>> = {
  unused: Number,
  kind: (value) => Object.keys(messages.filters.kinds).indexOf(value),
  binding: (value) => ['bound', 'unbound'].indexOf(value),
};

/** Values without a name of their own come last: `a private network`, then unknown ones. */
function lastness(facet: Facet, value: string): number {
  if (facet === 'software') return value === '' ? 1 : 0;
  return ['private', 'unknown'].indexOf(value) + 1;
}

/** Sorts the values of a facet: by the names in the page's language, if the facet has no order of its own. */
function sortFacetValues(facet: Facet, values: readonly string[]): string[] {
  const rank = ranks[facet];
  if (rank) return values.toSorted((a, b) => rank(a) - rank(b));
  return values
    .map((value) => ({ value, name: facetName(facet, value), last: lastness(facet, value) }))
    .toSorted((a, b) => a.last - b.last || names().compare(a.name, b.name))
    .map(({ value }) => value);
}

const isCountry = (value: string) => /^[A-Z]{2}$/.test(value);
const isKind = (value: string): value is DeviceKind => Object.hasOwn(messages.filters.kinds, value);

/** The name of a value: `Unused for 30 days`, `Phones`, `Firefox`, `Germany`. */
export function facetName(facet: Facet, value: string): string {
  const { privately, unknown } = messages.locations;
  switch (facet) {
    case 'unused':
      return messages.filters.unused(Number(value));
    case 'kind':
      return isKind(value) ? messages.filters.kinds[value] : value;
    case 'software':
      return value || messages.device.unknownBrowser;
    case 'country':
      return isCountry(value) ? countryName(value) : value === 'private' ? privately : unknown;
    case 'binding':
      return value === 'bound' ? messages.filters.bound : messages.filters.unbound;
    default:
      return facet satisfies never;
  }
}
