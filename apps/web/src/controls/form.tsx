import type { FormEvent, ReactNode, Ref } from 'react';
import { Notice } from './notice.tsx';

interface FormProps {
  readonly ref?: Ref<HTMLFormElement> | undefined;
  /** What stands in the way, where it is about no field. */
  readonly problem?: string | undefined;
  readonly pending: boolean;
  /** Not called while what was sent before is on its way. */
  readonly onSubmit: () => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Fields and a button. The page checks the fields and says what is wrong with them, and the browser does not. */
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
