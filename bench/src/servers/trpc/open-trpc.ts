import { initTRPC } from '@trpc/server';
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify';
import { z } from 'zod';
import { latchkeyLike, listen } from '../hand-written/latchkey-like.ts';

const t = initTRPC.create({ isDev: false });

// Latchkey's `open` procedures look at the result too.
const open = t.procedure.use(async ({ next }) => {
  const result = await next();
  return result;
});

const appRouter = t.router({
  user: t.router({
    myself: open
      .output(z.object({ id: z.int().min(1), email: z.string() }))
      .query(() => ({ id: 123_456, email: 'user-123456@bench.example' })),
  }),
});

const app = latchkeyLike();
// Latchkey's request log runs too, and writes nothing at the measured level.
app.addHook('onResponse', async (request, reply) => {
  request.log.info({ method: request.method, status: reply.statusCode, ms: reply.elapsedTime });
});
app.register((scope, _options, done) => {
  scope.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, parsed) => parsed(null, text));
  scope.all<{ Params: { path: string } }>('/api/trpc/:path', async (request, reply) => {
    Object.assign(request.raw.headers, { accept: 'application/json', 'trpc-accept': undefined });
    await fastifyRequestHandler({
      router: appRouter,
      req: request,
      res: reply,
      path: request.params.path,
      maxBatchSize: 20,
      createContext: () => ({}),
      responseMeta: () => ({}),
    });
  });
  done();
});
await listen(app);
