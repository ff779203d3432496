import { typed } from '../../screen/use-address-state.ts';
import { sentences } from '../../sentences.ts';
import { type Criteria, type Facet, facets, unusedFor } from './criteria.ts';

/** Longer than any name of a program, and than anything that somebody searches for. */
const longest = 200;

/** What may stand in an address: anything else that was written there is passed over. */
const isValue: Readonly<Record<Facet, (value: string) => boolean>> = {
  unused: (value) => unusedFor.map(String).includes(value),
  kind: (value) => Object.hasOwn(sentences.order.kinds, value),
  software: (value) => value.length <= longest,
  country: (value) => /^(?:[A-Z]{2}|private|unknown)$/.test(value),
  binding: (value) => value === 'bound' || value === 'unbound',
};

/** The search and the filters that an address asks for: `q=backup&country=DE`. */
export function criteriaIn(params: URLSearchParams): Criteria {
  const chosen: Partial<Record<Facet, string>> = {};
  for (const facet of facets) {
    const value = params.get(facet);
    if (value !== null && isValue[facet](value)) chosen[facet] = value;
  }
  return { words: (params.get(typed) ?? '').slice(0, longest), chosen };
}

/** The parameters of an address that asks for them. */
export function criteriaParams({ words, chosen }: Criteria): URLSearchParams {
  const params = new URLSearchParams();
  if (words.trim() !== '') params.set(typed, words);
  for (const facet of facets) {
    const value = chosen[facet];
    if (value !== undefined) params.set(facet, value);
  }
  return params;
}
