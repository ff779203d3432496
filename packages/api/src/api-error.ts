import { HashQueueFull } from '@latchkey/sessions/passwords/hash-queue';
import { StoreBusy, StoreUnavailable } from '@latchkey/sessions/store-unavailable';
import type { ExplainedEnd } from '@latchkey/sessions/history/history-service';
import { TRPCError, type TRPC_ERROR_CODE_KEY } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { z } from 'zod';
import { type FieldErrors, fieldErrors } from './field-errors.ts';

/** Every error of the API: its tRPC code, from which both transports derive the HTTP status, and its message. */
const errors = {
  email_taken: { code: 'CONFLICT', msg: 'This e-mail address already has an account.' },
  sign_up_closed: { code: 'FORBIDDEN', msg: 'Only the operator of this service opens accounts.' },
  sign_in_elsewhere: {
    code: 'FORBIDDEN',
    msg: 'The application signs its users in itself. There is no password here.',
  },
  credentials_incorrect: { code: 'UNAUTHORIZED', msg: 'E-mail address or password is incorrect.' },
  token_not_provided: { code: 'UNAUTHORIZED', msg: 'Token not provided.' },
  token_incorrect: { code: 'UNAUTHORIZED', msg: 'Your token is incorrect!' },
  device_not_proved: {
    code: 'UNAUTHORIZED',
    msg: 'This session is bound to a device, and nothing shows that the request comes from there.',
  },
  account_disabled: { code: 'FORBIDDEN', msg: 'This account is disabled. Ask the operator of this service.' },
  session_limit_reached: {
    code: 'CONFLICT',
    msg: 'The account is signed in on as many devices as it may be. Log out on one of them first.',
  },
  password_incorrect: { code: 'FORBIDDEN', msg: 'The password is incorrect.' },
  step_up_required: {
    code: 'FORBIDDEN',
    msg: 'Prove who you are first: send your password to /api/v1/auth/stepup, or confirm at the application that signs you in. Then use the new token.',
  },
  step_up_unavailable: {
    code: 'FORBIDDEN',
    msg: 'No application can confirm here who this user is.',
  },
  too_many_streams: {
    code: 'TOO_MANY_REQUESTS',
    msg: 'Too many pages are open for this account or from this network. Close other tabs, and try again later.',
  },
  rate_limited: { code: 'TOO_MANY_REQUESTS', msg: 'Too many attempts. Try again later.' },
  device_not_found: { code: 'NOT_FOUND', msg: 'There is no such device.' },
  alert_not_found: { code: 'NOT_FOUND', msg: 'There is no such alert, or it can no longer be answered.' },
  alert_link_unusable: { code: 'NOT_FOUND', msg: 'This link was used, has expired or was replaced.' },
  account_link_unusable: { code: 'NOT_FOUND', msg: 'This link was used, has expired or was replaced.' },
  session_token_not_found: { code: 'NOT_FOUND', msg: 'Session token does not exist!' },
  session_token_incorrect: { code: 'NOT_FOUND', msg: 'Session token is incorrect' },
  validation_failed: { code: 'UNPROCESSABLE_CONTENT', msg: 'The request is not valid.' },
  json_malformed: { code: 'PARSE_ERROR', msg: 'The body is not valid JSON.' },
  request_malformed: { code: 'BAD_REQUEST', msg: 'The request is malformed.' },
  // RFC 6585, 5. tRPC has no name for this status.
  headers_too_large: { code: 'BAD_REQUEST', status: 431, msg: 'The headers are too large, or too many.' },
  request_timed_out: { code: 'TIMEOUT', msg: 'The request took too long to arrive.' },
  media_type_unsupported: { code: 'UNSUPPORTED_MEDIA_TYPE', msg: 'The body must be JSON, and not compressed.' },
  body_too_large: { code: 'PAYLOAD_TOO_LARGE', msg: 'The body is too large.' },
  cross_site_refused: { code: 'FORBIDDEN', msg: 'Requests from another site may not change anything here.' },
  route_not_found: { code: 'NOT_FOUND', msg: 'There is nothing at this address.' },
  method_not_allowed: { code: 'METHOD_NOT_SUPPORTED', msg: 'This address does not answer to this method.' },
  busy: { code: 'SERVICE_UNAVAILABLE', msg: 'Too many requests are waiting. Try again in a moment.' },
  service_unavailable: { code: 'SERVICE_UNAVAILABLE', msg: 'The database cannot be reached. Try again in a moment.' },
  internal_error: { code: 'INTERNAL_SERVER_ERROR', msg: 'Something went wrong on our side.' },
} as const satisfies Record<string, { code: TRPC_ERROR_CODE_KEY; status?: number; msg: string }>;

/** The errors that only applications with a service key receive. */
const serviceErrors = {
  service_key_not_provided: {
    code: 'UNAUTHORIZED',
    msg: 'Send a service key in the header Authorization: Bearer latchkey_service_…',
  },
  service_key_incorrect: {
    code: 'UNAUTHORIZED',
    msg: 'The service key in the header Authorization is wrong or revoked.',
  },
  service_scope_missing: { code: 'FORBIDDEN', msg: 'This service key lacks the scope of this route.' },
  accounts_own: {
    code: 'FORBIDDEN',
    msg: 'Users sign in by a password here. Set ACCOUNTS to host or both to let applications begin sessions.',
  },
  subject_not_found: { code: 'NOT_FOUND', msg: 'There is no user with this subject.' },
  subject_differs: { code: 'CONFLICT', msg: 'The session belongs to another user.' },
  session_not_proved: {
    code: 'CONFLICT',
    msg: 'The session is bound to a device, and the cookies do not prove it. Send the whole Cookie header.',
  },
  step_up_request_unusable: {
    code: 'CONFLICT',
    msg: 'This step-up request is not one of this session, has expired, or was used.',
  },
  endpoint_not_found: { code: 'NOT_FOUND', msg: 'There is no endpoint with this id.' },
  delivery_not_found: {
    code: 'NOT_FOUND',
    msg: 'There is no finished delivery with this id, or its event is no longer kept.',
  },
  too_many_endpoints: { code: 'CONFLICT', msg: 'There are too many endpoints. Delete one first.' },
  too_many_event_streams: {
    code: 'TOO_MANY_REQUESTS',
    msg: 'Too many streams of events are open for this key or on this instance.',
  },
  too_many_verifiers: {
    code: 'TOO_MANY_REQUESTS',
    msg: 'Too many verifiers are connected for this key or to this instance.',
  },
  // RFC 9110, 15.5.22. tRPC has no name for this status.
  upgrade_required: { code: 'BAD_REQUEST', status: 426, msg: 'Only WebSockets are served at this address.' },
  idempotency_key_used: { code: 'CONFLICT', msg: 'The session that began with this idempotency key has ended.' },
} as const satisfies Record<string, { code: TRPC_ERROR_CODE_KEY; status?: number; msg: string }>;

/** The codes of the procedures for users. */
export type UserErrorCode = keyof typeof errors;
type ServiceErrorCode = keyof typeof serviceErrors;
export type ErrorCode = UserErrorCode | ServiceErrorCode;

const allErrors = { ...errors, ...serviceErrors };

/** Every code, for the OpenAPI document. */
export const errorCodes = Object.keys(allErrors).filter((code): code is ErrorCode => Object.hasOwn(allErrors, code));

/** A code as the page knows it: the procedures of the page answer no code of the service API. */
export const userErrorCode = (code: ErrorCode): UserErrorCode => (isUserErrorCode(code) ? code : 'internal_error');

const isUserErrorCode = (code: ErrorCode): code is UserErrorCode => Object.hasOwn(errors, code);

interface ErrorDetails {
  readonly fields?: FieldErrors;
  readonly end?: ExplainedEnd | null;
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

/** An error that is answered to the client, with a stable code. Its cause is only logged. */
export class ApiError extends TRPCError {
  readonly errorCode: ErrorCode;
  readonly fields: FieldErrors | null;
  /** When, why and by which device the session of the token ended, where the token belongs to an ended session. */
  readonly end: ExplainedEnd | null;
  /** After how many seconds a new attempt may succeed, or null where that is not known. */
  readonly retryAfter: number | null;

  constructor(errorCode: ErrorCode, { fields, end, retryAfter, cause }: ErrorDetails = {}) {
    const { code, msg } = allErrors[errorCode];
    super({ code, message: msg, cause });
    this.errorCode = errorCode;
    this.fields = fields ?? null;
    this.end = end ?? null;
    this.retryAfter = retryAfter ?? (errorCode === 'service_unavailable' ? 2 : null);
  }

  get status(): number {
    const error = allErrors[this.errorCode];
    return 'status' in error ? error.status : getHTTPStatusCodeFromError(this);
  }
}

interface Failure {
  readonly ok: false;
  readonly code: ErrorCode;
  readonly retryAfter?: number;
}

/** The value of a service's result. Throws the ApiError of its code where the service failed. */
export function unwrap<Value>(result: { readonly ok: true; readonly value: Value } | Failure): Value;
export function unwrap(result: { readonly ok: true } | Failure): void;
export function unwrap(result: { readonly ok: true; readonly value?: unknown } | Failure): unknown {
  if (result.ok) return result.value;
  throw new ApiError(result.code, result.retryAfter === undefined ? {} : { retryAfter: result.retryAfter });
}

/** The errors that tRPC itself throws, by its codes. */
const ofTransport: Partial<Record<TRPC_ERROR_CODE_KEY, ErrorCode>> = {
  NOT_FOUND: 'route_not_found',
  PARSE_ERROR: 'json_malformed',
  BAD_REQUEST: 'request_malformed',
  UNSUPPORTED_MEDIA_TYPE: 'media_type_unsupported',
  METHOD_NOT_SUPPORTED: 'method_not_allowed',
  PAYLOAD_TOO_LARGE: 'body_too_large',
};

/** Turns anything that was thrown into an ApiError: known failures keep their code, all others are internal errors. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const overload = overloadOf(error) ?? (error instanceof TRPCError ? overloadOf(error.cause) : null);
  if (overload) return overload;
  if (!(error instanceof TRPCError)) return new ApiError('internal_error', { cause: error });
  if (error.code === 'BAD_REQUEST' && error.cause instanceof z.ZodError) {
    return new ApiError('validation_failed', { fields: fieldErrors(error.cause) });
  }
  return new ApiError(ofTransport[error.code] ?? 'internal_error', { cause: error.cause ?? error });
}

/** Temporary failures: the database is unreachable, or a queue for password hashes or for one user's rows is full. */
function overloadOf(error: unknown): ApiError | null {
  if (error instanceof StoreUnavailable) return new ApiError('service_unavailable', { cause: error });
  if (error instanceof HashQueueFull || error instanceof StoreBusy) {
    return new ApiError('busy', { retryAfter: error.retryAfter, cause: error });
  }
  return null;
}

/** The HTTP status of an error, for the OpenAPI document. */
export function errorStatus(errorCode: ErrorCode): number {
  return new ApiError(errorCode).status;
}
