import { failureOf } from '../api/refusal.ts';
import { trpc } from '../api/trpc.ts';
import { toastFailure } from '../failures/failure-toast.ts';
import { focusHeading } from '../screen/focus-heading.ts';
import { sentences } from '../sentences.ts';
import { nameInSentence } from '../sessions/session-name.ts';
import { useListChange } from '../sessions/use-list-change.ts';
import { showToast } from '../toasts/toasts.ts';
import type { Denied } from './denied-dialog.tsx';
import type { SignInAlert } from './sign-in-alert.ts';

interface AnswerOptions {
  /** Called as soon as the answer is given, before the question goes. */
  readonly onAnswered: () => void;
  readonly onDenied: (denied: Denied) => void;
}

/** Answers a question. A yes can be undone, and a no hands over to what else can be done. */
export function useAnswer(alert: SignInAlert, { onAnswered, onDenied }: AnswerOptions) {
  const { alert: alerts } = trpc.useUtils();
  const { renew: renewSessions } = useListChange();
  const device = nameInSentence(alert);
  const words = sentences.alerts;

  const renew = async () => {
    renewSessions();
    await alerts.list.invalidate();
  };

  const undo = trpc.alert.answer.useMutation({
    async onSuccess() {
      // The button that was pressed goes, and must not take the focus with it.
      if (document.activeElement?.closest('.toast')) focusHeading();
      showToast({ id: `alert-${alert.id}`, tone: 'news', text: words.undone(device) });
      await renew();
    },
    onError: (error) => toastFailure(words.undoFailed(device), error),
  });

  return trpc.alert.answer.useMutation({
    async onSuccess({ at, ended }, { answer }) {
      onAnswered();
      // Gone from here before the server says so, so that no answer is given twice.
      alerts.list.setData(undefined, (known) => known && { alerts: known.alerts.filter(({ id }) => id !== alert.id) });
      if (answer === 'denied') onDenied({ device, at: new Date(at), ended });
      else {
        showToast({
          id: `alert-${alert.id}`,
          tone: 'done',
          text: words.confirmed(device),
          action: { label: sentences.rename.undo, act: () => undo.mutate({ id: alert.id, answer: null }) },
        });
      }
      await renew();
    },
    async onError(error) {
      if (failureOf(error) === 'alert_not_found') showToast({ tone: 'news', text: words.gone(device) });
      else toastFailure(words.failed(device), error);
      await renew();
    },
  });
}
