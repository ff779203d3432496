import { useEffect } from 'react';

/** Does something at Escape, unless that means something to what has the focus: a dialog, or a search. */
export function useEscape(escape: () => void) {
  useEffect(() => {
    const note = ({ key, target }: KeyboardEvent) => {
      const isMeant = target instanceof Element && target.closest('dialog, [type=search]') === null;
      if (key === 'Escape' && isMeant) escape();
    };
    document.addEventListener('keydown', note);
    return () => document.removeEventListener('keydown', note);
  }, [escape]);
}
