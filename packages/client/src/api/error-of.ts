import type { AppRouter } from '@latchkey/api/routers/app-router';
import { TRPCClientError } from '@trpc/client';
import { isServerCode, LatchkeyError, type SessionEnd } from '../latchkey-error.ts';

const isTrpcError = (error: unknown): error is TRPCClientError<AppRouter> => error instanceof TRPCClientError;

/**
 * Turns an error of tRPC or `fetch` into one of this package. `url`: the address of Latchkey, empty for the one of the page.
 */
export function latchkeyErrorOf(error: unknown, url: string): LatchkeyError {
  if (error instanceof LatchkeyError) return error;
  if (isTrpcError(error)) {
    const { data, message, cause, meta } = error;
    if (isServerCode(data?.errorCode)) {
      const { errorCode, end, fields, retryAfter } = data;
      return new LatchkeyError(errorCode, message, { fields, retryAfter, end: end && sessionEnd(end), cause: error });
    }
    if (cause instanceof LatchkeyError) return cause;
    const hasAnswer = data !== undefined || meta?.['responseJSON'] !== undefined || cause instanceof SyntaxError;
    if (hasAnswer) return unexpectedAnswer(error);
  }
  // Not by `URL`, whose `origin` React Native does not have.
  const [origin] = /^https?:\/\/[^/?#]+/.exec(url) ?? ['the address of the page'];
  return new LatchkeyError('unreachable', `Latchkey cannot be reached at ${origin}: ${reasonOf(error)}.`, {
    cause: error,
  });
}

/** Why a request failed: the system's code of its deepest cause, which Node gives, or else its message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

type RouterEnd = NonNullable<NonNullable<TRPCClientError<AppRouter>['data']>['end']>;

/** The end with its times as text, which they are on the wire. tRPC infers dates, because it converts types of outputs only. */
function sessionEnd({ reason, at, sessionCreatedAt, by, hasPassword }: RouterEnd): SessionEnd {
  return { reason, at: textOf(at), sessionCreatedAt: sessionCreatedAt && textOf(sessionCreatedAt), by, hasPassword };
}

const textOf = (moment: Date): string => new Date(moment).toISOString();

export const unexpectedAnswer = (cause: unknown): LatchkeyError =>
  new LatchkeyError('unexpected_answer', 'The answer is not one of this version of Latchkey.', { cause });
