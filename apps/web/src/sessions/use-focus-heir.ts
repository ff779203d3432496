import { type RefObject, useLayoutEffect } from 'react';

/** Where what has the focus goes, the heading of its section inherits it. */
export function useFocusHeir(element: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    const holder = element.current;
    return () => {
      if (holder?.contains(document.activeElement))
        holder.closest('section')?.querySelector<HTMLElement>('h2')?.focus();
    };
  }, [element]);
}
