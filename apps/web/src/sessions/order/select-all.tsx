import { useLayoutEffect, useRef } from 'react';
import { sentences } from '../../sentences.ts';
import type { ListedSession } from '../listed-session.ts';
import type { Selection } from './use-selection.ts';

interface SelectAllProps {
  readonly shown: readonly ListedSession[];
  readonly selection: Selection;
}

/** Selects every session that is shown at this moment, those in closed groups too. */
export function SelectAll({ shown, selection: { selected, select } }: SelectAllProps) {
  const box = useRef<HTMLInputElement>(null);
  const isAll = selected.length === shown.length;
  const isSome = selected.length > 0 && !isAll;
  useLayoutEffect(() => {
    if (box.current) box.current.indeterminate = isSome;
  }, [isSome]);
  return (
    <label className="inline-flex min-h-11 cursor-pointer items-center gap-3 text-sm">
      <input
        ref={box}
        type="checkbox"
        className="check"
        checked={isAll}
        onChange={({ target }) =>
          select(
            shown.map(({ id }) => id),
            target.checked,
          )
        }
      />
      <span>{sentences.selection.all(shown.length)}</span>
    </label>
  );
}
