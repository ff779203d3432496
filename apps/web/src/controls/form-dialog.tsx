import type { ReactNode, Ref } from 'react';
import { sentences } from '../sentences.ts';
import { Button } from './button.tsx';
import { Form } from './form.tsx';
import { Modal } from './modal.tsx';

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
  return (
    <Modal title={title} description={description} onClose={onClose}>
      <Form ref={ref} problem={problem} pending={pending} onSubmit={onSubmit} className="mt-6">
        {children}
        <div className="dialog-actions">
          <Button onClick={onClose}>{sentences.cancel}</Button>
          <Button type="submit" tone="primary" pending={pending}>
            {submit}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
