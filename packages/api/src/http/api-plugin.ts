import type { Services } from '@latchkey/sessions/services';
import type { FastifyInstance } from 'fastify';
import { appRouter } from '../app-router.ts';
import { openApiPlugin } from '../openapi/plugin.ts';
import { Refusal } from '../refusal.ts';
import { restPlugin } from '../rest/plugin.ts';
import { restOperations } from '../rest/operation.ts';
import { apiPrefix } from '../rest/route.ts';
import { allowedMethods } from './allowed-methods.ts';
import { bindingPlugin } from './binding-plugin.ts';
import { programContext } from './context.ts';
import { cookies } from './cookie.ts';
import { isCrossSite } from './cross-site.ts';
import { answerError, answerNowhere } from './refusal-answer.ts';
import { trpcPlugin } from './trpc-plugin.ts';

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
  const jar = cookies(publicUrl);
  const methodsAt = allowedMethods(app);

  app.addHook('onRequest', ({ method, headers }, reply, proceed) => {
    reply.header('cache-control', 'no-store');
    proceed(isCrossSite(method, headers, publicUrl) ? new Refusal('cross_site_refused') : undefined);
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => {
    answerNowhere(methodsAt(request.url), request, reply);
  });

  app.register(restPlugin, {
    router: appRouter,
    createContext: (request, give) => programContext(services, request, give),
  });
  app.register(trpcPlugin, { prefix: '/trpc', services, cookies: jar });
  const { authenticator, bindings } = services;
  if (jar.bound && bindings) app.register(bindingPlugin, { authenticator, bindings, cookies: jar, bound: jar.bound });
  app.register(openApiPlugin, { operations: restOperations(appRouter) });
  done();
}
