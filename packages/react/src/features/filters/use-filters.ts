import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { SessionView } from '../../api/outputs.ts';
import { useHashState } from '../../embedding/use-hash-state.ts';
import { hasCriteria, matchesCriteria, readCriteria, writeCriteria } from './criteria.ts';
import type { CheckReasons } from '../sessions/checks/check-reason.ts';
import { type Order, sortSessions } from './order.ts';
import { groupedRows, isWorthGrouping, plainRows } from './rows.ts';

interface FilterableSessions {
  readonly current: SessionView | null;
  /** The other sessions, by last use. */
  readonly sessions: readonly SessionView[];
  /** Those that have left the list, and are visible until their transition is over. */
  readonly leavingIds: ReadonlySet<number>;
  readonly reasons: CheckReasons;
}

/**
 * The state of search, facets, order and groups, with the visible sessions and the rows of the list, of which the current
 * session is the first. A session that is leaving still
 * has a row, but does not count as visible.
 */
export function useFilters({ current, sessions, leavingIds, reasons }: FilterableSessions, now: Date) {
  const [criteria, setCriteria] = useHashState(readCriteria, writeCriteria);
  const [order, setOrder] = useState<Order>('toCheck');
  const [isGrouped, setGrouped] = useState(true);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  // Typing stays fast: the field updates at once, and a list of ten thousand sessions a moment later.
  const applied = useDeferredValue(criteria);

  const isFiltered = hasCriteria(applied);
  const inView = useMemo(
    () => (isFiltered ? sessions.filter((session) => matchesCriteria(session, applied, now)) : sessions),
    [sessions, applied, isFiltered, now],
  );
  const isCurrentShown = current !== null && (!isFiltered || matchesCriteria(current, applied, now));
  const sorted = useMemo(() => sortSessions(inView, order, reasons), [inView, order, reasons]);
  const areGrouped = isGrouped && isWorthGrouping(sessions);
  const rows = useMemo(
    () => [
      ...plainRows(isCurrentShown ? [current] : []),
      ...(areGrouped ? groupedRows(sorted, open, reasons) : plainRows(sorted)),
    ],
    [current, isCurrentShown, sorted, areGrouped, open, reasons],
  );
  const visible = useMemo(
    () => (leavingIds.size === 0 ? inView : inView.filter(({ id }) => !leavingIds.has(id))),
    [inView, leavingIds],
  );
  const toggle = useCallback(
    (key: string) =>
      setOpen((before) => {
        const after = new Set(before);
        if (!after.delete(key)) after.add(key);
        return after;
      }),
    [],
  );
  return { criteria, setCriteria, isFiltered, order, setOrder, isGrouped, setGrouped, toggle, visible, rows };
}

export type FilteredSessions = ReturnType<typeof useFilters>;
