/** Takes the focus to the top of the screen, from where everything can be reached, or to what wants to be read before it. */
export function focusHeading() {
  document.querySelector<HTMLElement>('[data-read-first], h1')?.focus();
}
