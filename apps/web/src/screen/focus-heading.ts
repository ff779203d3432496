/** Takes the focus to the top of the screen, from where everything can be reached. */
export function focusHeading() {
  document.querySelector('h1')?.focus();
}
