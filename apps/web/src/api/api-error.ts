import type { AppRouter } from '@latchkey/api/routers/app-router';
import { TRPCClientError, type TRPCClientErrorLike } from '@trpc/client';

/** The body of an error answer of the server. */
export type ApiError = NonNullable<TRPCClientErrorLike<AppRouter>['data']>;
type ErrorCode = ApiError['errorCode'];
export type SessionEnd = NonNullable<ApiError['end']>;
export type EndReason = SessionEnd['reason'];

/** Why a request failed: the error code of the server, or `unreachable` where no answer arrived. */
export type ErrorReason = ErrorCode | 'unreachable';

const isClientError = (error: unknown): error is TRPCClientError<AppRouter> => error instanceof TRPCClientError;

/** The server's error, or null where no answer of the server arrived. */
export function apiErrorOf(error: unknown): ApiError | null {
  return (isClientError(error) && error.data) || null;
}

export function errorReasonOf(error: unknown): ErrorReason {
  return apiErrorOf(error)?.errorCode ?? 'unreachable';
}

/** Only these two codes mean that no session is valid. A server that is busy or out of reach leaves the session as it is. */
export function isSignedOut(apiError: ApiError | null): apiError is ApiError {
  return apiError?.errorCode === 'token_incorrect' || apiError?.errorCode === 'token_not_provided';
}

/** A step-up has replaced the token, which is why the old one is incorrect. The session continues with the new token. */
export function isTokenReplaced(apiError: ApiError | null): boolean {
  return apiError?.errorCode === 'token_incorrect' && apiError.end === null;
}

/** The session continues, but this browser did not prove in time that it is the device the session is bound to. */
export function isDeviceNotProved(apiError: ApiError | null): boolean {
  return apiError?.errorCode === 'device_not_proved';
}

/** The request needed a step-up and the user cancelled it: `stepUpLink` handles all other cases of this code. */
export function isStepUpDeclined(apiError: ApiError | null): boolean {
  return apiError?.errorCode === 'step_up_required';
}
