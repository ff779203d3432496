import { type AnyProcedure, type AnyRouter, TRPCError } from '@trpc/server';
import type { ProcedureMeta } from '../procedure.ts';

/**
 * tRPC's definition of a procedure, as far as it is read here. tRPC does not document it: this is the only file that depends
 * on it, and `procedure-run.test.ts` fails where an update of tRPC changes it. docs/decisions/0004 gives the reason.
 */
interface Definition {
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly meta?: ProcedureMeta;
  readonly inputs: readonly unknown[];
  readonly output?: unknown;
  readonly middlewares: readonly MarkedStep[];
}

/** tRPC marks the steps that it makes from `.input()` and `.output()`. */
type MarkedStep = Step & { readonly _type?: 'input' | 'output' };

/** One step of a procedure: a middleware, the input parser, or the resolver at the end. */
type Step = (options: StepOptions) => Promise<StepResult>;

/** The result of a step: that of the next one, changed or not. */
type StepResult = { readonly ok: true; readonly data: unknown } | { readonly ok: false; readonly error: TRPCError };

interface StepOptions {
  readonly ctx: object;
  readonly type: 'query' | 'mutation';
  readonly path: string;
  readonly input: unknown;
  readonly signal: undefined;
  readonly batchIndex: number;
  readonly getRawInput: () => Promise<unknown>;
  readonly next: (more?: Partial<Pick<StepOptions, 'ctx' | 'input'>>) => Promise<StepResult>;
}

/** A query or mutation of a router, ready to be run. */
export interface RunnableProcedure {
  /** Its name in the router: `session.list`. */
  readonly path: string;
  readonly type: 'query' | 'mutation';
  readonly meta: ProcedureMeta;
  /** The schemas of its input. */
  readonly inputs: readonly unknown[];
  /** The schema of its output, where it has one. */
  readonly output: unknown;
  /** Its steps in order, without the check of the output: the route's body schema filters the answer instead. */
  readonly steps: readonly Step[];
}

/** The queries and mutations of a router, in the router's order. */
export function runnableProcedures(router: AnyRouter): RunnableProcedure[] {
  const procedures = Object.entries<{ readonly _def: Definition }>(router._def.procedures);
  return procedures.flatMap(([path, { _def: definition }]) => {
    const { type, meta = {}, inputs, output, middlewares } = definition;
    if (type === 'subscription') return [];
    // oxlint-disable-next-line no-underscore-dangle -- tRPC named it so.
    return [{ path, type, meta, inputs, output, steps: middlewares.filter((step) => step._type !== 'output') }];
  });
}

/** What a router was created with: its ping, its formatter of errors, and whether it is in development. */
export type RouterConfig = AnyRouter['_def']['_config'];

// oxlint-disable-next-line no-underscore-dangle -- tRPC named it so.
export const configOf = (router: AnyRouter): RouterConfig => router._def._config;

/** The subscription of a router with a path, or null. */
export function subscriptionAt(router: AnyRouter, path: string): AnyProcedure | null {
  const procedures = Object.entries<AnyProcedure>(router._def.procedures);
  const procedure = procedures.find(([name]) => name === path)?.[1];
  return procedure?._def.type === 'subscription' ? procedure : null;
}

/**
 * Runs a procedure as tRPC's caller does, except that a middleware's additions to the context go into the given context
 * instead of a copy of it. Gives the output of the resolver, and throws its error as a TRPCError.
 */
export async function runProcedure(procedure: RunnableProcedure, ctx: object, rawInput: unknown): Promise<unknown> {
  const result = await runStep({ procedure, ctx, rawInput }, 0, undefined);
  if (!result.ok) throw result.error;
  return result.data;
}

interface Run {
  readonly procedure: RunnableProcedure;
  readonly ctx: object;
  readonly rawInput: unknown;
}

/** Not an async function, which would take more promises than the procedure itself. */
function runStep(run: Run, at: number, input: unknown): Promise<StepResult> {
  const { procedure, ctx, rawInput } = run;
  const { path, type, steps } = procedure;
  try {
    const step = steps[at];
    if (!step) throw new Error(`${path} ends without a result`);
    const result = step({
      ctx,
      input,
      type,
      path,
      signal: undefined,
      batchIndex: 0,
      getRawInput: () => Promise.resolve(rawInput),
      next: (more) => {
        if (more?.ctx) Object.assign(ctx, more.ctx);
        return runStep(run, at + 1, more && 'input' in more ? more.input : input);
      },
    });
    return result.catch(failed);
  } catch (cause) {
    return Promise.resolve(failed(cause));
  }
}

const failed = (cause: unknown): StepResult => ({
  ok: false,
  error: cause instanceof TRPCError ? cause : new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause }),
});
