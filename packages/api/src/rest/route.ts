import type { SessionToken } from '@latchkey/sessions/session-token';
import type { z } from 'zod';
import type { ErrorCode } from '../refusal.ts';

/** Where the API is mounted. */
export const apiPrefix = '/api';

/** A procedure's documented address and answer. Inputs need no word here: they are the procedure's, in snake_case. */
export interface RestRoute<Output = unknown, Body = unknown> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** With its parameters in braces: `/api/v1/user/myself/session/{id}`. */
  readonly path: `${typeof apiPrefix}/v1/${string}`;
  readonly summary: string;
  /** What it does, in whole sentences. */
  readonly description: string;
  readonly status: 200 | 201;
  /** The shape of the answer, for the OpenAPI document. */
  readonly body: z.ZodType<Body>;
  /** Refusals beyond those that every route of its kind has. */
  readonly refusals: readonly ErrorCode[];
  /** Turns the procedure's output into the documented answer, keys in the documented order. */
  present(output: Output, issuedToken: () => SessionToken): Body;
}

/** Checks that a route's answer has the shape that it documents. */
export function restRoute<Output, Body>(route: RestRoute<Output, Body>): RestRoute<Output, Body> {
  return route;
}
