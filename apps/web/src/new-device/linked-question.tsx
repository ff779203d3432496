import { useState } from 'react';
import { flushSync } from 'react-dom';
import { AlertFacts } from '../alerts/alert-facts.tsx';
import type { AlertAnswer, Answered, SignInAlert } from '../alerts/sign-in-alert.ts';
import { trpc } from '../api/trpc.ts';
import { Button } from '../controls/button.tsx';
import { Notice } from '../controls/notice.tsx';
import { explain } from '../failures/explanation.ts';
import { focusHeading } from '../screen/focus-heading.ts';
import { PlaceCredit } from '../places/place-credit.tsx';
import { Heading } from '../screen/heading.tsx';
import { sentences } from '../sentences.ts';
import { useNow } from '../time/use-now.ts';
import { LinkConfirmed } from './link-confirmed.tsx';
import { LinkDenied } from './link-denied.tsx';

interface LinkedQuestionProps {
  readonly link: string;
  readonly alert: SignInAlert;
  readonly email: string;
}

/** The question of a mail, and then what its answer has done. */
export function LinkedQuestion({ link, alert, email }: LinkedQuestionProps) {
  const now = useNow();
  const [given, setGiven] = useState<(Answered & { readonly answer: AlertAnswer }) | null>(null);
  const { mutate, isPending, variables, error } = trpc.alert.answerByLink.useMutation({
    onSuccess(answered, { answer }) {
      // What it has done is said from the heading on, which must be there to take the focus.
      flushSync(() => setGiven(answer === null ? null : { ...answered, answer }));
      focusHeading();
    },
  });

  const answer = (chosen: AlertAnswer) => {
    if (!isPending) mutate({ link, answer: chosen });
  };
  const problem = error && (
    <Notice tone="problem" className="mt-6">
      {explain(error)}
    </Notice>
  );
  if (given?.answer === 'denied') return <LinkDenied email={email} at={new Date(given.at)} ended={given.ended} />;
  if (given) return <LinkConfirmed pending={isPending} problem={problem} onUndo={() => answer(null)} />;

  const { title, lead, yes, no, noGone } = sentences.newDevice;
  return (
    <div className="card p-6 sm:p-9">
      <Heading>{title}</Heading>
      <p className="mt-3 text-muted text-pretty wrap-anywhere">{lead(email)}</p>
      <div className="names">
        <AlertFacts alert={alert} now={now} />
      </div>
      {problem}
      <div className="mt-7 grid gap-3">
        <Button tone="primary" pending={isPending && variables.answer === 'denied'} onClick={() => answer('denied')}>
          {alert.isLive ? no : noGone}
        </Button>
        <Button pending={isPending && variables.answer === 'confirmed'} onClick={() => answer('confirmed')}>
          {yes}
        </Button>
      </div>
      {alert.place.country !== null && <PlaceCredit />}
    </div>
  );
}
