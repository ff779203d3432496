import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { Link } from 'wouter';
import { addresses } from '../addresses.ts';
import { trpc } from '../api/trpc.ts';
import { Button } from '../controls/button.tsx';
import { Form } from '../controls/form.tsx';
import { useProblemFocus } from '../controls/use-problem-focus.ts';
import { problemInEmail, problemsOf } from '../credentials/credentials.ts';
import { EmailField } from '../credentials/email-field.tsx';
import { typedEmail } from '../credentials/typed-email.ts';
import { focusHeading } from '../screen/focus-heading.ts';
import { Heading } from '../screen/heading.tsx';
import { sentences } from '../sentences.ts';

/** Asks for the address of an account, and then says where to look: the same whether or not there is such an account. */
export function RecoveryRequest() {
  const [email, setEmail] = useState(typedEmail);
  const [found, setFound] = useState<string | null>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { mutate, error, isPending } = trpc.recovery.request.useMutation({
    onSuccess(_done, asked) {
      flushSync(() => setSentTo(asked.email));
      focusHeading();
    },
  });
  const problems = useMemo(() => (found === null ? problemsOf(error) : { email: found }), [found, error]);
  const form = useProblemFocus(problems);
  const submit = () => {
    const problem = problemInEmail(email);
    setFound(problem);
    if (problem === null) mutate({ email: email.trim() });
  };

  const askAgain = () => {
    flushSync(() => setSentTo(null));
    focusHeading();
  };
  const { title, lead, submit: action, submitting } = sentences.recovery;
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
  const { title, lead, hint, again } = sentences.recovery.sent;
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

/** Keeps where the person wanted to go once they are signed in. */
function BackToSignIn() {
  return (
    <p className="mt-6 text-center">
      <Link href={`${addresses.signIn}${window.location.search}`} className="link inline-flex min-h-11 items-center">
        {sentences.recovery.back}
      </Link>
    </p>
  );
}
