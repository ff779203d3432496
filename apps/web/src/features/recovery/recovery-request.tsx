import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { Link } from 'wouter';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { routes } from '../../layout/routes.ts';
import { Heading } from '../../layout/screen.tsx';
import { Button } from '@latchkey/react/ui/button.tsx';
import { focusHeading } from '@latchkey/react/ui/focus.ts';
import { Form, useProblemFocus } from '@latchkey/react/ui/form.tsx';
import { EmailField } from '@latchkey/react/features/auth/credential-fields.tsx';
import { problemInEmail, problemsOf, typedEmail } from '@latchkey/react/features/auth/credentials.ts';
import { trpc } from '../mail-links/link-api.tsx';

/** Asks for the e-mail address of an account. The answer does not reveal whether such an account exists. */
export function RecoveryRequest() {
  const [email, setEmail] = useState(typedEmail);
  const [problem, setProblem] = useState<string | null>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { mutate, error, isPending } = trpc.recovery.request.useMutation({
    onSuccess(_done, asked) {
      flushSync(() => setSentTo(asked.email));
      focusHeading();
    },
  });
  const problems = useMemo(() => (problem === null ? problemsOf(error) : { email: problem }), [problem, error]);
  const form = useProblemFocus(problems);
  const submit = () => {
    const nextProblem = problemInEmail(email);
    setProblem(nextProblem);
    if (nextProblem === null) mutate({ email: email.trim() });
  };

  const askAgain = () => {
    flushSync(() => setSentTo(null));
    focusHeading();
  };
  const { title, lead, submit: action, submitting } = messages.recovery;
  if (sentTo !== null) return <RecoverySent email={sentTo} onAgain={askAgain} />;
  return (
    <>
      <div className="card p-6 sm:p-9">
        <Heading>{title}</Heading>
        <p className="mt-3 mb-7 text-muted text-pretty">{lead}</p>
        <Form ref={form} problem={problems.form} pending={isPending} onSubmit={submit}>
          <EmailField email={email} onChange={setEmail} problem={problems.email} />
          <Button type="submit" tone="primary" pending={isPending} className="w-full">
            {isPending ? submitting : action}
          </Button>
        </Form>
      </div>
      <BackToSignIn />
    </>
  );
}

interface RecoverySentProps {
  readonly email: string;
  readonly onAgain: () => void;
}

function RecoverySent({ email, onAgain }: RecoverySentProps) {
  const { title, lead, hint, again } = messages.recovery.sent;
  return (
    <>
      <div className="card p-6 sm:p-9">
        <Heading>{title}</Heading>
        <p className="mt-3 text-pretty wrap-anywhere">{lead(email)}</p>
        <p className="mt-3 text-muted text-pretty">{hint}</p>
        <Button className="mt-7 w-full" onClick={onAgain}>
          {again}
        </Button>
      </div>
      <BackToSignIn />
    </>
  );
}

/** Keeps the query parameters, which may contain `next`. */
function BackToSignIn() {
  return (
    <p className="mt-6 text-center">
      <Link href={`${routes.signIn}${window.location.search}`} className="link inline-flex min-h-11 items-center">
        {messages.recovery.back}
      </Link>
    </p>
  );
}
