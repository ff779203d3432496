/** Moves the focus out of a row that leaves: to the next row's button, else to the heading above the list. */
export function handOnFocus(row: HTMLElement) {
  const focused = document.activeElement;
  const isHeld = row.contains(focused) || focused === document.body;
  if (isHeld) (nextButton(row) ?? row.closest('section')?.querySelector<HTMLElement>('h2'))?.focus();
  row.inert = true;
}

function nextButton(row: HTMLElement): HTMLElement | null {
  for (let next = row.nextElementSibling; next; next = next.nextElementSibling) {
    if (!next.hasAttribute('data-leaving')) return next.querySelector<HTMLElement>('.row-action button');
  }
  return null;
}
