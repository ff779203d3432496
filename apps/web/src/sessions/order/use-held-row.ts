import { type RefObject, useEffect, useState } from 'react';

/** The key of the row that had the focus last: as long as it may have it, it must be drawn. */
export function useHeldRow(list: RefObject<HTMLElement | null>): string | null {
  const [key, setKey] = useState<string | null>(null);
  useEffect(() => {
    const watched = list.current;
    const note = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest('[data-key]') : null;
      setKey(row?.getAttribute('data-key') ?? null);
    };
    watched?.addEventListener('focusin', note);
    return () => watched?.removeEventListener('focusin', note);
  }, [list]);
  return key;
}
