import { z } from 'zod';
import type { ErrorCode } from '../api-error.ts';
import type { AnswerContext } from '../request-context.ts';

/** The path of the API. */
export const apiPrefix = '/api';

/** The schema of an answer without a body. */
export const emptyAnswer = z.undefined();

/** The documented REST route of a procedure. Its input is that of the procedure, with names in snake_case. */
export interface RestRoute<Output = unknown, Body = unknown> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** With its parameters in braces: `/api/v1/user/myself/session/{id}`. */
  readonly path: `${typeof apiPrefix}/v1/${string}`;
  readonly summary: string;
  /** The effect of the procedure, in whole sentences. */
  readonly description: string;
  readonly status: 200 | 201;
  /** The inputs that a GET takes from its query, by the procedure's names. Each accepts text. */
  readonly query?: readonly string[];
  /** Whether it also accepts a form (`application/x-www-form-urlencoded`). */
  readonly acceptsForm?: boolean;
  /** Whether it reads a browser's cookies too. Only for answers that have no token (docs/decisions/0062). */
  readonly acceptsCookie?: boolean;
  /** The headers of the answer, for a proxy that reads no body. */
  headers?(output: Output): Readonly<Record<string, string>>;
  /** The documented names of inputs where they are not those of the procedure in snake_case, by the procedure's names. */
  readonly inputNames?: Readonly<Record<string, string>>;
  /** The schema of the answer. It also removes every field that is not documented. */
  readonly body: z.ZodType<Body>;
  /** The errors of this route beside those that all routes of its kind have. */
  readonly errors: readonly ErrorCode[];
  /** Turns the procedure's output into the documented answer, its keys in the documented order. */
  present(output: Output, answer: AnswerContext): Body;
}

/** Checks at compile time that `present` gives an answer of the shape of `body`. */
export function restRoute<Output, Body>(route: RestRoute<Output, Body>): RestRoute<Output, Body> {
  return route;
}
