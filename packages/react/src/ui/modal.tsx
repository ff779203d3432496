import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Root } from '../embedding/root.tsx';
import { Button } from './button.tsx';
import { focusHeading, moveFocusOut } from './focus.ts';

let opener: Element | null = null;
/** The section of the opener, which stays where the opener itself is removed. */
let section: HTMLElement | null = null;

/** Marks a dialog of this package. The application may show the components in one of its own. */
const own = 'data-latchkey-dialog';

/** Remembers the focused element before a dialog opens. A dialog that replaces another one keeps the first one's opener. */
function noteOpener() {
  const focused = document.activeElement;
  if (focused?.closest(`[${own}]`)) return;
  opener = focused;
  section = focused?.closest('section') ?? null;
}

/**
 * Focuses the opener again. Where its row is leaving the list, which the stream may report before the request is answered, the
 * focus moves on as without a dialog; where the opener is gone or pending, to the heading of its section or of the screen.
 */
function focusOpener() {
  if (opener instanceof HTMLElement && opener.isConnected) {
    opener.focus();
    if (document.activeElement === opener) return;
    const row = opener.closest<HTMLElement>('[data-row]');
    if (row) moveFocusOut(row);
    if (row?.closest('section')?.contains(document.activeElement)) return;
  }
  const heading = section?.isConnected ? section.querySelector<HTMLElement>('h2[tabindex]') : null;
  if (heading) heading.focus();
  else focusHeading();
}

interface ModalProps {
  readonly role?: 'dialog' | 'alertdialog';
  readonly title: string;
  readonly description: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A native modal dialog, open for as long as it is rendered. It is a portal into `body`, because a browser moves a dialog out
 * of the top layer when the row around it is moved.
 */
export function Modal({ role = 'dialog', title, description, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useState(noteOpener);

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
      focusOpener();
    };
  }, []);

  return createPortal(
    <Root>
      <dialog
        ref={dialog}
        role={role}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-description`}
        {...{ [own]: true }}
        className="dialog"
        onCancel={(event) => {
          event.preventDefault();
          onClose();
        }}
        // A browser closes the dialog in spite of `preventDefault` when Escape is pressed repeatedly.
        onClose={() => {
          if (dialog.current?.open === false) onClose();
        }}
      >
        <h2 id={`${id}-title`} className="text-xl font-semibold tracking-tight text-balance wrap-anywhere">
          {title}
        </h2>
        <p id={`${id}-description`} className="mt-2 text-muted text-pretty">
          {description}
        </p>
        {children}
      </dialog>
    </Root>,
    document.body,
  );
}

interface ConfirmationProps {
  readonly title: string;
  readonly description: string;
  readonly children?: ReactNode;
  readonly cancel: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before sessions end, which cannot be undone. Open for as long as it is rendered. */
export function Confirmation({ title, description, children, cancel, confirm, onConfirm, onClose }: ConfirmationProps) {
  return (
    <Modal role="alertdialog" title={title} description={description} onClose={onClose}>
      {children}
      <div className="dialog-actions pt-5">
        <Button onClick={onClose}>{cancel}</Button>
        <Button
          tone="ending"
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {confirm}
        </Button>
      </div>
    </Modal>
  );
}
