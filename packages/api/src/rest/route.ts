import type { SessionToken } from '@latchkey/sessions/session-token';
import type { AnyRouter } from '@trpc/server';
import type { z } from 'zod';
import type { ProcedureMeta } from '../procedure.ts';
import type { ErrorCode } from '../refusal.ts';

/** Where the API is mounted. */
export const apiPrefix = '/api';

/** A procedure's documented address and answer. Inputs need no word here: they are the procedure's, in snake_case. */
export interface RestRoute<Output = unknown, Body = unknown> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** With its parameters in braces: `/api/v1/user/myself/session/{id}`. */
  readonly path: `${typeof apiPrefix}/v1/${string}`;
  readonly summary: string;
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

/** A procedure that has a REST address. */
export interface RestOperation {
  /** The procedure's name in the router: `session.list`. */
  readonly name: string;
  readonly type: 'query' | 'mutation';
  readonly route: RestRoute;
  readonly signedIn: boolean;
  readonly inputs: readonly unknown[];
}

/** Every procedure of a router that has a REST address, in the router's order. */
export function restOperations(router: AnyRouter): RestOperation[] {
  return Object.entries<RoutedProcedure>(router._def.procedures).flatMap(([name, { _def }]) => {
    const { rest: route, signedIn = false } = _def.meta ?? {};
    return route && _def.type !== 'subscription'
      ? [{ name, type: _def.type, route, signedIn, inputs: _def.inputs }]
      : [];
  });
}

interface RoutedProcedure {
  readonly _def: {
    readonly type: 'query' | 'mutation' | 'subscription';
    readonly meta?: ProcedureMeta;
    readonly inputs: readonly unknown[];
  };
}
