import { useEffect, useRef } from 'react';
import type { OpenAlert, SessionView } from '../../api/outputs.ts';
import { hasProof } from '../../api/proof.ts';
import { messages } from '../../i18n/messages.ts';
import { showToast } from '../../ui/toasts.tsx';
import { type EndRequest, showEndDialog } from '../sessions/end-session/end-request.ts';
import { pendingKey } from './application.ts';
import type { PendingStepUp } from './pending-step-up.ts';

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

/**
 * Goes on after a step-up at the application: shows the question again, which now takes one click. Without that click nothing
 * ends, so that a link that leads the user back here ends nothing.
 */
export function useResumedStepUp(others: Listed['others'], alerts: Listed['alerts'], isComplete: boolean) {
  const isTaken = useRef(false);
  // In the effect, because React repeats a first rendering that waited for code.
  useEffect(() => {
    if (isTaken.current || !isComplete) return;
    isTaken.current = true;
    if (window.sessionStorage.getItem(pendingKey) !== null) void resume({ others, alerts });
  }, [isComplete, others, alerts]);
}

async function resume(listed: Listed) {
  // Few pages are loaded after a step-up.
  const { takePendingStepUp } = await import('./pending-step-up.ts');
  const pending = takePendingStepUp(window.sessionStorage);
  if (pending === null) return;
  const { confirmed, notConfirmed, nothingChanged } = messages.application;
  if (!hasProof('endsSessionsUntil')) return showToast({ tone: 'news', text: notConfirmed, detail: nothingChanged });
  if (pending.kind === 'other') return showToast({ tone: 'done', text: confirmed });
  const ending = endingOf(pending, listed);
  if (ending) showEndDialog({ step: 'question', ending, isUnknown: pending.isUnknown });
  else showToast({ tone: 'news', text: messages.ending.goneHint });
}
