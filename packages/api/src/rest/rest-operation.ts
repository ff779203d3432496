import type { AnyRouter } from '@trpc/server';
import { type RunnableProcedure, runnableProcedures } from './procedure-run.ts';
import type { RestRoute } from './route.ts';
import { WireNames } from './wire-name.ts';

/** A procedure that has a REST route. */
export interface RestOperation {
  readonly procedure: RunnableProcedure;
  readonly route: RestRoute;
  /** The names of the procedure's input on the wire. */
  readonly names: WireNames;
}

/** Every procedure of a router that has a REST route, in the router's order. */
export function restOperations(router: AnyRouter): RestOperation[] {
  return runnableProcedures(router).flatMap((procedure) => {
    const { rest: route } = procedure.meta;
    return route ? [{ procedure, route, names: new WireNames(route.inputNames) }] : [];
  });
}

/** Whether a request of this operation has a body. A GET and a DELETE have all of their input in the path and the query. */
export const takesBody = ({ route }: RestOperation): boolean => route.method === 'POST';
