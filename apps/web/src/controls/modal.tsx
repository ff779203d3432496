import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { focusOpener, noteOpener } from './dialog-opener.ts';

interface ModalProps {
  readonly role?: 'dialog' | 'alertdialog';
  readonly title: string;
  readonly description: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * The platform's own dialog, over everything else, which cannot be reached meanwhile. Open for as long as it is rendered. It lies
 * beside the page, because one that is moved with a row of the list is over everything no more.
 */
export function Modal({ role = 'dialog', title, description, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useState(noteOpener);

  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
      focusOpener();
    };
  }, []);

  return createPortal(
    <dialog
      ref={dialog}
      role={role}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-description`}
      className="dialog"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // A browser closes it anyway when Escape is pressed again and again.
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
    </dialog>,
    document.body,
  );
}
