import { useMemo, useRef, useState } from 'react';
import { idsInOrder } from './row.ts';
import type { Order } from './use-order.ts';
import { type Selection as Ids, between, nothing, withSelected } from './selection.ts';

/** What is selected of the sessions that are shown. What is shown no longer is not selected either. */
export function useSelection({ shown, rows }: Pick<Order, 'shown' | 'rows'>) {
  const [ids, setIds] = useState<Ids>(nothing);
  const anchor = useRef<number | null>(null);
  const selected = useMemo(() => shown.filter(({ id }) => ids.has(id)), [shown, ids]);

  return {
    selected,
    has: (id: number) => ids.has(id),
    /** Selects these, or not; and where it is one and a range is asked for, all from the one before to it. */
    select: (chosen: readonly number[], isSelected: boolean, isRange = false) => {
      const [id] = chosen;
      const isOne = id !== undefined && chosen.length === 1;
      const meant = isRange && isOne ? between(idsInOrder(rows), anchor.current, id) : chosen;
      anchor.current = id ?? null;
      setIds((before) => withSelected(before, meant, isSelected));
    },
    clear: () => setIds(nothing),
  };
}

export type Selection = ReturnType<typeof useSelection>;
