import type { AppRouter } from '@latchkey/api/app-router';
import { TRPCClientError, type TRPCClientErrorLike } from '@trpc/client';

/** What the server says when it says no. */
export type Refusal = NonNullable<TRPCClientErrorLike<AppRouter>['data']>;
export type ErrorCode = Refusal['errorCode'];
export type SessionEnd = NonNullable<Refusal['end']>;
export type EndReason = SessionEnd['reason'];

/** Why something did not happen: a refusal's code, or no answer at all. */
export type Failure = ErrorCode | 'unreachable';

const isClientError = (error: unknown): error is TRPCClientError<AppRouter> => error instanceof TRPCClientError;

/** The server's refusal, or null where no answer of the server arrived. */
export function refusalOf(error: unknown): Refusal | null {
  return (isClientError(error) && error.data) || null;
}

export function failureOf(error: unknown): Failure {
  return refusalOf(error)?.errorCode ?? 'unreachable';
}

/** Only these two mean that nobody is signed in. A server that is busy or out of reach means nothing of the kind. */
export function isSignedOut(refusal: Refusal | null): refusal is Refusal {
  return refusal?.errorCode === 'token_incorrect' || refusal?.errorCode === 'token_not_provided';
}

/** A token that a step-up has just replaced is incorrect too, and its session goes on. */
export function isOutdated(refusal: Refusal | null): boolean {
  return refusal?.errorCode === 'token_incorrect' && refusal.end === null;
}

/** The session goes on, and this browser could not show that it is the device that it is bound to. */
export function isUnproved(refusal: Refusal | null): boolean {
  return refusal?.errorCode === 'device_not_proved';
}

/** Refused until they prove who they are, which they have just declined: `stepUpLink` asks everybody else. */
export function isCalledOff(refusal: Refusal | null): boolean {
  return refusal?.errorCode === 'step_up_required';
}
