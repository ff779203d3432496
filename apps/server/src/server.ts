import { randomUUID } from 'node:crypto';
import { METHODS } from 'node:http';
import { latchkeyApi } from '@latchkey/api/http/api-plugin';
import { allowedMethods } from '@latchkey/api/http/allowed-methods';
import { answerError } from '@latchkey/api/http/refusal-answer';
import { type Hsts, securityHeaders } from '@latchkey/api/http/security-headers';
import type { Services } from '@latchkey/sessions/services';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { ConnectionLimit } from './connection-limiter.ts';
import { type Readiness, healthPlugin } from './health.ts';
import { type HttpLimits, bodyLimit, defaultHttpLimits } from './http-limits.ts';
import { httpServerOptions, limitConnections, checkHeaders } from './http-server.ts';
import { type PageFiles, pageFilesPlugin } from './page-files/page-files.ts';
import { pagePlugin } from './page.ts';
import { proxyHint } from './proxy-hint.ts';
import { requestLog, writesRequests } from './request-log.ts';
import type { TrustProxy } from './trust-proxy.ts';

export interface ServerOptions {
  readonly services: Services;
  readonly publicUrl: URL;
  readonly trustProxy: TrustProxy;
  readonly logLevel: string;
  /** The folder of the built page. */
  readonly pageRoot: string;
  /** The files of other builds of the page. */
  readonly pageFiles?: PageFiles;
  /** Whether requests should be sent here. */
  readonly readiness: () => Readiness;
  /** For which hosts browsers are told to use HTTPS alone, where this is reached over HTTPS. */
  readonly hsts?: Hsts;
  readonly httpLimits?: HttpLimits;
  readonly onConnectionRefused?: (limit: ConnectionLimit) => void;
}

/** The whole HTTP application, not yet listening. */
export function createServer(options: ServerOptions): FastifyInstance {
  const { services, publicUrl, trustProxy, logLevel, pageRoot, readiness } = options;
  const { hsts = 'host', httpLimits = defaultHttpLimits } = options;
  const headers = securityHeaders({ secure: publicUrl.protocol === 'https:', hsts });
  const app = Fastify({
    ...httpServerOptions({ trustProxy, httpLimits }),
    bodyLimit,
    // One logger for all requests: each line says whose it is, which costs less than a logger of its own.
    childLoggerFactory: (logger) => logger,
    // Fastify runs no hooks for an address that is none.
    frameworkErrors: (error, request, reply) => {
      reply.headers(headers).header('x-request-id', request.id);
      answerError(error, request, reply);
    },
    // Ours alone: a client that chose its own could make two requests look like one.
    genReqId: () => randomUUID(),
    logController: new LogController({ disableRequestLogging: true }),
    // Through the stream whose errors `main.ts` ignores: pino's own ends the process where a disk is full.
    logger: { level: logLevel, stream: process.stdout },
    requestIdHeader: false,
  });
  limitConnections(app, { trustProxy, httpLimits, onConnectionRefused: options.onConnectionRefused });
  // Whatever Node understands is a method, and gets the 405 that belongs to it.
  for (const method of METHODS) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method);
  app.addHook('onRequest', ({ id }, reply, done) => {
    reply.headers(headers).header('x-request-id', id);
    done();
  });
  app.addHook('onRequest', checkHeaders);
  app.addHook('onRequest', proxyHint());
  if (writesRequests(logLevel)) app.addHook('onResponse', requestLog);
  app.setErrorHandler(answerError);
  const methodsAt = allowedMethods(app);
  app.register(latchkeyApi, { services, publicUrl });
  app.register(healthPlugin, { readiness });
  app.register(pagePlugin, { root: pageRoot, methodsAt });
  if (options.pageFiles) app.register(pageFilesPlugin, { files: options.pageFiles });
  return app;
}
