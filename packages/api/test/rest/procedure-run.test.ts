import { type AnyRouter, TRPCError, initTRPC } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ProcedureMeta } from '../../src/procedure.ts';
import type { RequestContext } from '../../src/request-context.ts';
import { configOf, runProcedure, runnableProcedures, subscriptionAt } from '../../src/rest/procedure-run.ts';

type Context = RequestContext & { readonly calls: string[] };

const t = initTRPC.context<Context>().meta<ProcedureMeta>().create();

const logged = (name: string) =>
  t.procedure.use(async ({ ctx, path, type, next }) => {
    ctx.calls.push(`${name} begins ${type} ${path}`);
    const result = await next({ ctx: { user: name } });
    ctx.calls.push(`${name} ends ${result.ok ? 'ok' : result.error.code}`);
    return result;
  });

const trimmed = z.object({ text: z.string().trim() });

const router = t.router({
  nested: t.router({
    query: logged('outer')
      .input(trimmed)
      .use(({ input, next }) => next({ ctx: { length: input.text.length } }))
      .input(z.object({ count: z.number().default(1) }))
      .query(({ ctx, input }) => ({ ...input, user: ctx.user, length: ctx.length })),
  }),
  replaced: t.procedure.use(({ next }) => next({ input: 'changed' })).query(({ input }) => input ?? 'none'),
  raw: t.procedure.use(async ({ getRawInput, next }) => next({ ctx: { raw: await getRawInput() } })).query(({ ctx }) => ctx.raw),
  mutation: logged('outer').meta({ signedIn: true }).input(trimmed).output(z.void()).mutation(({ ctx, input }) => {
    ctx.calls.push(`resolver ${input.text}`);
  }),
  throws: logged('outer').query(() => { throw new RangeError('thrown'); }),
  fails: logged('outer').query(() => { throw new TRPCError({ code: 'CONFLICT', message: 'failed' }); }),
  middlewareThrows: logged('outer').use(() => { throw new RangeError('thrown'); }).query(() => 1),
  middlewareMaps: t.procedure.use(async ({ next }) => {
    const result = await next();
    return result.ok ? result : { ...result, error: new TRPCError({ code: 'NOT_FOUND', cause: result.error }) };
  }).query(() => { throw new RangeError('thrown'); }),
  subscription: t.procedure.subscription(async function* events() { yield await Promise.resolve(1); }),
}); // prettier-ignore

const client = { userAgent: '', ip: null, language: 'en', deviceTokenHash: null, canBind: false };

/** A context whose services are never called. */
const context = (): Context =>
  Object.assign(Object.create(null), { client: () => client, answer: { tokenChange: null }, calls: [] });

type Outcome =
  { readonly output: unknown } | { readonly code: string; readonly message: string; readonly cause: unknown };

async function outcomeOf(run: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { output: await run() };
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    return { code: error.code, message: error.message, cause: error.cause?.constructor };
  }
}

const callerFactory = t.createCallerFactory(router);
const procedures = runnableProcedures(router);
const called = new Map<string, (ctx: Context, input: unknown) => Promise<unknown>>([
  ['nested.query', (ctx, input) => Reflect.apply(callerFactory(ctx).nested.query, null, [input])],
  ...(['replaced', 'raw', 'mutation', 'throws', 'fails', 'middlewareThrows', 'middlewareMaps'] as const).map(
    (name): [string, (ctx: Context, input: unknown) => Promise<unknown>] => [
      name,
      (ctx, input) => Reflect.apply(callerFactory(ctx)[name], null, [input]),
    ],
  ),
]);

describe('the definition of a procedure, as tRPC keeps it', () => {
  it('has all queries and mutations of a router by their paths', () => {
    expect(procedures.map(({ path }) => path)).toEqual([...called.keys()]);
  });

  it('has type, meta and inputs', () => {
    const found = procedures.find(({ path }) => path === 'mutation');
    expect(found).toMatchObject({ type: 'mutation', meta: { signedIn: true }, inputs: [trimmed] });
    expect(procedures.find(({ path }) => path === 'nested.query')).toMatchObject({ type: 'query', meta: {} });
    expect(procedures.find(({ path }) => path === 'nested.query')?.inputs).toHaveLength(2);
  });

  it('marks the steps of input and output, and ends with the resolver', () => {
    const anyRouter: AnyRouter = router;
    const definitions = new Map(
      Object.entries<{ readonly _def: { readonly middlewares?: readonly { readonly _type?: string }[] } }>(
        anyRouter._def.procedures,
      ),
    );
    const steps = definitions.get('mutation')?._def.middlewares;
    // oxlint-disable-next-line no-underscore-dangle -- tRPC named it so.
    expect(steps?.map((step) => step._type)).toEqual([undefined, 'input', 'output', undefined]);
    expect(procedures.find(({ path }) => path === 'mutation')?.steps).toHaveLength(3);
  });
});

describe('runProcedure gives what tRPC’s caller gives', () => {
  const inputs = [
    undefined,
    null,
    {},
    { text: ' a ' },
    { text: 'b', count: 2 },
    { text: 'b', count: 'x' },
    { text: 1 },
    'text',
  ];
  it.each(procedures.flatMap((procedure) => inputs.map((input) => ({ procedure, path: procedure.path, input }))))(
    '$path with $input',
    async ({ procedure, path, input }) => {
      const [own, callers] = [context(), context()];
      const expected = await outcomeOf(() => called.get(path)?.(callers, input) ?? Promise.reject(new Error(path)));
      expect(await outcomeOf(() => runProcedure(procedure, own, input))).toEqual(expected);
      expect(own.calls).toEqual(callers.calls);
    },
  );
});

it('finds subscriptions by their path, and the settings of the router', () => {
  async function* nothing(): AsyncGenerator<never> {}
  const streaming = initTRPC.create({ sse: { ping: { enabled: true, intervalMs: 7 } } });
  const one = streaming.router({
    nested: streaming.router({
      stream: streaming.procedure.subscription(nothing),
      query: streaming.procedure.query(() => 1),
    }),
  });
  expect(subscriptionAt(one, 'nested.stream')).toBe(one.nested.stream);
  for (const path of ['nested.query', 'stream', 'nested', 'toString']) expect(subscriptionAt(one, path)).toBeNull();
  expect(configOf(one).sse?.ping?.intervalMs).toBe(7);
});
