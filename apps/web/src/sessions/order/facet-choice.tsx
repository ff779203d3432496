import { Select } from '../../controls/select.tsx';
import { sentences } from '../../sentences.ts';
import type { Facet } from './criteria.ts';
import type { FacetOption } from './facet-options.ts';
import { facetName } from './facet-name.ts';

interface FacetChoiceProps {
  readonly facet: Facet;
  readonly options: readonly FacetOption[];
  readonly chosen: string | undefined;
  readonly onChoose: (value: string | undefined) => void;
}

/** Before the value of an option, so that an empty value is not taken for none. */
const mark = '=';

/** One thing by which sessions are told apart, and how many there are of each. */
export function FacetChoice({ facet, options, chosen, onChoose }: FacetChoiceProps) {
  const { facets, any, option } = sentences.order;
  return (
    <Select
      aria-label={facets[facet]}
      className="choice facet"
      data-chosen={chosen !== undefined || undefined}
      value={chosen === undefined ? '' : mark + chosen}
      onChange={({ target: { value } }) => onChoose(value === '' ? undefined : value.slice(mark.length))}
    >
      <option value="">{any[facet]}</option>
      {options.map(({ value, count }) => (
        <option key={value} value={mark + value}>
          {option(facetName(facet, value), count)}
        </option>
      ))}
    </Select>
  );
}
