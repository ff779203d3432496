import type { AppRouter } from '@latchkey/api/routers/app-router';
import { TRPCClientError } from '@trpc/client';
import { isServerCode, LatchkeyError, type SessionEnd } from '../latchkey-error.ts';

const isTrpcError = (error: unknown): error is TRPCClientError<AppRouter> => error instanceof TRPCClientError;

/** Turns an error of tRPC or `fetch` into one of this package. */
export function latchkeyErrorOf(error: unknown): LatchkeyError {
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
  return new LatchkeyError('unreachable', 'Latchkey cannot be reached.', { cause: error });
}

type RouterEnd = NonNullable<NonNullable<TRPCClientError<AppRouter>['data']>['end']>;

/** The end with its times as text, which they are on the wire. tRPC infers dates, because it converts types of outputs only. */
function sessionEnd({ reason, at, sessionCreatedAt, by, hasPassword }: RouterEnd): SessionEnd {
  return { reason, at: textOf(at), sessionCreatedAt: sessionCreatedAt && textOf(sessionCreatedAt), by, hasPassword };
}

const textOf = (moment: Date): string => new Date(moment).toISOString();

export const unexpectedAnswer = (cause: unknown): LatchkeyError =>
  new LatchkeyError('unexpected_answer', 'The answer is not one of this version of Latchkey.', { cause });
