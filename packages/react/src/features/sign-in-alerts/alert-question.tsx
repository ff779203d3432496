import { useMutation } from '@tanstack/react-query';
import { useLayoutEffect, useRef } from 'react';
import { errorReasonOf } from '../../api/api-error.ts';
import { latchkey } from '../../api/latchkey.ts';
import type { OpenAlert } from '../../api/outputs.ts';
import { queries } from '../../api/queries.ts';
import { messages } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { toastError } from '../../ui/explain-error.ts';
import { focusHeading } from '../../ui/focus.ts';
import { showToast } from '../../ui/toasts.tsx';
import { useApplication } from '../application/application.ts';
import { nameInSentence } from '../devices/session-name.tsx';
import { useEndingIds } from '../sessions/end-session/end-request.ts';
import { useEndSessions } from '../sessions/end-session/use-end-sessions.ts';
import { AlertFacts } from './alert-facts.tsx';
import { reloadAlerts, removeAlert } from './alerts-query.ts';

interface AlertQuestionProps {
  readonly alert: OpenAlert;
  readonly now: Date;
  /** The unique name for its buttons. */
  readonly uniqueName: string;
  /** Whether it has been at its place long enough for a click to be meant for it. */
  readonly isSettled: () => boolean;
  readonly onAnswered: () => void;
}

/** One alert with its two answers. */
export function AlertQuestion({ alert, now, uniqueName, isSettled, onAnswered }: AlertQuestionProps) {
  const row = useRef<HTMLLIElement>(null);
  const { mutate, isPending } = useConfirmAlert(alert, onAnswered);
  const end = useEndSessions();
  const application = useApplication();
  const isDenying = useEndingIds().has(alert.sessionId);
  const { yes, yesOf, no, noOf, noGone, noGoneOf } = messages.alerts;

  const give = (answer: 'confirmed' | 'denied') => {
    if (isPending || isDenying || !isSettled()) return;
    if (answer === 'confirmed') return mutate();
    end({ kind: 'denial', alert });
  };

  // An answered alert unmounts with its button. The focus moves to the heading of the alerts, or of the screen.
  useLayoutEffect(() => {
    const element = row.current;
    return () => {
      if (!element?.contains(document.activeElement)) return;
      const heading = element.closest('section')?.querySelector<HTMLElement>('h2');
      queueMicrotask(() => (heading?.isConnected ? heading.focus() : focusHeading()));
    };
  }, []);

  return (
    <li ref={row} className="row" data-row>
      <div className="row-body py-3! sm:grid-cols-[1fr_auto]! sm:ps-21! sm:pe-5!">
        <AlertFacts alert={alert} now={now} application={application?.name ?? null} />
        <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,8rem),1fr))] gap-3 max-sm:col-span-2 sm:flex sm:flex-wrap">
          <Button aria-label={yesOf(uniqueName)} pending={isPending} onClick={() => give('confirmed')}>
            {yes}
          </Button>
          <Button
            tone="endingQuiet"
            aria-label={alert.isLive ? noOf(uniqueName) : noGoneOf(uniqueName)}
            pending={isDenying}
            onClick={() => give('denied')}
          >
            {alert.isLive ? no : noGone}
          </Button>
        </div>
      </div>
    </li>
  );
}

/** Answers an alert with yes, which can be undone. `onAnswered` is called after the server's answer, before the alert disappears. */
function useConfirmAlert(alert: OpenAlert, onAnswered: () => void) {
  const device = nameInSentence(alert);
  const words = messages.alerts;

  const undo = useMutation(
    {
      mutationFn: () => latchkey().alerts.answer(alert.id, null),
      async onSuccess() {
        // The undo button disappears, so that the focus needs another place.
        if (document.activeElement?.closest('[data-toast]')) focusHeading();
        showToast({ id: `alert-${alert.id}`, tone: 'news', text: words.undone(device) });
        await reloadAlerts();
      },
      onError: (error) => toastError(words.undoFailed(device), error),
    },
    queries,
  );

  return useMutation(
    {
      mutationFn: () => latchkey().alerts.answer(alert.id, 'confirmed'),
      async onSuccess() {
        onAnswered();
        removeAlert(alert.id);
        showToast({
          id: `alert-${alert.id}`,
          tone: 'done',
          text: words.confirmed(device),
          action: { label: messages.rename.undo, act: () => undo.mutate() },
        });
        await reloadAlerts();
      },
      async onError(error) {
        if (errorReasonOf(error) === 'alert_not_found') showToast({ tone: 'news', text: words.gone(device) });
        else toastError(words.failed(device), error);
        await reloadAlerts();
      },
    },
    queries,
  );
}
