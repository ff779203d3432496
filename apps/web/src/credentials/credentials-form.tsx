import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../controls/button.tsx';
import { Notice } from '../controls/notice.tsx';
import { sentences } from '../sentences.ts';
import { type Credentials, type Problems, problemsIn, problemsOf } from './credentials.ts';
import { Field } from './field.tsx';
import { PasswordField } from './password-field.tsx';

interface CredentialsFormProps {
  readonly purpose: 'signIn' | 'signUp';
  /** The last attempt's error, if it failed. */
  readonly error: unknown;
  readonly pending: boolean;
  readonly onSubmit: (credentials: Credentials) => void;
}

/** E-mail address and password, for signing in and for signing up. */
export function CredentialsForm({ purpose, error, pending, onSubmit }: CredentialsFormProps) {
  const [credentials, setCredentials] = useState<Credentials>({ email: '', password: '', stayLoggedIn: false });
  const [found, setFound] = useState<Problems | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const change = (changed: Partial<Credentials>) => setCredentials({ ...credentials, ...changed });

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid=true], [role=alert]')?.focus();
  }, [found, error]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    const problems = problemsIn(credentials, purpose);
    const isReady = Object.keys(problems).length === 0;
    setFound(isReady ? null : problems);
    if (isReady) onSubmit(credentials);
  };

  const problems = found ?? problemsOf(error);
  const words = sentences.credentials;
  const { submit: action, submitting } = sentences[purpose];
  return (
    <form ref={form} noValidate onSubmit={submit} className="grid gap-5">
      {problems.form && (
        <Notice tone="problem" tabIndex={-1}>
          {problems.form}
        </Notice>
      )}
      <Field
        label={words.email}
        type="email"
        name="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={254}
        value={credentials.email}
        onChange={({ target }) => change({ email: target.value })}
        problem={problems.email}
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
      <label className="-my-2 flex min-h-11 cursor-pointer items-center gap-3">
        <input
          type="checkbox"
          name="stayLoggedIn"
          checked={credentials.stayLoggedIn}
          onChange={({ target }) => change({ stayLoggedIn: target.checked })}
          className="size-5 shrink-0 accent-accent"
        />
        <span className="text-sm">
          <span className="block font-medium">{words.keepSignedIn}</span>
          <span className="text-muted">{words.keepSignedInHint}</span>
        </span>
      </label>
      <Button type="submit" tone="primary" pending={pending} className="w-full">
        {pending ? submitting : action}
      </Button>
    </form>
  );
}
