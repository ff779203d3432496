import type { OpenAlert, SessionView } from '../../api/outputs.ts';
import { hasProof } from '../../api/proof.ts';
import { messages } from '../../i18n/messages.ts';
import { showToast } from '../../ui/toasts.tsx';
import { type EndRequest, showEndDialog } from '../sessions/end-session/end-request.ts';
import { live } from '../sessions/live/live-sessions.ts';
import { loadAlerts } from '../sign-in-alerts/alerts-query.ts';
import { type PendingStepUp, takePendingStepUp } from './pending-step-up.ts';

interface Listed {
  readonly others: readonly SessionView[];
  readonly alerts: readonly OpenAlert[];
}

/** What is left of a choice: exactly the chosen sessions that are still signed in. Null where nothing is. */
function endingOf({ kind, ids }: PendingStepUp, { others, alerts }: Listed): EndRequest | null {
  const sessions = kind === 'others' ? others : others.filter(({ id }) => ids.includes(id));
  const [first] = sessions;
  if (kind === 'denial') {
    const alert = alerts.find(({ id }) => ids.includes(id));
    return alert ? { kind, alert } : null;
  }
  if (!first || kind === 'other') return null;
  return kind === 'one' ? { kind, sessions: [first] } : { kind, sessions };
}

/** The other sessions, once the list is complete. */
const otherSessions = () =>
  new Promise<readonly SessionView[]>((resolve) => {
    const unsubscribe = live().subscribe(({ isComplete, sessions }) => {
      if (!isComplete) return;
      resolve(sessions.filter(({ isCurrent }) => !isCurrent));
      // The list calls a new listener before `subscribe` returns.
      queueMicrotask(() => unsubscribe());
    });
  });

/**
 * Goes on after a step-up at the application: shows the question again, which now takes one click. Without that click nothing
 * ends, so that a link that leads the user back here ends nothing.
 */
export async function resumeStepUp() {
  const [others, alerts] = await Promise.all([otherSessions(), loadAlerts()]);
  // Taken once, also where several parts are shown.
  const pending = takePendingStepUp(window.sessionStorage);
  if (pending === null) return;
  const { confirmed, notConfirmed, nothingChanged } = messages.application;
  if (!hasProof('endsSessionsUntil')) return showToast({ tone: 'news', text: notConfirmed, detail: nothingChanged });
  if (pending.kind === 'other') return showToast({ tone: 'done', text: confirmed });
  const ending = endingOf(pending, { others, alerts });
  if (ending) showEndDialog({ step: 'question', ending, isUnknown: pending.isUnknown });
  else showToast({ tone: 'news', text: messages.ending.goneHint });
}
