import { fastifyRequestHandler } from '@trpc/server/adapters/fastify';
import type { FastifyInstance } from 'fastify';
import { toApiError } from '../api-error.ts';
import { logFault } from '../http/error-response.ts';
import { type TrpcOptions, callOf, routeCalls } from '../http/trpc-plugin.ts';
import { errorHeaders } from '../rest/error-body.ts';
import { serviceContext } from './service-context.ts';
import { serviceRouter } from './service-router.ts';

/** Serves the service API over tRPC. */
export function serviceTrpcPlugin(app: FastifyInstance, { services, cookies }: TrpcOptions, done: () => void) {
  routeCalls(app, (request, reply) =>
    fastifyRequestHandler({
      ...callOf(request, reply),
      router: serviceRouter,
      createContext: () => serviceContext(services, cookies, request),
      onError: ({ error }) => logFault(toApiError(error), request),
      responseMeta({ errors: [first] }) {
        return first ? { headers: new Headers(errorHeaders(toApiError(first))) } : {};
      },
    }),
  );
  done();
}
