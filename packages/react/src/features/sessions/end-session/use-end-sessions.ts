import type { NamedDevice } from '@latchkey/client';
import { useMutation } from '@tanstack/react-query';
import { flushSync } from 'react-dom';
import { apiErrorOf, isStepUpDeclined } from '../../../api/api-error.ts';
import type { OpenAlert, SessionView } from '../../../api/outputs.ts';
import { hasProof } from '../../../api/proof.ts';
import { queries } from '../../../api/queries.ts';
import { messages } from '../../../i18n/messages.ts';
import { toastError } from '../../../ui/explain-error.ts';
import { clearErrors, showToast } from '../../../ui/toasts.tsx';
import { nameInSentence } from '../../devices/session-name.tsx';
import { reloadAlerts, removeAlert, useOpenAlerts } from '../../sign-in-alerts/alerts-query.ts';
import { listedSessions, reloadList, updateList } from '../live/live-sessions.ts';
import { type EndResult, endSessions } from './end-sessions.ts';
import { type EndRequest, closeEndDialog, markEnding, showEndDialog } from './end-request.ts';
import { failureOf, outcomeOf } from './end-request-text.ts';

const idsOf = (ending: EndRequest): readonly number[] =>
  ending.kind === 'denial' ? [ending.alert.sessionId] : ending.sessions.map(({ id }) => id);

/** Longer than other toasts, because it offers the next step. In milliseconds. */
const offerDuration = 12_000;

/** Runs an ending and updates the list. `onEnded` is called before the rows leave the list, so that the focus can move first. */
export function useRunEnding() {
  return {
    run: async (ending: EndRequest, onEnded: () => void = () => {}): Promise<EndResult> => {
      const ids = idsOf(ending);
      clearErrors(ids);
      const unmark = markEnding(ids);
      try {
        const result = await endSessions(ending, (endedIds) => {
          onEnded();
          updateList(() => ({ updated: [], endedIds }));
        });
        if (ending.kind === 'denial') removeAlert(ending.alert.id);
        return result;
      } finally {
        unmark();
        reloadList();
        if (ending.kind === 'denial') void reloadAlerts();
      }
    },
    /** Shows a failure where no dialog shows it, also in the rows of the sessions that are still signed in. */
    toastFailure: (ending: EndRequest, error: unknown) => {
      // Earlier requests may have ended some of the sessions.
      const live = new Set(listedSessions().map(({ id }) => id));
      const left = idsOf(ending).filter((id) => live.has(id));
      toastError(failureOf(ending, left.length), error, left);
    },
  };
}

/** Says what an ending has done, and offers a new password. */
export function toastOutcome(ending: EndRequest, result: EndResult) {
  const outcome = outcomeOf(ending, result);
  const { unknown } = messages.ending;
  if (result.ended === 0) showToast({ tone: 'news', ...outcome });
  else {
    showToast({
      id: 'ended',
      tone: 'done',
      duration: offerDuration,
      ...outcome,
      action: {
        label: unknown(result.ended),
        act: () => showEndDialog({ step: 'newPassword', done: outcome.text }),
      },
    });
  }
}

/** Rows move when one leaves. Clicks within this time, in milliseconds, were meant for the row that was there before. */
const settleTime = 700;
let endedAt = -Infinity;

interface Asked {
  readonly ending: EndRequest;
  readonly isUnknown: boolean;
}

/**
 * Returns a function that ends sessions: one session at once where the server needs no password, else after the question of
 * the dialog, in which the password is asked for.
 */
export function useEndSessions() {
  const { run, toastFailure } = useRunEnding();
  const { mutate } = useMutation(
    {
      mutationFn: ({ ending }: Asked) => run(ending),
      onSuccess(result, { ending, isUnknown }) {
        endedAt = performance.now();
        const { text: done } = outcomeOf(ending, result);
        if (isUnknown || ending.kind === 'denial') showEndDialog({ step: 'newPassword', done });
        else toastOutcome(ending, result);
      },
      onError(error, asked) {
        if (isStepUpDeclined(apiErrorOf(error))) showEndDialog({ step: 'question', ...asked });
        else toastFailure(asked.ending, error);
      },
    },
    queries,
  );
  return (ending: EndRequest, isUnknown = false) => {
    const isWide = ending.kind === 'many' || ending.kind === 'others';
    if (isWide || !hasProof('endsSessionsUntil')) showEndDialog({ step: 'question', ending, isUnknown });
    else if (performance.now() - endedAt > settleTime) mutate({ ending, isUnknown });
  };
}

/** Returns a function for a device that the user does not recognise: ends it if it is signed in, and offers a new password. */
export function useUnknownDevice() {
  const end = useEndSessions();
  const { data: open } = useOpenAlerts();
  return (device: NamedDevice, session: SessionView | null) => {
    if (session) end(asDenial({ kind: 'one', sessions: [session] }, open ?? []), true);
    else showEndDialog({ step: 'newPassword', done: messages.revoke.gone(nameInSentence(device)) });
  };
}

/** Not to recognise a device that the account asks about is the answer to that alert. */
export function asDenial(ending: EndRequest, alerts: readonly OpenAlert[]): EndRequest {
  if (ending.kind !== 'one') return ending;
  const alert = alerts.find(({ sessionId }) => sessionId === ending.sessions[0].id);
  return alert ? { kind: 'denial', alert } : ending;
}

/** Closes the dialog before its row leaves the list, so that the focus is in the row and moves on with it. */
export const closeFirst = () => flushSync(closeEndDialog);
