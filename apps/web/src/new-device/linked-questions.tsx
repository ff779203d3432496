import { type ReactNode, useState } from 'react';
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
import { labelsOf } from '../sessions/session-labels.ts';
import { nameInSentence } from '../sessions/session-name.ts';
import { useNow } from '../time/use-now.ts';
import { whenItWas } from '../time/when-it-was.ts';
import { forgetLinkSecret } from '../mail-links/link-secret.ts';
import { NotMineLink } from '../mail-links/not-mine-link.tsx';
import { LinkConfirmed } from './link-confirmed.tsx';
import { LinkDenied } from './link-denied.tsx';

interface LinkedQuestionsProps {
  readonly link: string;
  readonly alerts: readonly SignInAlert[];
  readonly email: string;
  readonly isVerified: boolean;
}

type Given = Answered & { readonly answer: NonNullable<AlertAnswer>; readonly ids: readonly number[] };

/** The questions of a mail, one or several, and then what the answers have done. */
export function LinkedQuestions({ link, alerts, email, isVerified }: LinkedQuestionsProps) {
  const now = useNow();
  const [given, setGiven] = useState<readonly Given[]>([]);
  const { mutate, isPending, variables, error } = trpc.alert.answerByLink.useMutation({
    onSuccess(answered, { answer, ids }) {
      const about = ids ?? [];
      const others = given.filter((one) => !one.ids.some((id) => about.includes(id)));
      // What it has done is said from the heading on, which must be there to take the focus.
      flushSync(() => setGiven(answer === null ? others : [...others, { ...answered, answer, ids: about }]));
      const denied = (id: number) => answer === 'denied' && about.includes(id);
      const isOver = alerts.every(({ id }) => denied(id) || others.some((one) => one.answer === 'denied' && one.ids.includes(id))); // prettier-ignore
      if (isOver) forgetLinkSecret();
      focusHeading();
    },
  });

  const answer = (ids: readonly number[], chosen: AlertAnswer) => {
    if (!isPending) mutate({ link, ids: [...ids], answer: chosen });
  };
  const isGiving = (id: number, chosen: AlertAnswer) =>
    isPending && variables.answer === chosen && (variables.ids ?? []).includes(id);
  const problem: ReactNode = error && (
    <Notice tone="problem" className="mt-6">
      {explain(error)}
    </Notice>
  );
  const answerTo = (id: number) => given.find((one) => one.ids.includes(id))?.answer ?? null;
  const open = alerts.filter(({ id }) => answerTo(id) !== 'denied');
  const [first] = alerts;
  if (open.length === 0) {
    const ended = given.reduce((sum, one) => sum + one.ended, 0);
    return <LinkDenied at={new Date(given.at(-1)?.at ?? now)} {...{ link, email, isVerified, ended }} />;
  }
  if (first && alerts.length === 1 && answerTo(first.id) === 'confirmed') {
    return <LinkConfirmed pending={isPending} problem={problem} onUndo={() => answer([first.id], null)} />;
  }

  const labelOf = labelsOf(alerts);
  const { title, lead, leadOfMany, none, credit } = { ...sentences.newDevice, credit: alerts.some(isPlaced) };
  return (
    <div className="card p-6 sm:p-9">
      <Heading>{title}</Heading>
      <p className="mt-3 text-muted text-pretty wrap-anywhere">{(alerts.length === 1 ? lead : leadOfMany)(email)}</p>
      <ul className="grid gap-7">
        {alerts.map((alert) => (
          <LinkedQuestion
            key={alert.id}
            {...{ alert, now, isGiving }}
            label={labelOf(alert)}
            isAlone={alerts.length === 1}
            given={answerTo(alert.id)}
            onAnswer={(chosen) => answer([alert.id], chosen)}
          />
        ))}
      </ul>
      {problem}
      {open.length > 1 && (
        <Button
          tone="primary"
          className="mt-7 w-full"
          pending={isPending && (variables.ids?.length ?? 0) > 1}
          onClick={() => answer(open.map(({ id }) => id), 'denied')} // prettier-ignore
        >
          {none}
        </Button>
      )}
      {!isVerified && (
        <div className="mt-3 grid">
          <NotMineLink link={link} />
        </div>
      )}
      {credit && <PlaceCredit />}
    </div>
  );
}

const isPlaced = ({ place }: SignInAlert): boolean => place.country !== null;

interface LinkedQuestionProps {
  readonly alert: SignInAlert;
  readonly now: Date;
  /** What its buttons are named by. */
  readonly label: string;
  /** Whether the mail asks about nothing else. */
  readonly isAlone: boolean;
  readonly given: AlertAnswer;
  readonly isGiving: (id: number, answer: AlertAnswer) => boolean;
  readonly onAnswer: (answer: AlertAnswer) => void;
}

/** One sign-in, who has said yes to it so far, and the answers that are left. */
function LinkedQuestion({ alert, now, label, isAlone, given, isGiving, onAnswer }: LinkedQuestionProps) {
  const { yes, no, noGone, saidYes, saidYesOn, isConfirmed, isDenied } = sentences.newDevice;
  const { yesOf, noOf, noGoneOf } = sentences.alerts;
  const { confirmed } = alert;
  const when = confirmed && whenItWas(new Date(confirmed.at), now);
  const said = when && (confirmed.by ? saidYesOn(nameInSentence(confirmed.by), when) : saidYes(when));
  const noLabel = alert.isLive ? noOf(label) : noGoneOf(label);
  return (
    <li>
      <div className="names">
        <AlertFacts alert={alert} now={now} />
      </div>
      {given === null && said && <p className="mt-3 text-pretty wrap-anywhere">{said}</p>}
      {given !== null && <p className="mt-3 font-semibold">{given === 'denied' ? isDenied : isConfirmed}</p>}
      {given !== 'denied' && (
        <div className="mt-4 grid gap-3">
          <Button
            tone={isAlone ? 'primary' : 'quiet'}
            aria-label={isAlone ? undefined : noLabel}
            pending={isGiving(alert.id, 'denied')}
            onClick={() => onAnswer('denied')}
          >
            {alert.isLive ? no : noGone}
          </Button>
          {given === null && !confirmed && (
            <Button
              aria-label={isAlone ? undefined : yesOf(label)}
              pending={isGiving(alert.id, 'confirmed')}
              onClick={() => onAnswer('confirmed')}
            >
              {yes}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
