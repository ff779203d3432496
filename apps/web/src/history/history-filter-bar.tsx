import { sentences } from '../sentences.ts';
import { type HistoryFilter, historyFilters } from './history-query.ts';

interface HistoryFilterBarProps {
  readonly filter: HistoryFilter;
  readonly onChange: (filter: HistoryFilter) => void;
}

const isFilter = (name: string): name is HistoryFilter => Object.hasOwn(historyFilters, name);

/** Which part of the history is shown. */
export function HistoryFilterBar({ filter, onChange }: HistoryFilterBarProps) {
  const { filterBy, filters } = sentences.history;
  return (
    <fieldset className="mb-6 flex flex-wrap gap-2">
      <legend className="sr-only">{filterBy}</legend>
      {Object.keys(historyFilters)
        .filter(isFilter)
        .map((name) => (
          <label key={name} className="choice">
            <input
              type="radio"
              name="history-filter"
              className="sr-only"
              checked={name === filter}
              onChange={() => onChange(name)}
            />
            {filters[name]}
          </label>
        ))}
    </fieldset>
  );
}
