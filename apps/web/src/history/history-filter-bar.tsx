import { sentences } from '../sentences.ts';
import { type HistoryFilter, historyFilters, isHistoryFilter } from './history-query.ts';

interface HistoryFilterBarProps {
  readonly filter: HistoryFilter;
  readonly onChange: (filter: HistoryFilter) => void;
}

/** Which part of the history is shown. */
export function HistoryFilterBar({ filter, onChange }: HistoryFilterBarProps) {
  const { filterBy, filters } = sentences.history;
  return (
    <fieldset className="mb-6 flex flex-wrap gap-2">
      <legend className="sr-only">{filterBy}</legend>
      {Object.keys(historyFilters)
        .filter(isHistoryFilter)
        .map((name) => (
          <label key={name} className="choice">
            <input
              type="radio"
              name="history-filter"
              className="sr-only"
              checked={name === filter}
              onChange={() => onChange(name)}
            />
            <span>{filters[name]}</span>
          </label>
        ))}
    </fieldset>
  );
}
