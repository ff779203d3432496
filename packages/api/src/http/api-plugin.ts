import { capUserAgent } from '@latchkey/sessions/user-agent';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type AppRouter, appRouter } from '../app-router.ts';
import { Refusal, refusalOf } from '../refusal.ts';
import type { RequestContext, Services, TokenDelivery } from '../request-context.ts';
import { openApiPlugin } from '../openapi/plugin.ts';
import { restPlugin } from '../rest/plugin.ts';
import { allowedMethods, apiPrefix, restOperations } from '../rest/route.ts';
import { carriedToken } from './credential.ts';
import { isCrossSite } from './cross-site.ts';
import { answerError } from './refusal-answer.ts';
import { sessionCookie } from './session-cookie.ts';

export interface ApiOptions {
  readonly services: Services;
  /** Where browsers reach this server. Its scheme decides which cookie is set. */
  readonly publicUrl: URL;
}

/** Everything below `/api`: tRPC, the REST routes, and their description. Register it on any Fastify application. */
export function latchkeyApi(app: FastifyInstance, options: ApiOptions, done: () => void): void {
  app.register(mountApi, { ...options, prefix: apiPrefix });
  done();
}

function mountApi(app: FastifyInstance, { services, publicUrl }: ApiOptions, done: () => void): void {
  const cookie = sessionCookie({ secure: publicUrl.protocol === 'https:' });
  const operations = restOperations(appRouter);

  app.addHook('onRequest', async ({ method, headers }, reply) => {
    reply.header('cache-control', 'no-store');
    if (isCrossSite(method, headers, publicUrl.origin)) throw new Refusal('cross_site_refused');
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => {
    const allowed = allowedMethods(operations, request.url.split('?', 1)[0] ?? '');
    if (allowed.length > 0) reply.header('allow', allowed.join(', '));
    answerError(new Refusal(allowed.length > 0 ? 'method_not_allowed' : 'route_not_found'), request, reply);
  });

  const contextOf = (
    { headers }: FastifyRequest,
    reply: FastifyReply,
    give: TokenDelivery['give'],
  ): RequestContext => ({
    services,
    userAgent: capUserAgent(headers['user-agent']),
    token: carriedToken(headers, cookie.name),
    delivery: {
      give,
      withdraw: () => {
        if (headers.cookie !== undefined) reply.header('set-cookie', cookie.clear());
      },
    },
  });

  app.register(restPlugin, { router: appRouter, createContext: contextOf });
  app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      createContext: ({ req, res }) =>
        contextOf(req, res, (started) => {
          res.header('set-cookie', cookie.set(started));
        }),
      onError: ({ error, req }) => {
        const refusal = refusalOf(error);
        if (refusal.status >= 500) req.log.error({ err: refusal.cause ?? refusal, code: refusal.errorCode });
      },
    },
  } satisfies FastifyTRPCPluginOptions<AppRouter> & { prefix: string });
  app.register(openApiPlugin, { operations });
  done();
}
