import { apiErrorOf, errorReasonOf, isDeviceNotProved, isSignedOut, isStepUpDeclined } from '../api/api-error.ts';
import { messages } from '../i18n/messages.ts';
import { waitingTime } from '../i18n/relative-time.ts';
import { showToast } from './toasts.tsx';

/** Why a request failed, and what the user can do about it. */
export function explainError(error: unknown): string {
  const apiError = apiErrorOf(error);
  return apiError?.code === 'rate_limited' && apiError.retryAfter !== null
    ? messages.rateLimitedUntil(waitingTime(apiError.retryAfter))
    : messages.errors[errorReasonOf(error)];
}

/**
 * Shows an error toast, which stays until the user dismisses it. `failedIds` are the sessions that were to be ended: their rows
 * show the error too. Shows nothing where the session has ended or the user has cancelled a step-up, because the page shows
 * that already.
 */
export function toastError(what: string, error: unknown, failedIds: readonly number[] = []) {
  const apiError = apiErrorOf(error);
  const isLeaving = isSignedOut(apiError) || isDeviceNotProved(apiError);
  if (!isLeaving && !isStepUpDeclined(apiError))
    showToast({ tone: 'problem', text: what, detail: explainError(error), failedIds });
}
