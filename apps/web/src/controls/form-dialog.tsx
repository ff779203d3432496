import { Dialog } from 'radix-ui';
import { type FormEvent, type ReactNode, type Ref, useState } from 'react';
import { sentences } from '../sentences.ts';
import { Button } from './button.tsx';
import { focusOpener, noteOpener } from './dialog-opener.ts';
import { Notice } from './notice.tsx';

interface FormDialogProps {
  readonly ref?: Ref<HTMLFormElement>;
  readonly title: string;
  readonly description: string;
  /** What stands in the way, where it is about no field. */
  readonly problem?: string | undefined;
  readonly pending?: boolean;
  readonly submit: string;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A question that is answered by filling something in. It is open for as long as it is rendered. */
export function FormDialog({
  ref,
  title,
  description,
  problem,
  pending = false,
  submit,
  onSubmit,
  onClose,
  children,
}: FormDialogProps) {
  useState(noteOpener);

  const onOpenChange = (isOpen: boolean) => {
    if (!isOpen) onClose();
  };
  const onFormSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!pending) onSubmit();
  };
  return (
    <Dialog.Root open onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content
          className="dialog"
          // A click beside it would throw away what was typed.
          onInteractOutside={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            focusOpener();
          }}
        >
          <Dialog.Title className="text-xl font-semibold tracking-tight text-balance wrap-anywhere">
            {title}
          </Dialog.Title>
          <Dialog.Description className="mt-2 text-muted text-pretty">{description}</Dialog.Description>
          <form ref={ref} noValidate onSubmit={onFormSubmit} className="mt-6 grid gap-5">
            {problem && (
              <Notice tone="problem" tabIndex={-1}>
                {problem}
              </Notice>
            )}
            {children}
            <div className="dialog-actions">
              <Button onClick={onClose}>{sentences.cancel}</Button>
              <Button type="submit" tone="primary" pending={pending}>
                {submit}
              </Button>
            </div>
          </form>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
