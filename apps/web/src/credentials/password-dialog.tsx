import { type ComponentProps, useMemo, useState } from 'react';
import { FormDialog } from '../controls/form-dialog.tsx';
import { useProblemFocus } from '../controls/use-problem-focus.ts';
import { useVisitor } from '../visitor/use-visitor.ts';
import { problemInNewPassword, problemInPassword, problemsOf } from './credentials.ts';
import { PasswordField } from './password-field.tsx';

interface PasswordDialogProps
  extends
    Pick<ComponentProps<typeof FormDialog>, 'title' | 'description' | 'submit' | 'pending' | 'onSubmit' | 'onClose'>,
    Pick<ComponentProps<typeof PasswordField>, 'label' | 'hint'> {
  readonly isNew?: boolean;
  readonly password: string;
  readonly onChange: (password: string) => void;
  /** The last attempt's error, if it failed. */
  readonly error: unknown;
}

/** Asks for a password: the one that there is, or a new one. */
export function PasswordDialog({
  isNew = false,
  password,
  onChange,
  error,
  label,
  hint,
  onSubmit,
  ...dialog
}: PasswordDialogProps) {
  const [found, setFound] = useState<string | null>(null);
  const problems = useMemo(() => (found === null ? problemsOf(error) : { password: found }), [found, error]);
  const form = useProblemFocus(problems);
  const email = useVisitor().data?.user?.email;

  const submit = () => {
    const foundNow = isNew ? problemInNewPassword(password) : problemInPassword(password);
    setFound(foundNow);
    if (foundNow === null) onSubmit();
  };

  return (
    <FormDialog {...dialog} ref={form} problem={problems.form} onSubmit={submit}>
      {/* For password managers, which want to know whose password it is. */}
      <input hidden readOnly name="email" autoComplete="username" value={email ?? ''} />
      <PasswordField
        name="password"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        required
        value={password}
        onChange={({ target }) => onChange(target.value)}
        problem={problems.password}
        {...(label && { label })}
        hint={hint}
      />
    </FormDialog>
  );
}
