import { useEffect, useRef } from 'react';

/** Takes the focus to what stands in the way, each time that something new does. */
export function useProblemFocus(problems: object) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(problems).length === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid=true], [role=alert]')?.focus();
  }, [problems]);
  return form;
}
