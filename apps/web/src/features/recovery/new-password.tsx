import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { Link } from 'wouter';
import { errorReasonOf } from '@latchkey/react/api/api-error.ts';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { routes } from '../../layout/routes.ts';
import { Heading } from '../../layout/screen.tsx';
import { Button } from '@latchkey/react/ui/button.tsx';
import { focusHeading } from '@latchkey/react/ui/focus.ts';
import { Form, useProblemFocus } from '@latchkey/react/ui/form.tsx';
import { PasswordField } from '@latchkey/react/features/auth/credential-fields.tsx';
import { keepTypedEmail, problemInNewPassword, problemsOf } from '@latchkey/react/features/auth/credentials.ts';
import { linkApi, trpc } from '../mail-links/link-api.tsx';
import { LinkCard, LinkUnusable } from '../mail-links/link-screen.tsx';
import { forgetLinkSecret } from '../mail-links/link-secret.ts';

interface NewPasswordProps {
  readonly link: string;
  readonly onAskAgain: () => void;
}

/** The form for a new password after the link of a recovery mail. Opening the link changes nothing. */
export function NewPassword({ link, onAskAgain }: NewPasswordProps) {
  const linked = useQuery({
    queryKey: ['recovery-link', link],
    queryFn: ({ signal }) => linkApi.recovery.readByLink.mutate({ link }, { signal }),
    staleTime: Infinity,
    gcTime: 0,
  });
  const instead = (
    <Button tone="primary" className="mt-7 w-full" onClick={onAskAgain}>
      {messages.recovery.ask}
    </Button>
  );
  return (
    <LinkCard title={messages.recovery.choose.title} linked={linked} unusable={<LinkUnusable>{instead}</LinkUnusable>}>
      {({ email }) => <NewPasswordForm link={link} email={email} instead={instead} />}
    </LinkCard>
  );
}

interface NewPasswordFormProps {
  readonly link: string;
  readonly email: string;
  /** What the user can do where the link has been used meanwhile. */
  readonly instead: React.ReactNode;
}

function NewPasswordForm({ link, email, instead }: NewPasswordFormProps) {
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isDone, setDone] = useState(false);
  const { mutate, error, isPending } = trpc.recovery.setPassword.useMutation({
    onSuccess() {
      forgetLinkSecret();
      keepTypedEmail(email);
      flushSync(() => setDone(true));
      focusHeading();
      // This browser may have been signed in to the account. All sessions of the account have ended.
      void queries.invalidateQueries({ queryKey: ['auth'] });
    },
  });
  const problems = useMemo(() => (problem === null ? problemsOf(error) : { password: problem }), [problem, error]);
  const form = useProblemFocus(problems);
  const submit = () => {
    const nextProblem = problemInNewPassword(password);
    setProblem(nextProblem);
    if (nextProblem === null) mutate({ link, newPassword: password });
  };

  if (isDone) return <NewPasswordSet />;
  if (error && errorReasonOf(error) === 'account_link_unusable') return <LinkUnusable>{instead}</LinkUnusable>;
  const { title, lead, submit: action, submitting } = messages.recovery.choose;
  return (
    <div className="card p-6 sm:p-9">
      <Heading>{title}</Heading>
      <p className="mt-3 mb-7 text-muted text-pretty wrap-anywhere">{lead(email)}</p>
      <Form ref={form} problem={problems.form} pending={isPending} onSubmit={submit}>
        {/* Tells password managers which account the password belongs to. */}
        <input hidden readOnly name="email" autoComplete="username" value={email} />
        <PasswordField
          name="newPassword"
          autoComplete="new-password"
          required
          label={messages.changePassword.password}
          hint={messages.credentials.passwordRule}
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
  const { title, lead } = messages.recovery.done;
  return (
    <div className="card p-6 sm:p-9">
      <Heading>{title}</Heading>
      <p className="mt-3 text-pretty">{lead}</p>
      <Link
        href={routes.signIn}
        className="button mt-7 w-full bg-accent text-on-accent shadow-key hover:bg-accent-strong"
      >
        {messages.signIn.submit}
      </Link>
    </div>
  );
}
