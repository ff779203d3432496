import { useMemo, useRef, useState } from 'react';
import type { ListedSession } from '../listed-session.ts';
import { type Selection as Ids, between, nothing, withSelected } from './selection.ts';

/** What is selected of the sessions that are shown. What is shown no longer is not selected either. */
export function useSelection(shown: readonly ListedSession[]) {
  const [ids, setIds] = useState<Ids>(nothing);
  const anchor = useRef<number | null>(null);
  const selected = useMemo(() => shown.filter(({ id }) => ids.has(id)), [shown, ids]);

  return {
    selected,
    has: (id: number) => ids.has(id),
    /** Selects these, or not; and where it is one and a range is asked for, all from the one before to it. */
    select(chosen: readonly number[], isSelected: boolean, isRange = false) {
      const [id] = chosen;
      const order = shown.map((session) => session.id);
      const meant = isRange && id !== undefined && chosen.length === 1 ? between(order, anchor.current, id) : chosen;
      anchor.current = id ?? null;
      setIds((before) => withSelected(before, meant, isSelected));
    },
    clear: () => setIds(nothing),
  };
}

export type Selection = ReturnType<typeof useSelection>;
