import { messages } from '../../i18n/messages.ts';
import { Select } from '../../ui/select.tsx';
import type { Facet } from './criteria.ts';
import { facetName, type FacetOption } from './facets.ts';

interface FacetChoiceProps {
  readonly facet: Facet;
  readonly options: readonly FacetOption[];
  readonly chosen: string | undefined;
  readonly onChoose: (value: string | undefined) => void;
}

/** Prefix of the options' values, because an empty value means that no value is chosen. */
const mark = '=';

/** A select with the values of a facet and how many sessions each would leave. */
export function FacetChoice({ facet, options, chosen, onChoose }: FacetChoiceProps) {
  const { facets, any, option } = messages.filters;
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
