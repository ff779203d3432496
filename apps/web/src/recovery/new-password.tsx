import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { Link } from 'wouter';
import { addresses } from '../addresses.ts';
import { failureOf } from '../api/refusal.ts';
import { api, trpc } from '../api/trpc.ts';
import { Button } from '../controls/button.tsx';
import { Form } from '../controls/form.tsx';
import { useProblemFocus } from '../controls/use-problem-focus.ts';
import { problemInNewPassword, problemsOf } from '../credentials/credentials.ts';
import { keepTypedEmail } from '../credentials/typed-email.ts';
import { PasswordField } from '../credentials/password-field.tsx';
import { LinkCard } from '../mail-links/link-card.tsx';
import { forgetLinkSecret } from '../mail-links/link-secret.ts';
import { LinkUnusable } from '../mail-links/link-unusable.tsx';
import { focusHeading } from '../screen/focus-heading.ts';
import { Heading } from '../screen/heading.tsx';
import { sentences } from '../sentences.ts';

interface NewPasswordProps {
  readonly link: string;
  readonly onAskAgain: () => void;
}

/** Where the link of a recovery mail leads. Opening it changes nothing: the password is set when the form is sent. */
export function NewPassword({ link, onAskAgain }: NewPasswordProps) {
  const linked = useQuery({
    queryKey: ['recovery-link', link],
    queryFn: ({ signal }) => api.recovery.readByLink.mutate({ link }, { signal }),
    staleTime: Infinity,
    gcTime: 0,
  });
  const instead = (
    <Button tone="primary" className="mt-7 w-full" onClick={onAskAgain}>
      {sentences.recovery.ask}
    </Button>
  );
  return (
    <LinkCard title={sentences.recovery.choose.title} linked={linked} unusable={<LinkUnusable>{instead}</LinkUnusable>}>
      {({ email }) => <NewPasswordForm link={link} email={email} instead={instead} />}
    </LinkCard>
  );
}

interface NewPasswordFormProps {
  readonly link: string;
  readonly email: string;
  /** What to do where the link was used up meanwhile. */
  readonly instead: React.ReactNode;
}

function NewPasswordForm({ link, email, instead }: NewPasswordFormProps) {
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const [found, setFound] = useState<string | null>(null);
  const [isDone, setDone] = useState(false);
  const { mutate, error, isPending } = trpc.recovery.setPassword.useMutation({
    onSuccess() {
      forgetLinkSecret();
      keepTypedEmail(email);
      flushSync(() => setDone(true));
      focusHeading();
      // This browser may have been signed in to the account: that session has ended like all others.
      void queries.invalidateQueries({ queryKey: ['visitor'] });
    },
  });
  const problems = useMemo(() => (found === null ? problemsOf(error) : { password: found }), [found, error]);
  const form = useProblemFocus(problems);
  const submit = () => {
    const problem = problemInNewPassword(password);
    setFound(problem);
    if (problem === null) mutate({ link, newPassword: password });
  };

  if (isDone) return <NewPasswordSet />;
  if (error && failureOf(error) === 'account_link_unusable') return <LinkUnusable>{instead}</LinkUnusable>;
  const { title, lead, submit: action, submitting } = sentences.recovery.choose;
  return (
    <div className="card p-6 sm:p-9">
      <Heading>{title}</Heading>
      <p className="mt-3 mb-7 text-muted text-pretty wrap-anywhere">{lead(email)}</p>
      <Form ref={form} problem={problems.form} pending={isPending} onSubmit={submit}>
        {/* For password managers, which want to know whose password it is. */}
        <input hidden readOnly name="email" autoComplete="username" value={email} />
        <PasswordField
          name="newPassword"
          autoComplete="new-password"
          required
          label={sentences.changePassword.password}
          hint={sentences.credentials.passwordRule}
          value={password}
          onChange={({ target }) => setPassword(target.value)}
          problem={problems.password}
        />
        <Button type="submit" tone="primary" pending={isPending} className="w-full">
          {isPending ? submitting : action}
        </Button>
      </Form>
    </div>
  );
}

function NewPasswordSet() {
  const { title, lead } = sentences.recovery.done;
  return (
    <div className="card p-6 sm:p-9">
      <Heading>{title}</Heading>
      <p className="mt-3 text-pretty">{lead}</p>
      <Link
        href={addresses.signIn}
        className="button mt-7 w-full bg-accent text-on-accent shadow-key hover:bg-accent-strong"
      >
        {sentences.signIn.submit}
      </Link>
    </div>
  );
}
