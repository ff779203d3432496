import { useId, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { errorReasonOf } from '@latchkey/react/api/api-error.ts';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { routes } from '../../layout/routes.ts';
import { Button } from '@latchkey/react/ui/button.tsx';
import { Form, useProblemFocus } from '@latchkey/react/ui/form.tsx';
import { EmailField, PasswordField } from '@latchkey/react/features/auth/credential-fields.tsx';
import {
  type Credentials,
  type Problems,
  problemsIn,
  problemsOf,
  typedEmail,
} from '@latchkey/react/features/auth/credentials.ts';

interface CredentialsFormProps {
  readonly purpose: 'signIn' | 'signUp';
  /** The error of the last attempt, or null. */
  readonly error: unknown;
  readonly pending: boolean;
  readonly onSubmit: (credentials: Credentials) => void;
}

const isEmpty = (problems: Problems): boolean => Object.keys(problems).length === 0;

/** The form with e-mail address and password, for signing in and for signing up. */
export function CredentialsForm({ purpose, error, pending, onSubmit }: CredentialsFormProps) {
  const [credentials, setCredentials] = useState<Credentials>(() => ({
    email: typedEmail(),
    password: '',
    rememberMe: false,
  }));
  const [fieldProblems, setFieldProblems] = useState<Problems | null>(null);
  const problems = useMemo(() => fieldProblems ?? problemsOf(error), [fieldProblems, error]);
  const form = useProblemFocus(problems);
  const change = (changed: Partial<Credentials>) => setCredentials({ ...credentials, ...changed });

  const submit = () => {
    const nextProblems = problemsIn(credentials, purpose);
    setFieldProblems(isEmpty(nextProblems) ? null : nextProblems);
    if (isEmpty(nextProblems)) onSubmit(credentials);
  };

  const words = messages.credentials;
  const isTaken = fieldProblems === null && errorReasonOf(error) === 'email_taken';
  const { submit: action, submitting } = messages[purpose];
  return (
    <Form ref={form} problem={problems.form} pending={pending} onSubmit={submit}>
      <EmailField
        email={credentials.email}
        onChange={(email) => change({ email })}
        problem={problems.email}
        problemLink={
          isTaken && (
            <Link href={`${routes.signIn}${window.location.search}`} className="link inline-flex min-h-11 items-center">
              {words.signInInstead}
            </Link>
          )
        }
      />
      <PasswordField
        name="password"
        autoComplete={purpose === 'signIn' ? 'current-password' : 'new-password'}
        required
        value={credentials.password}
        onChange={({ target }) => change({ password: target.value })}
        hint={purpose === 'signUp' ? words.passwordRule : undefined}
        problem={problems.password}
      />
      {purpose === 'signIn' && (
        <Link
          href={`${routes.recovery}${window.location.search}`}
          className="link -my-3 inline-flex min-h-11 w-fit items-center text-sm"
        >
          {messages.recovery.link}
        </Link>
      )}
      <RememberMe checked={credentials.rememberMe} onChange={(rememberMe) => change({ rememberMe })} />
      <Button type="submit" tone="primary" pending={pending} className="w-full">
        {pending ? submitting : action}
      </Button>
    </Form>
  );
}

interface RememberMeProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** Whether the session survives closing the browser. Off by default, which is the safer choice on shared computers. */
function RememberMe({ checked, onChange }: RememberMeProps) {
  const hintId = useId();
  const { rememberMe, rememberMeHint } = messages.credentials;
  return (
    <div className="-my-2">
      <label className="flex min-h-11 cursor-pointer items-center gap-3 text-sm font-medium">
        <input
          type="checkbox"
          name="rememberMe"
          aria-describedby={hintId}
          checked={checked}
          onChange={({ target }) => onChange(target.checked)}
          className="size-5 shrink-0 accent-accent"
        />
        <span>{rememberMe}</span>
      </label>
      <p id={hintId} className="-mt-2 mb-2 ps-8 text-sm text-muted">
        {rememberMeHint}
      </p>
    </div>
  );
}
