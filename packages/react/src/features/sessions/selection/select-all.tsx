import { useLayoutEffect, useRef } from 'react';
import type { SessionView } from '../../../api/outputs.ts';
import { messages } from '../../../i18n/messages.ts';
import type { Selection } from './selection.ts';

interface SelectAllProps {
  readonly visible: readonly SessionView[];
  readonly selection: Selection;
}

/** Selects all visible sessions, including those in closed groups. */
export function SelectAll({ visible, selection: { selected, select } }: SelectAllProps) {
  const box = useRef<HTMLInputElement>(null);
  const isAll = selected.length === visible.length;
  const isSome = selected.length > 0 && !isAll;
  useLayoutEffect(() => {
    if (box.current) box.current.indeterminate = isSome;
  }, [isSome]);
  return (
    <label className="me-auto inline-flex min-h-11 cursor-pointer items-center gap-3 text-sm">
      <input
        ref={box}
        type="checkbox"
        className="check"
        checked={isAll}
        onChange={({ target }) =>
          select(
            visible.map(({ id }) => id),
            target.checked,
          )
        }
      />
      <span>{messages.selection.all(visible.length)}</span>
    </label>
  );
}
