import { type FormEvent, type ReactNode, type Ref, useEffect, useRef } from 'react';
import { messages } from '../i18n/messages.ts';
import { Button } from './button.tsx';
import { Modal } from './modal.tsx';
import { Notice } from './notice.tsx';

interface FormProps {
  readonly ref?: Ref<HTMLFormElement> | undefined;
  /** A problem that belongs to no single field. */
  readonly problem?: string | undefined;
  readonly pending: boolean;
  /** Not called while the previous submit is pending. */
  readonly onSubmit: () => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A form without the browser's own validation: the page checks the fields and shows the problems. */
export function Form({ ref, problem, pending, onSubmit, className = '', children }: FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!pending) onSubmit();
  };
  return (
    <form ref={ref} noValidate onSubmit={submit} className={`grid gap-5 ${className}`}>
      {problem && (
        <Notice tone="problem" tabIndex={-1}>
          {problem}
        </Notice>
      )}
      {children}
    </form>
  );
}

interface FormDialogProps {
  readonly ref?: Ref<HTMLFormElement>;
  readonly title: string;
  readonly description: string;
  /** A problem that belongs to no single field. */
  readonly problem?: string | undefined;
  readonly pending?: boolean;
  readonly submit: string;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog. Open for as long as it is rendered. */
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
          <Button onClick={onClose}>{messages.cancel}</Button>
          <Button type="submit" tone="primary" pending={pending}>
            {submit}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}

/** Focuses the first field with a problem, or the problem of the form, whenever the problems change. */
export function useProblemFocus(problems: object) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(problems).length === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid=true], [role=alert]')?.focus();
  }, [problems]);
  return form;
}
