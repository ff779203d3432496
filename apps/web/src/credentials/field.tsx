import { type ComponentProps, type ReactNode, useId } from 'react';

interface FieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  /** A link that leads on from the problem. */
  readonly wayOut?: ReactNode;
  /** What stands inside the field, at its end. */
  readonly end?: ReactNode;
}

/** A labelled input that says what is wrong with it right where it is wrong. */
export function Field({ label, hint, problem, wayOut, end, ...input }: FieldProps) {
  const id = useId();
  const hintId = `${id}hint`;
  const problemId = `${id}problem`;
  const describedBy = [hint && hintId, problem && problemId].filter(Boolean).join(' ');
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <div className="relative">
        <input
          {...input}
          id={id}
          aria-describedby={describedBy || undefined}
          aria-invalid={problem !== undefined}
          className={`input ${end ? 'pe-13' : ''}`}
        />
        {end}
      </div>
      {hint && (
        <p id={hintId} className="mt-1.5 text-sm text-muted">
          {hint}
        </p>
      )}
      {problem && (
        <p id={problemId} className="mt-1.5 text-sm font-medium text-problem">
          {problem}
        </p>
      )}
      {wayOut && <p className="text-sm">{wayOut}</p>}
    </div>
  );
}
