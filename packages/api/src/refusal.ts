import { HashQueueFull } from '@latchkey/sessions/accounts/hash-queue';
import type { Limited } from '@latchkey/sessions/rate-limiter';
import { StoreBusy, StoreUnavailable } from '@latchkey/sessions/store-unavailable';
import type { ExplainedEnd } from '@latchkey/sessions/history-service';
import { TRPCError, type TRPC_ERROR_CODE_KEY } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { z } from 'zod';

/** Every refusal there is: its class, from which both transports take the HTTP status, and its sentence. */
const refusals = {
  email_taken: { code: 'CONFLICT', msg: 'This e-mail address already has an account.' },
  sign_up_closed: { code: 'FORBIDDEN', msg: 'Accounts are opened by whoever runs this service.' },
  credentials_incorrect: { code: 'UNAUTHORIZED', msg: 'E-mail address or password is incorrect.' },
  token_not_provided: { code: 'UNAUTHORIZED', msg: 'Token not provided.' },
  token_incorrect: { code: 'UNAUTHORIZED', msg: 'Your token is incorrect!' },
  device_not_proved: {
    code: 'UNAUTHORIZED',
    msg: 'This session is bound to a device, and nothing shows that the request comes from there.',
  },
  account_disabled: { code: 'FORBIDDEN', msg: 'This account is disabled. Ask whoever runs this service.' },
  password_incorrect: { code: 'FORBIDDEN', msg: 'The password is incorrect.' },
  step_up_required: {
    code: 'FORBIDDEN',
    msg: 'Prove first who you are: POST your password to /api/v1/auth/stepup, and go on with the token that it answers.',
  },
  too_many_streams: {
    code: 'TOO_MANY_REQUESTS',
    msg: 'Too many pages are open for this account or from this network. Close other tabs, and try again later.',
  },
  rate_limited: { code: 'TOO_MANY_REQUESTS', msg: 'Too many attempts. Try again later.' },
  device_not_found: { code: 'NOT_FOUND', msg: 'There is no such device.' },
  alert_not_found: { code: 'NOT_FOUND', msg: 'There is nothing to answer any more.' },
  alert_link_unusable: { code: 'NOT_FOUND', msg: 'This link cannot be used, or not any more.' },
  account_link_unusable: { code: 'NOT_FOUND', msg: 'This link cannot be used, or not any more.' },
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

export type ErrorCode = keyof typeof refusals;

/** Every code, for the OpenAPI document. */
export const errorCodes = Object.keys(refusals).filter((code): code is ErrorCode => Object.hasOwn(refusals, code));

/** What is wrong with each input field, in words. */
export type FieldErrors = Readonly<Record<string, string>>;

interface RefusalDetails {
  readonly fields?: FieldErrors;
  readonly end?: ExplainedEnd | null;
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

/** An answer that is not the one hoped for, with a stable code. Nothing of the cause reaches a client. */
export class Refusal extends TRPCError {
  readonly errorCode: ErrorCode;
  readonly fields: FieldErrors | null;
  /** When, why and by which device the session of a right but dead token ended. */
  readonly end: ExplainedEnd | null;
  /** After how many seconds it is worth trying again, where that is known. */
  readonly retryAfter: number | null;

  constructor(errorCode: ErrorCode, { fields, end, retryAfter, cause }: RefusalDetails = {}) {
    const { code, msg } = refusals[errorCode];
    super({ code, message: msg, cause });
    this.errorCode = errorCode;
    this.fields = fields ?? null;
    this.end = end ?? null;
    this.retryAfter = retryAfter ?? (errorCode === 'service_unavailable' ? 2 : null);
  }

  get status(): number {
    const refusal = refusals[this.errorCode];
    return 'status' in refusal ? refusal.status : getHTTPStatusCodeFromError(this);
  }
}

/** The same as a service says it. */
export const refuse = (refused: { readonly code: ErrorCode } | Limited): Refusal =>
  new Refusal(refused.code, 'retryAfter' in refused ? { retryAfter: refused.retryAfter } : {});

/** The refusals that tRPC itself can decide on, by its codes. */
const ofTransport: Partial<Record<TRPC_ERROR_CODE_KEY, ErrorCode>> = {
  NOT_FOUND: 'route_not_found',
  PARSE_ERROR: 'json_malformed',
  BAD_REQUEST: 'request_malformed',
  UNSUPPORTED_MEDIA_TYPE: 'media_type_unsupported',
  METHOD_NOT_SUPPORTED: 'method_not_allowed',
  PAYLOAD_TOO_LARGE: 'body_too_large',
};

/** The one place where whatever was thrown becomes a refusal. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const overload = overloadOf(error) ?? (error instanceof TRPCError ? overloadOf(error.cause) : null);
  if (overload) return overload;
  if (!(error instanceof TRPCError)) return new Refusal('internal_error', { cause: error });
  if (error.code === 'BAD_REQUEST' && error.cause instanceof z.ZodError) {
    return new Refusal('validation_failed', { fields: fieldErrors(error.cause) });
  }
  return new Refusal(ofTransport[error.code] ?? 'internal_error', { cause: error.cause ?? error });
}

/** What passes by itself: the database is away, or too much waits for a password hash or for one user's rows. */
function overloadOf(error: unknown): Refusal | null {
  if (error instanceof StoreUnavailable) return new Refusal('service_unavailable', { cause: error });
  if (error instanceof HashQueueFull || error instanceof StoreBusy) {
    return new Refusal('busy', { retryAfter: error.retryAfter, cause: error });
  }
  return null;
}

function fieldErrors(error: z.ZodError): FieldErrors {
  const fields = new Map<string, string>();
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? 'body');
    if (!fields.has(field)) fields.set(field, issue.message);
  }
  return Object.fromEntries(fields);
}

export function refusalStatus(errorCode: ErrorCode): number {
  return new Refusal(errorCode).status;
}
