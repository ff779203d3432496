import { failureOf, refusalOf } from '../api/refusal.ts';
import { sentences } from '../sentences.ts';
import { waitingTime } from '../time/waiting-time.ts';

/** Why something did not happen, and what to do about it. */
export function explain(error: unknown): string {
  const refusal = refusalOf(error);
  return refusal?.errorCode === 'rate_limited' && refusal.retryAfter !== null
    ? sentences.rateLimitedUntil(waitingTime(refusal.retryAfter))
    : sentences.failures[failureOf(error)];
}
