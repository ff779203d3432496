import { type ComponentProps, type ReactNode, useId } from 'react';

interface FieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  /** A link shown after the problem that leads to its solution. */
  readonly problemLink?: ReactNode;
  /** A button inside the field, at its end. */
  readonly end?: ReactNode;
}

/** A labelled input with its hint and its problem below. */
export function Field({ label, hint, problem, problemLink, end, ...input }: FieldProps) {
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
      {problemLink && <p className="text-sm">{problemLink}</p>}
    </div>
  );
}
