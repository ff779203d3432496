import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { addresses } from '../addresses.ts';
import { failureOf } from '../api/refusal.ts';
import { Button } from '../controls/button.tsx';
import { Form } from '../controls/form.tsx';
import { useProblemFocus } from '../controls/use-problem-focus.ts';
import { sentences } from '../sentences.ts';
import { type Credentials, type Problems, problemsIn, problemsOf } from './credentials.ts';
import { EmailField } from './email-field.tsx';
import { KeepSignedIn } from './keep-signed-in.tsx';
import { PasswordField } from './password-field.tsx';
import { typedEmail } from './typed-email.ts';

interface CredentialsFormProps {
  readonly purpose: 'signIn' | 'signUp';
  /** The last attempt's error, if it failed. */
  readonly error: unknown;
  readonly pending: boolean;
  readonly onSubmit: (credentials: Credentials) => void;
}

const isEmpty = (problems: Problems): boolean => Object.keys(problems).length === 0;

/** E-mail address and password, for signing in and for signing up. */
export function CredentialsForm({ purpose, error, pending, onSubmit }: CredentialsFormProps) {
  const [credentials, setCredentials] = useState<Credentials>(() => ({
    email: typedEmail(),
    password: '',
    stayLoggedIn: false,
  }));
  const [found, setFound] = useState<Problems | null>(null);
  const problems = useMemo(() => found ?? problemsOf(error), [found, error]);
  const form = useProblemFocus(problems);
  const change = (changed: Partial<Credentials>) => setCredentials({ ...credentials, ...changed });

  const submit = () => {
    const foundNow = problemsIn(credentials, purpose);
    setFound(isEmpty(foundNow) ? null : foundNow);
    if (isEmpty(foundNow)) onSubmit(credentials);
  };

  const words = sentences.credentials;
  const isTaken = found === null && failureOf(error) === 'email_taken';
  const { submit: action, submitting } = sentences[purpose];
  return (
    <Form ref={form} problem={problems.form} pending={pending} onSubmit={submit}>
      <EmailField
        email={credentials.email}
        onChange={(email) => change({ email })}
        problem={problems.email}
        wayOut={
          isTaken && (
            <Link
              href={`${addresses.signIn}${window.location.search}`}
              className="link inline-flex min-h-11 items-center"
            >
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
          href={`${addresses.recovery}${window.location.search}`}
          className="link -my-3 inline-flex min-h-11 w-fit items-center text-sm"
        >
          {sentences.recovery.link}
        </Link>
      )}
      <KeepSignedIn checked={credentials.stayLoggedIn} onChange={(stayLoggedIn) => change({ stayLoggedIn })} />
      <Button type="submit" tone="primary" pending={pending} className="w-full">
        {pending ? submitting : action}
      </Button>
    </Form>
  );
}
