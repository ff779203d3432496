import { sentences } from '../../sentences.ts';
import { localized } from '../../time/locale.ts';
import type { Facet } from './criteria.ts';
import { facetName } from './facet-name.ts';

const names = localized((locale) => new Intl.Collator(locale, { numeric: true }));

/** What has an order of its own, which no alphabet knows. */
const ranks: Partial<Record<Facet, (value: string) => number>> = {
  unused: Number,
  kind: (value) => Object.keys(sentences.order.kinds).indexOf(value),
  binding: (value) => ['bound', 'unbound'].indexOf(value),
};

/** What is no name of its own comes after all names: `a private network`, then what is unknown. */
function lastness(facet: Facet, value: string): number {
  if (facet === 'software') return value === '' ? 1 : 0;
  return ['private', 'unknown'].indexOf(value) + 1;
}

/** The values of a facet as they are offered: names by the alphabet of the page's language. */
export function inOrder(facet: Facet, values: readonly string[]): string[] {
  const rank = ranks[facet];
  if (rank) return values.toSorted((a, b) => rank(a) - rank(b));
  return values
    .map((value) => ({ value, name: facetName(facet, value), last: lastness(facet, value) }))
    .toSorted((a, b) => a.last - b.last || names().compare(a.name, b.name))
    .map(({ value }) => value);
}
