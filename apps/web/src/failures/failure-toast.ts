import { isCalledOff, isSignedOut, isUnproved, refusalOf } from '../api/refusal.ts';
import { showToast } from '../toasts/toasts.ts';
import { explain } from './explanation.ts';

/**
 * Says what did not happen, and why, until the reader dismisses it. `failedIds` are the sessions that it was to end: their rows say
 * so too. Silent where the session has ended or the reader declined to prove who they are, because the page shows that already.
 */
export function toastFailure(what: string, error: unknown, failedIds: readonly number[] = []) {
  const refusal = refusalOf(error);
  const isLeaving = isSignedOut(refusal) || isUnproved(refusal);
  if (!isLeaving && !isCalledOff(refusal))
    showToast({ tone: 'problem', text: what, detail: explain(error), failedIds });
}
