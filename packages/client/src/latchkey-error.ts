import type { EndReason } from './account/history.ts';
import type { NamedDevice } from './sessions/session.ts';

/** Why the server refuses a call. */
const serverCodes = [
  'email_taken',
  'sign_up_closed',
  'sign_in_elsewhere',
  'credentials_incorrect',
  'token_not_provided',
  'token_incorrect',
  'device_not_proved',
  'account_disabled',
  'session_limit_reached',
  'password_incorrect',
  'step_up_required',
  'step_up_unavailable',
  'too_many_streams',
  'rate_limited',
  'device_not_found',
  'alert_not_found',
  'alert_link_unusable',
  'account_link_unusable',
  'session_token_not_found',
  'session_token_incorrect',
  'validation_failed',
  'json_malformed',
  'request_malformed',
  'headers_too_large',
  'request_timed_out',
  'media_type_unsupported',
  'body_too_large',
  'cross_site_refused',
  'route_not_found',
  'method_not_allowed',
  'busy',
  'service_unavailable',
  'internal_error',
] as const;

/** Why there is no answer: the server cannot be reached, is too slow, or something else has answered. */
const outageCodes = ['unreachable', 'timed_out', 'unexpected_answer'] as const;

export type LatchkeyErrorCode = (typeof serverCodes)[number] | (typeof outageCodes)[number];

const codes: ReadonlySet<string> = new Set(serverCodes);

/** Whether a text is a code of the server that this version knows. */
export const isServerCode = (text: unknown): text is (typeof serverCodes)[number] =>
  typeof text === 'string' && codes.has(text);

/** How a session ended, as the server tells the client that still has its token. */
export interface SessionEnd {
  readonly reason: EndReason;
  readonly at: string;
  /** When the session signed in. */
  readonly sessionCreatedAt: string | null;
  /** The device that ended it, where that is another one and not purged. */
  readonly by: NamedDevice | null;
  /** Whether the account has a password here, and is not a user of an application. */
  readonly hasPassword: boolean;
}

interface ErrorDetails {
  readonly fields?: Readonly<Record<string, string>> | null;
  readonly retryAfter?: number | null;
  readonly end?: SessionEnd | null;
  readonly cause?: unknown;
}

/**
 * A call that the server has refused or not answered. `code` says why, and stays the same in later versions. `message` is for
 * developers.
 */
export class LatchkeyError extends Error {
  override readonly name = 'LatchkeyError';
  readonly code: LatchkeyErrorCode;
  /** What is wrong with each field of the input, by its name. */
  readonly fields: Readonly<Record<string, string>> | null;
  /** After how many seconds a new attempt may succeed, or null where that is not known. */
  readonly retryAfter: number | null;
  /** When, why and by which device the session ended, where the token belongs to an ended session. */
  readonly end: SessionEnd | null;

  constructor(code: LatchkeyErrorCode, message: string, { fields, retryAfter, end, cause }: ErrorDetails = {}) {
    super(message, { cause });
    this.code = code;
    this.fields = fields ?? null;
    this.retryAfter = retryAfter ?? null;
    this.end = end ?? null;
  }
}

/** Whether an error says that the client has no live session. An unreachable or busy server does not say that. */
export const isSignedOut = (error: unknown): boolean =>
  error instanceof LatchkeyError && (error.code === 'token_incorrect' || error.code === 'token_not_provided');

/**
 * Whether an error says that the session is over for good. `token_incorrect` without an end does not: a step-up may be
 * replacing the token.
 */
export const isSessionOver = ({ code, end }: LatchkeyError): boolean => code === 'token_not_provided' || end !== null;
