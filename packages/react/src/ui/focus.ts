import { type RefObject, useLayoutEffect } from 'react';

/** Focuses the heading of the screen, or a notice that has to be read before it. */
export function focusHeading() {
  document.querySelector<HTMLElement>('[data-read-first], [data-heading]')?.focus();
}

/** Focuses the heading of the section when the element unmounts while the focus is in it. */
export function useFocusFallback(element: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    const holder = element.current;
    return () => {
      if (holder?.contains(document.activeElement))
        holder.closest('section')?.querySelector<HTMLElement>('h2')?.focus();
    };
  }, [element]);
}

/**
 * Moves the focus out of a row that leaves: to the button of the next row, or to the heading of the list. That button ends
 * sessions too, so that only a user who has just pressed one is led to it. Safari does not focus a button that is clicked.
 */
export function moveFocusOut(row: HTMLElement) {
  const focused = document.activeElement;
  const isOwn = row.dataset.leaving === 'own';
  if (row.contains(focused) || (isOwn && focused === document.body))
    ((isOwn && nextButton(row)) || row.closest('section')?.querySelector<HTMLElement>('h2'))?.focus();
  row.inert = true;
}

function nextButton(row: HTMLElement): HTMLElement | null {
  for (let next = row.nextElementSibling; next; next = next.nextElementSibling) {
    if (!next.hasAttribute('data-leaving')) return next.querySelector<HTMLElement>('[data-row-action] button');
  }
  return null;
}
