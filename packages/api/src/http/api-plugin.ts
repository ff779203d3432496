import type { Latchkey } from '@latchkey/sessions/latchkey';
import type { FastifyInstance } from 'fastify';
import { appRouter } from '../routers/app-router.ts';
import { openApiPlugin } from '../openapi/openapi-plugin.ts';
import { ApiError } from '../api-error.ts';
import { restPlugin } from '../rest/rest-plugin.ts';
import { restOperations } from '../rest/rest-operation.ts';
import { apiPrefix } from '../rest/route.ts';
import { basePathOf } from './base-path.ts';
import { allowedMethods, answerNotFound } from './not-found.ts';
import { bindingPlugin } from '../credentials/binding-plugin.ts';
import { programContext } from './context.ts';
import { cookies } from '../credentials/cookie.ts';
import type { CookieScope } from '../credentials/cookie-scope.ts';
import { isCrossSite } from './cross-site.ts';
import { answerError } from './error-response.ts';
import { addEventStreams } from '../service/event-stream-plugin.ts';
import { serviceContext } from '../service/service-context.ts';
import { serviceRouter } from '../service/service-router.ts';
import { serviceTrpcPlugin } from '../service/service-trpc-plugin.ts';
import { signingKeysPlugin } from '../service/signing-keys-plugin.ts';
import { verifierPlugin } from '../verifiers/verifier-plugin.ts';
import { trpcPlugin } from './trpc-plugin.ts';

export interface ApiOptions {
  readonly services: Latchkey;
  /** The URL by which browsers reach this server. Its scheme and port decide which cookies are set, its path is the base path. */
  readonly publicUrl: URL;
  /** The requests with which browsers send the cookies: all to the host of the public URL without it. */
  readonly cookieScope?: CookieScope;
}

/** A Fastify plugin with everything below `/api` of the base path: tRPC, the REST routes, and their OpenAPI document. */
export function latchkeyApi(app: FastifyInstance, options: ApiOptions, done: () => void): void {
  app.register(mountApi, { ...options, prefix: `${basePathOf(options.publicUrl)}${apiPrefix}` });
  done();
}

function mountApi(app: FastifyInstance, { services, publicUrl, cookieScope }: ApiOptions, done: () => void): void {
  const jar = cookies(publicUrl, cookieScope);
  const methodsAt = allowedMethods(app);

  app.addHook('onRequest', ({ method, headers }, reply, proceed) => {
    reply.header('cache-control', 'no-store');
    proceed(isCrossSite(method, headers, publicUrl) ? new ApiError('cross_site_refused') : undefined);
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => {
    answerNotFound(methodsAt(request.url), request, reply);
  });

  app.register(restPlugin, {
    router: appRouter,
    createContext: (request, { acceptsCookie = false }) =>
      programContext(services, request, acceptsCookie ? jar : null),
  });
  app.register((service, _options, registered) => {
    addEventStreams(service, { services, cookies: jar });
    service.register(restPlugin, {
      router: serviceRouter,
      createContext: (request) => serviceContext(services, jar, request),
    });
    registered();
  });
  app.register(verifierPlugin, { services, cookies: jar });
  app.register(serviceTrpcPlugin, { prefix: '/service', services, cookies: jar });
  app.register(trpcPlugin, { prefix: '/trpc', services, cookies: jar });
  const { authenticator, bindings } = services;
  if (jar.bound && bindings) app.register(bindingPlugin, { authenticator, bindings, cookies: jar, bound: jar.bound });
  app.register(signingKeysPlugin, { signingKeys: services.signingKeys });
  app.register(openApiPlugin, {
    operations: [...restOperations(appRouter), ...restOperations(serviceRouter)],
    basePath: basePathOf(publicUrl),
  });
  done();
}
