import {
  isSignedOut as isSignedOutError,
  LatchkeyError,
  type LatchkeyErrorCode,
  type SessionEnd,
} from '@latchkey/client';

export type EndReason = SessionEnd['reason'];

/** Why a request failed: the error code of the server, or `unreachable` where no answer of it arrived. */
export type ErrorReason = Exclude<LatchkeyErrorCode, 'timed_out' | 'unexpected_answer'>;

/** The server's error, or null where no answer of the server arrived. */
export function apiErrorOf(error: unknown): LatchkeyError | null {
  const clientError = clientErrorOf(error);
  return clientError && reasonOf(clientError) !== 'unreachable' ? clientError : null;
}

/** The error of the client, also as the cause of another library's error, or null. */
function clientErrorOf(error: unknown): LatchkeyError | null {
  if (error instanceof LatchkeyError) return error;
  return error instanceof Error && error.cause instanceof LatchkeyError ? error.cause : null;
}

const reasonOf = ({ code }: LatchkeyError): ErrorReason =>
  code === 'timed_out' || code === 'unexpected_answer' ? 'unreachable' : code;

export function errorReasonOf(error: unknown): ErrorReason {
  const clientError = clientErrorOf(error);
  return clientError ? reasonOf(clientError) : 'unreachable';
}

/** Only these two codes mean that no session is valid. A server that is busy or out of reach leaves the session as it is. */
export function isSignedOut(apiError: LatchkeyError | null): apiError is LatchkeyError {
  return isSignedOutError(apiError);
}

/** The session continues, but this browser did not prove in time that it is the device the session is bound to. */
export function isDeviceNotProved(apiError: LatchkeyError | null): boolean {
  return apiError?.code === 'device_not_proved';
}

/** The request needed a step-up and the user cancelled it: the client's `onStepUp` handles all other cases of this code. */
export function isStepUpDeclined(apiError: LatchkeyError | null): boolean {
  return apiError?.code === 'step_up_required';
}
