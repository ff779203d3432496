import { lazy, startTransition, Suspense, useCallback, useEffect, useState } from 'react';
import type { SessionView } from '../../../api/outputs.ts';
import { type UniqueNameOf, uniqueNames } from '../../devices/unique-names.ts';
import { hasCriteria } from '../../filters/criteria.ts';
import { useFilters } from '../../filters/use-filters.ts';
import type { CheckReasons } from '../checks/check-reason.ts';
import { useEndingIds } from '../end-session/end-request.ts';
import { details as loadDetails } from '../row/session-row.tsx';
import { useSelection } from '../selection/selection.ts';
import { ListAction, ListHeading, NoOtherSessions, NothingMatches } from './list-heading.tsx';
import type { LeavingSessions } from './leaving-sessions.ts';
import { type RowContext, SessionRows, type SessionRowsProps } from './session-rows.tsx';
import { onDemand, preloadWhenIdle } from '../../../api/on-demand.ts';

/** Loaded on demand, because few users have `many` sessions. */
const ListToolbar = lazy(onDemand(() => import('./list-toolbar.tsx')));
const RevokeVisibleButton = lazy(onDemand(() => import('../end-session/revoke-many-button.tsx')));
const SelectionBar = lazy(onDemand(() => import('../selection/selection-bar.tsx')));
const LongSessionRows = lazy(onDemand(() => import('./long-session-rows.tsx')));

/** The list has the toolbar from this number of other sessions on. */
const many = 10;

/** Longer lists render only the rows near the window. */
const manyRows = 100;
const rowsMeanwhile = 20;

interface DeviceListProps {
  readonly current: SessionView | null;
  /** The other sessions, and those that are leaving. */
  readonly listed: LeavingSessions;
  readonly reasons: CheckReasons;
  /** The number of other sessions, without those that are leaving. */
  readonly count: number;
  readonly isComplete: boolean;
  readonly isLoading: boolean;
  readonly retry: () => void;
  readonly now: Date;
  readonly uniqueNameOf: UniqueNameOf<SessionView>;
}

/** The list of all sessions, the current one first, with its heading, toolbar and buttons. */
export function DeviceList({ current, listed, reasons, count, now, uniqueNameOf, ...loading }: DeviceListProps) {
  const filtered = useFilters({ current, reasons, ...listed }, now);
  const selection = useSelection(filtered);
  const endingIds = useEndingIds();
  const details = useOpenDetails();
  // Criteria of the address need the toolbar, however short the list is.
  const hasToolbar = useIsToolbarShown(count >= many || hasCriteria(filtered.criteria));

  const { rows, visible, isFiltered } = filtered;
  const isEmpty = count === 0;
  const isEndingVisible = visible.length > 0 && visible.every(({ id }) => endingIds.has(id));
  const context: RowContext = {
    now,
    reasons,
    selection: hasToolbar ? selection : null,
    isLeaving: ({ id }) => listed.leavingIds.has(id),
    ...details,
    onToggleGroup: filtered.toggle,
    uniqueNameOf,
    uniqueGroupNameOf: uniqueNames(rows.flatMap((row) => (row.kind === 'group' ? row.group.sessions[0] : []))),
  };

  return (
    <section aria-labelledby="latchkey-devices">
      <div className="list-head">
        <ListHeading count={count} visibleCount={visible.length} {...loading} />
        {isFiltered && visible.length > 0 && (
          <ListAction>
            <Suspense>
              <RevokeVisibleButton sessions={visible} pending={isEndingVisible} />
            </Suspense>
          </ListAction>
        )}
      </div>
      {hasToolbar && !isEmpty && <ListToolbar {...{ sessions: listed.sessions, filtered, now }} />}
      {rows.length > 0 ? <Rows rows={rows} context={context} /> : <NothingMatches />}
      {isEmpty && !isFiltered && listed.sessions.length === 0 && <NoOtherSessions />}
      {selection.selected.length > 0 && (
        <Suspense>
          <SelectionBar selection={selection} visible={visible} />
        </Suspense>
      )}
    </section>
  );
}

/** Which sessions have visible details. */
function useOpenDetails(): Pick<RowContext, 'isOpen' | 'onToggleDetails'> {
  const [openIds, setOpenIds] = useState<ReadonlySet<number>>(new Set());
  // A print of the page has the details of all rows, and cannot wait for their code.
  useEffect(() => preloadWhenIdle(loadDetails), []);
  const onToggleDetails = useCallback(
    (id: number) =>
      setOpenIds((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      }),
    [],
  );
  return { isOpen: ({ id }) => openIds.has(id), onToggleDetails };
}

/** Stays true once the list has been long. As a transition, so that the list stays visible while the toolbar's code loads. */
function useIsToolbarShown(isWanted: boolean): boolean {
  const [isShown, setShown] = useState(isWanted);
  useEffect(() => {
    if (isWanted) startTransition(() => setShown(true));
  }, [isWanted]);
  return isShown;
}

function Rows({ rows, context }: SessionRowsProps) {
  if (rows.length <= manyRows) return <SessionRows rows={rows} context={context} />;
  return (
    <Suspense fallback={<SessionRows rows={rows.slice(0, rowsMeanwhile)} context={context} />}>
      <LongSessionRows rows={rows} context={context} />
    </Suspense>
  );
}
