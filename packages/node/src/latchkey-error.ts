/** The codes with which the service API refuses a call. `unexpected_answer`: a code that this version does not know. */
const serviceCodes = [
  'account_disabled',
  'accounts_own',
  'idempotency_key_used',
  'rate_limited',
  'service_key_incorrect',
  'service_key_not_provided',
  'service_scope_missing',
  'session_limit_reached',
  'session_not_proved',
  'session_token_incorrect',
  'session_token_not_found',
  'step_up_request_unusable',
  'subject_differs',
  'subject_not_found',
  'validation_failed',
] as const;

/** Why Latchkey gave no answer. The first three are found here, the others are codes of Latchkey. */
const outageCodes = [
  'timed_out',
  'unreachable',
  'unexpected_answer',
  'busy',
  'internal_error',
  'service_unavailable',
] as const;

export type LatchkeyErrorCode = (typeof serviceCodes)[number] | (typeof outageCodes)[number];

const codes: ReadonlySet<string> = new Set([...serviceCodes, ...outageCodes]);
const isCode = (text: string): text is LatchkeyErrorCode => codes.has(text);

/** The code of an answer, or `unexpected_answer` for one that this version does not know. */
export const errorCodeOf = (text: string): LatchkeyErrorCode => (isCode(text) ? text : 'unexpected_answer');

interface ErrorDetails {
  /** What is wrong with each field of the input, by its name. */
  readonly fields?: Readonly<Record<string, string>> | null;
  /** After how many seconds a new attempt may succeed. */
  readonly retryAfter?: number | null;
  readonly cause?: unknown;
}

/** The status for what a browser can cause. Every other refusal is a fault of the application: 500. */
const statuses: Partial<Readonly<Record<LatchkeyErrorCode, number>>> = {
  account_disabled: 403,
  rate_limited: 429,
  session_limit_reached: 409,
  session_not_proved: 409,
  session_token_incorrect: 401,
  session_token_not_found: 404,
  step_up_request_unusable: 409,
  subject_differs: 409,
};

/**
 * A call that Latchkey has refused, or has not answered. `code` says why, and stays the same in later versions. Frameworks
 * answer an error that is not handled with its `status`.
 */
export class LatchkeyError extends Error {
  override readonly name: string = 'LatchkeyError';
  readonly code: LatchkeyErrorCode;
  readonly fields: Readonly<Record<string, string>> | null;
  readonly retryAfter: number | null;
  readonly status: number;
  readonly statusCode: number;

  constructor(code: LatchkeyErrorCode, message: string, { fields, retryAfter, cause }: ErrorDetails = {}) {
    super(message, { cause });
    this.code = code;
    this.fields = fields ?? null;
    this.retryAfter = retryAfter ?? null;
    this.status = statuses[code] ?? 500;
    this.statusCode = this.status;
  }
}

/** In seconds, where Latchkey gives no time. */
const defaultRetryAfter = 2;

/**
 * Latchkey has not said whether a session is live. This is no sign-out: answer 503, and keep the user's cookies. Express and
 * Fastify read `status`, `statusCode` and `headers`, and Hono calls `getResponse`, so an error that is not handled is
 * answered with 503.
 */
export class LatchkeyUnavailable extends LatchkeyError {
  override readonly name = 'LatchkeyUnavailable';
  override readonly status = 503;
  override readonly statusCode = 503;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: LatchkeyErrorCode, message: string, details: ErrorDetails = {}) {
    super(code, message, details);
    this.headers = { 'retry-after': String(this.retryAfter ?? defaultRetryAfter), 'cache-control': 'no-store' };
  }

  getResponse(): Response {
    return new Response('Try again in a moment.', { status: this.status, headers: this.headers });
  }
}
