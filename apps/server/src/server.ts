import { randomUUID } from 'node:crypto';
import { METHODS } from 'node:http';
import { latchkeyApi } from '@latchkey/api/http/api-plugin';
import { allowedMethods } from '@latchkey/api/http/allowed-methods';
import { answerBrokenRequest, answerOnSocket } from '@latchkey/api/http/broken-request';
import { readableUrl } from '@latchkey/api/http/readable-url';
import { answerError } from '@latchkey/api/http/refusal-answer';
import { type Hsts, securityHeaders } from '@latchkey/api/http/security-headers';
import { Refusal } from '@latchkey/api/refusal';
import type { Services } from '@latchkey/sessions/services';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { type ConnectionLimit, ConnectionLimiter } from './connection-limiter.ts';
import { type Readiness, healthPlugin } from './health.ts';
import { type HttpLimits, defaultHttpLimits, maxHeaderSize, maxHeaders } from './http-limits.ts';
import { type PageFiles, pageFilesPlugin } from './page-files/page-files.ts';
import { pagePlugin } from './page.ts';
import { proxyHint } from './proxy-hint.ts';
import { requestLog, writesRequests } from './request-log.ts';
import { type TrustProxy, believer } from './trust-proxy.ts';

/** Nothing that anyone sends here is larger than a sign-up form. */
const bodyLimit = 64 * 1024;

/** Between two lines in the log that say that connections were refused, in milliseconds. */
const refusalsLogged = 60_000;

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
  const { headersTimeout, requestTimeout, keepAliveTimeout, idleTimeout, checkEvery } = httpLimits;
  const headers = securityHeaders({ secure: publicUrl.protocol === 'https:', hsts });
  const app = Fastify({
    bodyLimit,
    // One logger for all requests: each line says whose it is, which costs less than a logger of its own.
    childLoggerFactory: (logger) => logger,
    clientErrorHandler: answerBrokenRequest,
    connectionTimeout: idleTimeout,
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
    http: { connectionsCheckingInterval: checkEvery, headersTimeout, maxHeaderSize },
    keepAliveTimeout,
    requestIdHeader: false,
    requestTimeout,
    rewriteUrl: readableUrl,
    routerOptions: { maxParamLength: maxHeaderSize },
    trustProxy: believer(trustProxy),
  });
  app.server.maxHeadersCount = maxHeaders + 1;
  app.server.on('connect', (_request, socket) => answerOnSocket('method_not_allowed', socket));
  limitConnections(app, options, httpLimits);
  // Whatever Node understands is a method, and gets the 405 that belongs to it.
  for (const method of METHODS) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method);
  app.addHook('onRequest', ({ id, raw }, reply, done) => {
    reply.headers(headers).header('x-request-id', id);
    // Node would drop what is beyond its own limit without a word: the address that a proxy wrote last, perhaps.
    done(raw.rawHeaders.length > 2 * maxHeaders ? new Refusal('headers_too_large') : undefined);
  });
  app.addHook('onRequest', proxyHint(trustProxy));
  if (writesRequests(logLevel)) app.addHook('onResponse', requestLog);
  app.setErrorHandler(answerError);
  const methodsAt = allowedMethods(app);
  app.register(latchkeyApi, { services, publicUrl });
  app.register(healthPlugin, { readiness });
  app.register(pagePlugin, { root: pageRoot, methodsAt });
  if (options.pageFiles) app.register(pageFilesPlugin, { files: options.pageFiles });
  return app;
}

/** Counts each refused connection, and writes to the log at most once a minute that there were some. */
function limitConnections(app: FastifyInstance, options: ServerOptions, limits: HttpLimits): void {
  const believed = believer(options.trustProxy);
  let quietUntil = 0;
  const limiter = new ConnectionLimiter({
    limits,
    isProxy: (address) => believed !== false && believed(address, 0),
    onRefused(limit, address) {
      options.onConnectionRefused?.(limit);
      if (performance.now() < quietUntil) return;
      quietUntil = performance.now() + refusalsLogged;
      app.log.warn({ limit, most: limits[limit], address }, 'connections are refused: there are too many');
    },
  });
  limiter.attach(app.server);
}
