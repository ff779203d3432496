import { useDeferredValue, useMemo, useState } from 'react';
import type { ListedSession } from '../listed-session.ts';
import { useAddressState } from '../../screen/use-address-state.ts';
import { hasCriteria, meets } from './criteria.ts';
import { criteriaIn, criteriaParams } from './criteria-address.ts';
import { wantsGroups } from './groups.ts';
import { groupedRows, plainRows } from './row.ts';

/** Which of the sessions are shown, and in what rows. Those that are leaving have a row, but are no longer there. */
export function useOrder(sessions: readonly ListedSession[], leaving: ReadonlySet<number>, now: Date) {
  const [criteria, setCriteria] = useAddressState(criteriaIn, criteriaParams);
  const [isGrouped, setGrouped] = useState(true);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  // Whoever types sees their letters at once, and the list of ten thousand a moment later.
  const applied = useDeferredValue(criteria);

  const isFiltered = hasCriteria(applied);
  const inView = useMemo(
    () => (isFiltered ? sessions.filter((session) => meets(session, applied, now)) : sessions),
    [sessions, applied, isFiltered, now],
  );
  const areGrouped = isGrouped && wantsGroups(sessions);
  const rows = useMemo(() => (areGrouped ? groupedRows(inView, open) : plainRows(inView)), [inView, areGrouped, open]);
  const shown = useMemo(
    () => (leaving.size === 0 ? inView : inView.filter(({ id }) => !leaving.has(id))),
    [inView, leaving],
  );
  const toggle = (key: string) =>
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  return { criteria, setCriteria, isFiltered, isGrouped, setGrouped, toggle, shown, rows };
}

export type Order = ReturnType<typeof useOrder>;
