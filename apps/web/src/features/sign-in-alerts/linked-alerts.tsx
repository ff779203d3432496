import type { AlertAnswer } from '@latchkey/client';
import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import type { AnswerResult, SignInAlert } from '@latchkey/react/api/outputs.ts';
import { useNow } from '@latchkey/react/api/server-clock.ts';
import { timeOfEvent } from '@latchkey/react/i18n/calendar.ts';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { Heading } from '../../layout/screen.tsx';
import { Button } from '@latchkey/react/ui/button.tsx';
import { explainError } from '@latchkey/react/ui/explain-error.ts';
import { focusHeading } from '@latchkey/react/ui/focus.ts';
import { Notice } from '@latchkey/react/ui/notice.tsx';
import { nameInSentence } from '@latchkey/react/features/devices/session-name.tsx';
import { uniqueNames } from '@latchkey/react/features/devices/unique-names.ts';
import { LocationCredit } from '@latchkey/react/features/locations/location.tsx';
import { useSignInOptions } from '../auth/sign-in-options.ts';
import { trpc } from '../mail-links/link-api.tsx';
import { NotMineLink } from '../mail-links/link-question.tsx';
import { forgetLinkSecret } from '../mail-links/link-secret.ts';
import { AlertFacts } from '@latchkey/react/features/sign-in-alerts/alert-facts.tsx';
import { LinkConfirmed, LinkDenied } from './link-answers.tsx';

interface LinkedAlertsProps {
  readonly link: string;
  readonly alerts: readonly SignInAlert[];
  readonly email: string;
  readonly isVerified: boolean;
  readonly hasPassword: boolean;
}

type GivenAnswer = AnswerResult & { readonly answer: NonNullable<AlertAnswer>; readonly ids: readonly number[] };

/** The answers given in this page, and a function that gives one. Deletes the link's secret after the last possible answer. */
function useLinkAnswers(link: string, alerts: readonly SignInAlert[]) {
  const [given, setGiven] = useState<readonly GivenAnswer[]>([]);
  const answerTo = (answers: readonly GivenAnswer[], id: number) =>
    answers.find(({ ids }) => ids.includes(id))?.answer ?? null;
  const withAnswer = (answer: AlertAnswer, ids: readonly number[], result: AnswerResult) => {
    const others = given.filter((one) => !one.ids.some((id) => ids.includes(id)));
    return answer === null ? others : [...others, { ...result, answer, ids }];
  };
  const { mutate, isPending, variables, error } = trpc.alert.answerByLink.useMutation({
    onSuccess(result, { answer, ids }) {
      const answers = withAnswer(answer, ids ?? [], result);
      if (alerts.every(({ id }) => answerTo(answers, id) === 'denied')) forgetLinkSecret();
    },
  });
  const pendingIds = isPending ? (variables.ids ?? []) : [];

  return {
    given,
    error,
    isPending,
    isAnsweringSeveral: pendingIds.length > 1,
    answerTo: (id: number) => answerTo(given, id),
    isGiving: (id: number, answer: AlertAnswer) => isPending && variables.answer === answer && pendingIds.includes(id),
    give: (ids: readonly number[], answer: AlertAnswer) => {
      if (isPending) return;
      mutate(
        { link, ids: [...ids], answer },
        {
          // Called when the mutation is no longer pending: the focus invites to the next answer, which has to be possible.
          onSuccess(result) {
            // Rendered synchronously, because the new heading is focused next.
            flushSync(() => setGiven(withAnswer(answer, ids, result)));
            focusHeading();
          },
        },
      );
    },
  };
}

/** The alerts of a mail's link, and after the answers what they have done. */
export function LinkedAlerts({ link, alerts, email, isVerified, hasPassword }: LinkedAlertsProps) {
  const now = useNow();
  const answers = useLinkAnswers(link, alerts);
  const { data: options } = useSignInOptions();
  const application = options?.application ?? { name: null };
  const { given, answerTo, give, isPending, error } = answers;
  const problem: ReactNode = error && (
    <Notice tone="problem" className="mt-6">
      {explainError(error)}
    </Notice>
  );
  const [first] = alerts;
  if (alerts.every(({ id }) => answerTo(id) === 'denied')) {
    const ended = given.reduce((sum, one) => sum + one.ended, 0);
    return (
      <LinkDenied
        at={new Date(given.at(-1)?.at ?? now)}
        {...{ link, email, isVerified, hasPassword, ended, application }}
      />
    );
  }
  if (first && alerts.length === 1 && answerTo(first.id) === 'confirmed') {
    return <LinkConfirmed pending={isPending} problem={problem} onUndo={() => give([first.id], null)} />;
  }

  const { title, lead, leadOfMany } = messages.newDevice;
  return (
    <div className="card p-6 sm:p-9">
      <Heading>{title}</Heading>
      <p className="mt-3 text-muted text-pretty wrap-anywhere">{(alerts.length === 1 ? lead : leadOfMany)(email)}</p>
      <LinkedAlertList {...{ alerts, answers, now, problem }} application={application.name} />
      {!isVerified && (
        <div className="mt-3 grid">
          <NotMineLink link={link} />
        </div>
      )}
      {alerts.some(({ location }) => location.country !== null) && <LocationCredit />}
    </div>
  );
}

interface LinkedAlertListProps {
  readonly alerts: readonly SignInAlert[];
  readonly answers: ReturnType<typeof useLinkAnswers>;
  readonly now: Date;
  readonly problem: ReactNode;
  readonly application: string | null;
}

/** The alerts that are still to be answered, and a button that denies all of them. */
function LinkedAlertList({ alerts, answers, now, problem, application }: LinkedAlertListProps) {
  const { answerTo, give, isGiving, isAnsweringSeveral } = answers;
  const uniqueNameOf = uniqueNames(alerts);
  const openIds = alerts.map(({ id }) => id).filter((id) => answerTo(id) !== 'denied');
  return (
    <>
      <ul className="grid gap-7">
        {alerts.map((alert) => (
          <LinkedAlert
            key={alert.id}
            {...{ alert, now, isGiving, application }}
            uniqueName={uniqueNameOf(alert)}
            isAlone={alerts.length === 1}
            given={answerTo(alert.id)}
            onAnswer={(answer) => give([alert.id], answer)}
          />
        ))}
      </ul>
      {problem}
      {openIds.length > 1 && (
        <Button
          tone="primary"
          className="mt-7 w-full"
          pending={isAnsweringSeveral}
          onClick={() => give(openIds, 'denied')}
        >
          {messages.newDevice.none}
        </Button>
      )}
    </>
  );
}

interface LinkedAlertProps {
  readonly alert: SignInAlert;
  readonly now: Date;
  readonly application: string | null;
  /** The unique name for its buttons. */
  readonly uniqueName: string;
  /** Whether the mail has no other alert. */
  readonly isAlone: boolean;
  readonly given: AlertAnswer;
  readonly isGiving: (id: number, answer: AlertAnswer) => boolean;
  readonly onAnswer: (answer: AlertAnswer) => void;
}

/** One alert, the device that has confirmed it before, and the remaining answers. */
function LinkedAlert({ alert, now, application, uniqueName, isAlone, given, isGiving, onAnswer }: LinkedAlertProps) {
  const { yes, no, noGone, saidYes, saidYesOn, isConfirmed, isDenied } = messages.newDevice;
  const { yesOf, noOf, noGoneOf } = messages.alerts;
  const { confirmed } = alert;
  const when = confirmed && timeOfEvent(new Date(confirmed.at), now);
  const earlierAnswer = when && (confirmed.by ? saidYesOn(nameInSentence(confirmed.by), when) : saidYes(when));
  const noLabel = alert.isLive ? noOf(uniqueName) : noGoneOf(uniqueName);
  return (
    <li>
      <div className="names">
        <AlertFacts {...{ alert, now, application }} />
      </div>
      {given === null && earlierAnswer && <p className="mt-3 text-pretty wrap-anywhere">{earlierAnswer}</p>}
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
              aria-label={isAlone ? undefined : yesOf(uniqueName)}
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
