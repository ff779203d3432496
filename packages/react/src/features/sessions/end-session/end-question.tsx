import { useMutation } from '@tanstack/react-query';
import { lazy, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { apiErrorOf, isStepUpDeclined } from '../../../api/api-error.ts';
import { asksElsewhere } from '../../../api/latchkey.ts';
import { hasProof, prove } from '../../../api/proof.ts';
import { isSameUser, queries, useAuth } from '../../../api/queries.ts';
import { messages } from '../../../i18n/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { Form, useProblemFocus } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { atApplication, useApplication } from '../../application/application.ts';
import { type PendingStepUp, leaveForStepUp } from '../../application/pending-step-up.ts';
import { StepUpHint } from '../../application/step-up-elsewhere.tsx';
import { AccountName, PasswordField } from '../../auth/credential-fields.tsx';
import { problemInPassword, problemsOf } from '../../auth/credentials.ts';
import { DeviceLine } from '../../devices/session-name.tsx';
import { AlertFacts } from '../../sign-in-alerts/alert-facts.tsx';
import { useOpenAlerts } from '../../sign-in-alerts/alerts-query.ts';
import { SessionFacts } from './session-facts.tsx';
import { useLiveList } from '../live/use-live-sessions.ts';
import { type EndRequest, closeEndDialog, isAsked, showEndDialog } from './end-request.ts';
import { outcomeOf, questionOf } from './end-request-text.ts';
import { asDenial, closeFirst, toastOutcome, useRunEnding } from './use-end-sessions.ts';
import { onDemand } from '../../../api/on-demand.ts';

const SessionPreview = lazy(onDemand(() => import('./session-preview.tsx')));

interface EndedSessionsProps {
  readonly ending: EndRequest;
  readonly now: Date;
}

interface EndQuestionProps extends EndedSessionsProps {
  /** Whether the user has said that they do not recognise the device: a new password follows in any case. */
  readonly isUnknown: boolean;
}

/** What ends, the password where it is needed, and the buttons. Errors are shown here, and nothing that was typed is lost. */
export function EndQuestion({ ending, isUnknown, now }: EndQuestionProps) {
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<string | null>(null);
  const { mutate, isPending, error, asksProof } = useEndRequest(ending);
  const application = useApplication();
  const asksPassword = asksProof && application === null;
  const elsewhere = asksProof ? application : null;
  const problems = missing === null ? problemsOf(error) : { password: missing };
  const form = useProblemFocus(useStable(problems));
  const field = useRef<HTMLInputElement>(null);
  // After the dialog has opened, which focuses its first element.
  useEffect(() => void (asksPassword && field.current?.focus()), [asksPassword]);
  const { cancel, confirm } = questionOf(ending);
  const { unknown, unknownHint, proofHint, goneHint, close } = messages.ending;
  const canEnd = elsewhere === null || elsewhere.canStepUp;
  const isGone = useIsGone(ending);
  const count = ending.kind === 'denial' ? 1 : ending.sessions.length;

  const submit = (leadsOn: boolean) => {
    const problem = asksPassword ? problemInPassword(password) : null;
    setMissing(problem);
    if (problem === null) mutate({ password, isUnknown: leadsOn });
  };
  const goOn = () => showEndDialog({ step: 'newPassword', done: outcomeOf(ending, gone).text });

  return (
    <Form ref={form} problem={problems.form} pending={isPending} onSubmit={() => submit(isUnknown)} className="mt-1">
      <EndedSessions ending={ending} now={now} />
      {isGone && <Notice tone="calm">{goneHint}</Notice>}
      {asksPassword && !isGone && (
        <div>
          <AccountName />
          <PasswordField
            ref={field}
            name="password"
            autoComplete="current-password"
            required
            hint={proofHint}
            value={password}
            onChange={({ target }) => setPassword(target.value)}
            problem={problems.password}
          />
        </div>
      )}
      {elsewhere && !isGone && <StepUpHint application={elsewhere} />}
      <div className="dialog-actions">
        <Button onClick={closeEndDialog}>{isGone || !canEnd ? close : cancel}</Button>
        {!isGone && canEnd && <SubmitButton elsewhere={elsewhere} pending={isPending} confirm={confirm} />}
      </div>
      {ending.kind !== 'denial' && (!isUnknown || isGone) && (canEnd || isGone) && (
        <div className="dialog-aside">
          <Button tone="endingQuiet" pending={isPending} onClick={() => (isGone ? goOn() : submit(true))}>
            {unknown(count)}
          </Button>
          <p>{application ? messages.application.unknownHint : unknownHint}</p>
        </div>
      )}
    </Form>
  );
}

interface SubmitButtonProps {
  /** The application that has to confirm the user first, or null. */
  readonly elsewhere: ReturnType<typeof useApplication>;
  readonly pending: boolean;
  readonly confirm: string;
}

/** Ends what the question is about, or leads to the application first. */
function SubmitButton({ elsewhere, pending, confirm }: SubmitButtonProps) {
  if (elsewhere === null)
    return (
      <Button type="submit" tone="ending" pending={pending}>
        {pending ? messages.logout.pending : confirm}
      </Button>
    );
  return (
    <Button type="submit" tone="primary" pending={pending}>
      {messages.application.confirm(atApplication(elsewhere))}
    </Button>
  );
}

/** The result of a session that another device has ended. */
const gone = { ended: 0, alreadyEnded: [] };

/** The same object as long as its texts are the same, so that the focus moves at new problems only. */
function useStable<Texts extends object>(texts: Texts): Texts {
  const [stable, setStable] = useState(texts);
  if (JSON.stringify(stable) !== JSON.stringify(texts)) setStable(texts);
  return stable;
}

/** The sessions that end: one with its facts, several in a list. */
function EndedSessions({ ending, now }: EndedSessionsProps) {
  const application = useApplication();
  if (ending.kind === 'denial')
    return (
      <div className="names">
        <AlertFacts alert={ending.alert} now={now} application={application?.name ?? null} />
      </div>
    );
  if (ending.kind !== 'one') return <SessionPreview sessions={ending.sessions} now={now} />;
  const [session] = ending.sessions;
  return (
    <div className="names">
      <DeviceLine session={session} />
      <SessionFacts session={session} now={now} />
    </div>
  );
}

interface Submitted {
  readonly password: string;
  /** Whether the user does not recognise what ends: a new password follows in the same dialog. */
  readonly isUnknown: boolean;
}

/** Checks the password where it is needed, ends the sessions, and then closes the dialog or asks for a new password. */
function useEndRequest(ending: EndRequest) {
  const { run, toastFailure } = useRunEnding();
  const { data: open } = useOpenAlerts();
  const application = useApplication();
  const [asksProof, setAsksProof] = useState(() => !asksElsewhere() && !hasProof('endsSessionsUntil'));
  const { mutate, isPending, error } = useMutation(
    {
      async mutationFn({ password, isUnknown }: Submitted) {
        if (asksProof) {
          if (application) await leaveForStepUp(pendingOf(ending, isUnknown));
          await prove(password);
          // Should the next request fail, it can be repeated without the password.
          setAsksProof(false);
        }
        // Closed meanwhile, by the user or because another user is signed in: nothing ends.
        if (!(await isSameUser()) || !isAsked(ending)) return;
        const isLast = isUnknown || ending.kind === 'denial';
        const meant = isUnknown ? asDenial(ending, open ?? []) : ending;
        let isClosed = false;
        try {
          const result = await run(meant, () => {
            if (isLast || isClosed || !isAsked(ending)) return;
            isClosed = true;
            closeFirst();
          });
          if (isLast && isAsked(ending))
            flushSync(() => showEndDialog({ step: 'newPassword', done: outcomeOf(meant, result).text }));
          else toastOutcome(ending, result);
        } catch (failure) {
          if (isClosed || !isAsked(ending)) toastFailure(ending, failure);
          throw failure;
        }
      },
      onError(failure) {
        if (isStepUpDeclined(apiErrorOf(failure))) setAsksProof(!asksElsewhere());
      },
    },
    queries,
  );
  return { mutate, isPending, error, asksProof };
}

/** What the page goes on with after a step-up at the application. */
const pendingOf = (ending: EndRequest, isUnknown: boolean): PendingStepUp => ({
  kind: ending.kind,
  ids: ending.kind === 'denial' ? [ending.alert.id] : ending.sessions.map(({ id }) => id),
  isUnknown,
});

/** Whether another device has ended the one session meanwhile. */
function useIsGone(ending: EndRequest): boolean {
  const { sessions, isComplete } = useLiveList();
  const isSignedIn = useAuth().data?.user !== null;
  if (ending.kind !== 'one' || !isComplete || !isSignedIn) return false;
  return !sessions.some(({ id }) => id === ending.sessions[0].id);
}
