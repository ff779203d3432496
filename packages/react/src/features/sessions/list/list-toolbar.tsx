import { ListFilter, Search } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { SessionView } from '../../../api/outputs.ts';
import { messages } from '../../../i18n/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { useFocusFallback } from '../../../ui/focus.ts';
import { Select } from '../../../ui/select.tsx';
import { type Criteria, hasCriteria, noCriteria } from '../../filters/criteria.ts';
import { FacetChoice } from '../../filters/facet-choice.tsx';
import { type FacetWithOptions, usefulFacets } from '../../filters/facets.ts';
import { orders } from '../../filters/order.ts';
import { groupSessions, isWorthGrouping } from '../../filters/rows.ts';
import type { FilteredSessions } from '../../filters/use-filters.ts';

interface ListToolbarProps {
  readonly sessions: readonly SessionView[];
  readonly filtered: FilteredSessions;
  readonly now: Date;
}

/** Search, filters, order and groups in one row. The filters open in a second row. */
export default function ListToolbar({ sessions, filtered, now }: ListToolbarProps) {
  const { criteria, setCriteria, order, setOrder, isGrouped, setGrouped } = filtered;
  const { filter, order: orderLabel, orders: orderNames } = messages.deviceList;
  const id = useId();
  const chosenCount = Object.keys(criteria.chosen).length;
  const [isOpen, setOpen] = useState(chosenCount > 0);
  const canGroup = isWorthGrouping(sessions) && groupSessions(sessions).length < sessions.length;
  return (
    <div className="screen-only">
      <div className="tools">
        <SearchField criteria={criteria} onChange={setCriteria} />
        <Button
          className={chosenCount > 0 ? 'tool tool-chosen' : 'tool'}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          <span className="inline-flex items-center gap-2">
            <ListFilter aria-hidden size={18} strokeWidth={1.75} />
            <span>{filter}</span>
            {chosenCount > 0 && <span className="tool-count">{chosenCount}</span>}
          </span>
        </Button>
        <Select
          aria-label={orderLabel}
          className="select tool"
          value={order}
          onChange={({ target }) => setOrder(orders.find((one) => one === target.value) ?? orders[0])}
        >
          {orders.map((one) => (
            <option key={one} value={one}>
              {orderNames[one]}
            </option>
          ))}
        </Select>
        {canGroup && (
          <label className="choice tool">
            <input
              type="checkbox"
              className="sr-only"
              checked={isGrouped}
              onChange={({ target }) => setGrouped(target.checked)}
            />
            <span>{messages.filters.group}</span>
          </label>
        )}
      </div>
      {isOpen && <Facets id={id} facets={usefulFacets(sessions, criteria, now)} {...{ criteria, setCriteria }} />}
      {hasCriteria(criteria) && <ClearCriteriaButton onClear={() => setCriteria(noCriteria)} />}
    </div>
  );
}

interface SearchFieldProps {
  readonly criteria: Criteria;
  readonly onChange: (criteria: Criteria) => void;
}

function SearchField({ criteria, onChange }: SearchFieldProps) {
  const words = messages.filters;
  return (
    <label className="search">
      <Search aria-hidden size={18} strokeWidth={1.75} />
      <input
        type="search"
        aria-label={words.search}
        placeholder={words.searchHint}
        autoComplete="off"
        spellCheck={false}
        value={criteria.search}
        onChange={({ target }) => onChange({ ...criteria, search: target.value })}
      />
    </label>
  );
}

interface FacetsProps {
  readonly id: string;
  readonly facets: readonly FacetWithOptions[];
  readonly criteria: Criteria;
  readonly setCriteria: (criteria: Criteria) => void;
}

function Facets({ id, facets, criteria, setCriteria }: FacetsProps) {
  return (
    <fieldset id={id} className="facets">
      <legend className="sr-only">{messages.filters.legend}</legend>
      {facets.map(({ facet, options }) => (
        <FacetChoice
          key={facet}
          facet={facet}
          options={options}
          chosen={criteria.chosen[facet]}
          onChoose={(value) => {
            const { [facet]: _before, ...others } = criteria.chosen;
            setCriteria({ ...criteria, chosen: value === undefined ? others : { ...others, [facet]: value } });
          }}
        />
      ))}
    </fieldset>
  );
}

interface ClearCriteriaButtonProps {
  readonly onClear: () => void;
}

/** Removes search and facets. The button then disappears. */
function ClearCriteriaButton({ onClear }: ClearCriteriaButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useFocusFallback(button);
  return (
    <button ref={button} type="button" className="link mb-1 min-h-11" onClick={onClear}>
      {messages.filters.clear}
    </button>
  );
}
