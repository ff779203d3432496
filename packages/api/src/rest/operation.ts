import type { AnyRouter } from '@trpc/server';
import type { ProcedureMeta } from '../procedure.ts';
import type { KeptStep, Step } from './procedure-run.ts';
import type { RestRoute } from './route.ts';

/** A procedure that has a REST address. */
export interface RestOperation {
  /** The procedure's name in the router: `session.list`. */
  readonly name: string;
  readonly type: 'query' | 'mutation';
  readonly route: RestRoute;
  readonly signedIn: boolean;
  readonly inputs: readonly unknown[];
  readonly steps: readonly Step[];
}

/** Every procedure of a router that has a REST address, in the router's order. */
export function restOperations(router: AnyRouter): RestOperation[] {
  return Object.entries<RoutedProcedure>(router._def.procedures).flatMap(([name, { _def }]) => {
    const { rest: route, signedIn = false } = _def.meta ?? {};
    return route && _def.type !== 'subscription'
      ? [{ name, type: _def.type, route, signedIn, inputs: _def.inputs, steps: stepsOf(_def) }]
      : [];
  });
}

/** Whether a request of this operation has a body. A GET and a DELETE find all that they need in the address. */
export const takesBody = ({ route }: RestOperation): boolean => route.method === 'POST';

interface RoutedProcedure {
  readonly _def: {
    readonly type: 'query' | 'mutation' | 'subscription';
    readonly meta?: ProcedureMeta;
    readonly inputs: readonly unknown[];
    readonly middlewares: readonly KeptStep[];
  };
}

/** The procedure's steps without the one for the output: what leaves is held against the documented body instead. */
function stepsOf({ middlewares }: RoutedProcedure['_def']): Step[] {
  // oxlint-disable-next-line no-underscore-dangle -- tRPC named it so.
  return middlewares.filter((step) => step._type !== 'output');
}
