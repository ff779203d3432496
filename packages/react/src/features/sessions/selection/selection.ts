import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { idsInOrder } from '../../filters/rows.ts';
import type { FilteredSessions } from '../../filters/use-filters.ts';

export const noIds: ReadonlySet<number> = new Set();

export function withSelected(
  selectedIds: ReadonlySet<number>,
  ids: readonly number[],
  isSelected: boolean,
): ReadonlySet<number> {
  const changed = new Set(selectedIds);
  for (const id of ids) {
    if (isSelected) changed.add(id);
    else changed.delete(id);
  }
  return changed;
}

/** The ids from `anchor` to `id` in the order of the list, in either direction. Only `id` where the anchor is no longer listed. */
export function rangeBetween(ids: readonly number[], anchor: number | null, id: number): readonly number[] {
  const [from, until] = [anchor === null ? -1 : ids.indexOf(anchor), ids.indexOf(id)];
  if (from < 0 || until < 0) return [id];
  return ids.slice(Math.min(from, until), Math.max(from, until) + 1);
}

/** Which of the visible sessions are selected. A session that the filters hide is not selected either. */
export function useSelection({ visible, rows }: Pick<FilteredSessions, 'visible' | 'rows'>) {
  const [selectedIds, setSelectedIds] = useState(noIds);
  const anchor = useRef<number | null>(null);
  const selected = useMemo(() => visible.filter(({ id }) => selectedIds.has(id)), [visible, selectedIds]);

  // The rows at the time of a click. With them in `select`, every change of the list would render every row.
  const latestRows = useRef(rows);
  useLayoutEffect(() => {
    latestRows.current = rows;
  }, [rows]);

  /** Selects or deselects sessions. With `isRange` and one id, all from the last one chosen to it. */
  const select = useCallback((ids: readonly number[], isSelected: boolean, isRange = false) => {
    const [id] = ids;
    const isOne = id !== undefined && ids.length === 1;
    const changedIds = isRange && isOne ? rangeBetween(idsInOrder(latestRows.current), anchor.current, id) : ids;
    anchor.current = id ?? null;
    setSelectedIds((before) => withSelected(before, changedIds, isSelected));
  }, []);

  return {
    selected,
    has: (id: number) => selectedIds.has(id),
    select,
    clear: () => setSelectedIds(noIds),
  };
}

export type Selection = ReturnType<typeof useSelection>;
