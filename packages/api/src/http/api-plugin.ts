import type { Services } from '@latchkey/sessions/services';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import type { FastifyInstance } from 'fastify';
import { type AppRouter, appRouter } from '../app-router.ts';
import { openApiPlugin } from '../openapi/plugin.ts';
import { Refusal, refusalOf } from '../refusal.ts';
import { restPlugin } from '../rest/plugin.ts';
import { refusalHeaders } from '../rest/refusal-body.ts';
import { apiPrefix, restOperations } from '../rest/route.ts';
import { allowedMethods } from './allowed-methods.ts';
import { browserContext, programContext } from './context.ts';
import { cookies } from './cookie.ts';
import { isCrossSite } from './cross-site.ts';
import { answerError, answerNowhere, logFault } from './refusal-answer.ts';

export interface ApiOptions {
  readonly services: Services;
  /** Where browsers reach this server. Its scheme decides which cookies are set. */
  readonly publicUrl: URL;
}

/** Everything below `/api`: tRPC, the REST routes, and their description. Register it on any Fastify application. */
export function latchkeyApi(app: FastifyInstance, options: ApiOptions, done: () => void): void {
  app.register(mountApi, { ...options, prefix: apiPrefix });
  done();
}

function mountApi(app: FastifyInstance, { services, publicUrl }: ApiOptions, done: () => void): void {
  const jar = cookies({ secure: publicUrl.protocol === 'https:' });
  const methodsAt = allowedMethods(app);

  app.addHook('onRequest', async ({ method, headers }, reply) => {
    reply.header('cache-control', 'no-store');
    if (isCrossSite(method, headers, publicUrl.origin)) throw new Refusal('cross_site_refused');
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => {
    answerNowhere(methodsAt(request.url), request, reply);
  });

  app.register(restPlugin, {
    router: appRouter,
    createContext: (request, give) => programContext(services, request, give),
  });
  app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      createContext: ({ req, res }) => browserContext(services, jar, req, res),
      onError: ({ error, req }) => logFault(refusalOf(error), req),
      responseMeta: ({ errors: [error] }) => (error ? { headers: new Headers(refusalHeaders(refusalOf(error))) } : {}),
    },
  } satisfies FastifyTRPCPluginOptions<AppRouter> & { prefix: string });
  app.register(openApiPlugin, { operations: restOperations(appRouter) });
  done();
}
