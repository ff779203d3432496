import { focusHeading } from '../screen/focus-heading.ts';

let opener: Element | null = null;

/** Notes where the focus is, before a dialog takes it. A dialog that takes over from another one inherits its opener. */
export function noteOpener() {
  const held = document.activeElement;
  if (!held?.closest('dialog')) opener = held;
}

/** Gives the focus back, or to the heading where its holder is gone. */
export function focusOpener() {
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  else focusHeading();
}
