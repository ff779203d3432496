import type { FormEvent, ReactNode, Ref } from 'react';
import { sentences } from '../sentences.ts';
import { Button } from './button.tsx';
import { Modal } from './modal.tsx';
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
  const onFormSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!pending) onSubmit();
  };
  return (
    <Modal title={title} description={description} onClose={onClose}>
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
    </Modal>
  );
}
