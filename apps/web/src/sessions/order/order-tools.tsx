import { Search } from 'lucide-react';
import { sentences } from '../../sentences.ts';
import type { ListedSession } from '../listed-session.ts';
import { askedFacets } from './asked-facets.ts';
import { ClearCriteriaButton } from './clear-criteria-button.tsx';
import { everything, hasCriteria } from './criteria.ts';
import { FacetChoice } from './facet-choice.tsx';
import { groupsOf, wantsGroups } from './groups.ts';
import { SelectAll } from './select-all.tsx';
import type { Order } from './use-order.ts';
import type { Selection } from './use-selection.ts';

interface OrderToolsProps {
  readonly sessions: readonly ListedSession[];
  readonly order: Order;
  readonly selection: Selection;
  readonly now: Date;
}

/** What brings order into many sessions: a search, filters, groups, and a way to select all that is shown. */
export default function OrderTools({ sessions, order, selection, now }: OrderToolsProps) {
  const { criteria, setCriteria, isGrouped, setGrouped, shown } = order;
  const words = sentences.order;
  const asked = askedFacets(sessions, criteria, now);
  const canGroup = wantsGroups(sessions) && groupsOf(sessions).length < sessions.length;
  return (
    <div className="screen-only mb-3 grid gap-3">
      <label className="search">
        <Search aria-hidden size={18} strokeWidth={1.75} />
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.searchHint}
          autoComplete="off"
          spellCheck={false}
          value={criteria.words}
          onChange={({ target }) => setCriteria({ ...criteria, words: target.value })}
        />
      </label>
      <fieldset className="facets">
        <legend className="sr-only">{words.filters}</legend>
        {asked.map(({ facet, options }) => (
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
        {canGroup && (
          <label className="choice">
            <input
              type="checkbox"
              className="sr-only"
              checked={isGrouped}
              onChange={({ target }) => setGrouped(target.checked)}
            />
            <span>{words.group}</span>
          </label>
        )}
      </fieldset>
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4">
        {shown.length > 0 && <SelectAll shown={shown} selection={selection} />}
        {hasCriteria(criteria) && <ClearCriteriaButton onClear={() => setCriteria(everything)} />}
      </div>
    </div>
  );
}
