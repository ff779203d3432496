import type { SessionView } from '../../api/outputs.ts';
import { messages } from '../../i18n/messages.ts';
import { searchParam } from '../../embedding/use-hash-state.ts';
import { countryOf } from '../locations/location.tsx';
import { matchesSearch } from './search.ts';

const day = 86_400_000;

/** In days. With the default idle limit of two weeks only the first can match; operators may configure longer limits. */
const unusedFor = [7, 30, 90];

/** The facets: each returns the values of a session, as text. Add a facet here; its messages are required by the compiler. */
const values = {
  unused: ({ lastUsedAt }, now) =>
    unusedFor.filter((days) => now.getTime() - Date.parse(lastUsedAt) >= days * day).map(String),
  kind: ({ device }) => [device.kind],
  software: ({ device }) => [device.software ?? ''],
  // Without a country the kind of location is the value. It is in lower case, so that it differs from all countries.
  country: (session) => [countryOf(session) ?? session.location.kind],
  binding: ({ isBound }) => [isBound ? 'bound' : 'unbound'],
} satisfies Record<string, (session: SessionView, now: Date) => readonly string[]>;

export type Facet = keyof typeof values;
export const facets = ['unused', 'country', 'kind', 'software', 'binding'] as const satisfies readonly Facet[];

export function valuesOf(facet: Facet, session: SessionView, now: Date): readonly string[] {
  return values[facet](session, now);
}

/** The search and the facets that a session has to match. */
export interface Criteria {
  readonly search: string;
  readonly chosen: Readonly<Partial<Record<Facet, string>>>;
}

export const noCriteria: Criteria = { search: '', chosen: {} };

export const hasCriteria = ({ search, chosen }: Criteria): boolean =>
  search.trim() !== '' || facets.some((facet) => chosen[facet] !== undefined);

export function matchesCriteria(session: SessionView, { search, chosen }: Criteria, now: Date): boolean {
  return (
    matchesSearch(session, search) &&
    facets.every((facet) => {
      const value = chosen[facet];
      return value === undefined || valuesOf(facet, session, now).includes(value);
    })
  );
}

/** Longer than any name of a program. */
const longest = 200;

/** Checks the values of an address. Other values are ignored. */
const isValue: Readonly<Record<Facet, (value: string) => boolean>> = {
  unused: (value) => unusedFor.map(String).includes(value),
  kind: (value) => Object.hasOwn(messages.filters.kinds, value),
  software: (value) => value.length <= longest,
  country: (value) => /^(?:[A-Z]{2}|private|unknown)$/.test(value),
  binding: (value) => value === 'bound' || value === 'unbound',
};

/** Reads criteria from the parameters of an address: `q=backup&country=DE`. */
export function readCriteria(params: URLSearchParams): Criteria {
  const chosen: Partial<Record<Facet, string>> = {};
  for (const facet of facets) {
    const value = params.get(facet);
    if (value !== null && isValue[facet](value)) chosen[facet] = value;
  }
  return { search: (params.get(searchParam) ?? '').slice(0, longest), chosen };
}

/** The parameters of an address with these criteria. */
export function writeCriteria({ search, chosen }: Criteria): URLSearchParams {
  const params = new URLSearchParams();
  if (search.trim() !== '') params.set(searchParam, search);
  for (const facet of facets) {
    const value = chosen[facet];
    if (value !== undefined) params.set(facet, value);
  }
  return params;
}
