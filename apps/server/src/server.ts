import { randomUUID } from 'node:crypto';
import { METHODS } from 'node:http';
import { latchkeyApi } from '@latchkey/api/http/api-plugin';
import { answerBrokenRequest } from '@latchkey/api/http/broken-request';
import { answerError } from '@latchkey/api/http/refusal-answer';
import { securityHeaders } from '@latchkey/api/http/security-headers';
import type { Services } from '@latchkey/sessions/services';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { type Readiness, healthPlugin } from './health.ts';
import { pagePlugin } from './page.ts';
import { proxyHint } from './proxy-hint.ts';
import { requestLog, writesRequests } from './request-log.ts';
import { type TrustProxy, believer } from './trust-proxy.ts';

/** Nothing that anyone sends here is larger than a sign-up form. */
const bodyLimit = 64 * 1024;

/** A user agent of any length must do no harm: it is let in, and cut by the domain. The address counts here too. */
const maxHeaderSize = 256 * 1024;

/** How long a request may take to arrive whole, in milliseconds: who trickles it holds a socket no longer than this. */
const slowest = 30_000;

export interface ServerOptions {
  readonly services: Services;
  readonly publicUrl: URL;
  readonly trustProxy: TrustProxy;
  readonly logLevel: string;
  /** The folder of the built page. */
  readonly pageRoot: string;
  /** Whether requests should be sent here. */
  readonly readiness: () => Readiness;
}

/** The whole HTTP application, not yet listening. */
export function createServer(options: ServerOptions): FastifyInstance {
  const { services, publicUrl, trustProxy, logLevel, pageRoot, readiness } = options;
  const headers = securityHeaders({ secure: publicUrl.protocol === 'https:' });
  const app = Fastify({
    bodyLimit,
    // One logger for all requests: each line says whose it is, which costs less than a logger of its own.
    childLoggerFactory: (logger) => logger,
    clientErrorHandler: answerBrokenRequest,
    // What is under way is answered, and what comes on a connection that is still open, too: it is told to close.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // Fastify runs no hooks for an address that is none.
    frameworkErrors: (error, request, reply) => {
      reply.headers(headers).header('x-request-id', request.id);
      answerError(error, request, reply);
    },
    // Ours alone: a client that chose its own could make two requests look like one.
    genReqId: () => randomUUID(),
    logController: new LogController({ disableRequestLogging: true }),
    logger: { level: logLevel },
    http: { maxHeaderSize },
    requestIdHeader: false,
    requestTimeout: slowest,
    routerOptions: { maxParamLength: maxHeaderSize },
    trustProxy: believer(trustProxy),
  });
  // Whatever Node understands is a method, and gets the 405 that belongs to it.
  for (const method of METHODS) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method);
  app.addHook('onRequest', ({ id }, reply, done) => {
    reply.headers(headers).header('x-request-id', id);
    done();
  });
  app.addHook('onRequest', proxyHint());
  if (writesRequests(logLevel)) app.addHook('onResponse', requestLog);
  app.setErrorHandler(answerError);
  app.register(latchkeyApi, { services, publicUrl });
  app.register(healthPlugin, { readiness });
  app.register(pagePlugin, { root: pageRoot });
  return app;
}
