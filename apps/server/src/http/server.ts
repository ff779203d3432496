import { randomUUID } from 'node:crypto';
import { METHODS } from 'node:http';
import type { CookieScope } from '@latchkey/api/credentials/cookie-scope';
import { latchkeyApi } from '@latchkey/api/http/api-plugin';
import { basePathOf } from '@latchkey/api/http/base-path';
import { allowedMethods } from '@latchkey/api/http/not-found';
import { answerError } from '@latchkey/api/http/error-response';
import { memoryAnswers } from '@latchkey/api/http/memory-answers';
import { type Frames, type Hsts, securityHeaders } from '@latchkey/api/http/security-headers';
import type { Latchkey } from '@latchkey/sessions/latchkey';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { type Brand, defaultBrand } from '../config/brand.ts';
import type { ConnectionLimit } from './connection-limiter.ts';
import { type Readiness, healthPlugin } from './health.ts';
import { type HttpLimits, bodyLimit, defaultHttpLimits } from '../config/http-limits.ts';
import {
  addressFinder,
  answerFirst,
  checkHeaders,
  headerError,
  httpServerOptions,
  limitConnections,
} from './http-server.ts';
import { type PageFiles, pageFilesPlugin } from '../page/page-files.ts';
import { pagePlugin } from '../page/page.ts';
import { proxyHint } from './proxy-hint.ts';
import { logMemoryAnswer, logsRequests, requestLog } from './request-log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { TrustProxy } from '../config/trust-proxy.ts';

export interface ServerOptions {
  readonly services: Latchkey;
  /** Where browsers reach it. Its path is the base path. */
  readonly publicUrl: URL;
  readonly cookieScope?: CookieScope;
  readonly trustProxy: TrustProxy;
  readonly logLevel: string;
  /** The folder of the built page. */
  readonly pageRoot: string;
  /** The operator's name and links on the page. */
  readonly brand?: Brand;
  /** The files of other builds of the page. */
  readonly pageFiles?: PageFiles;
  /** For `/readyz`. */
  readonly readiness: () => Readiness;
  /** The hosts that the header Strict-Transport-Security covers, if the public URL is https. */
  readonly hsts?: Hsts;
  /** The pages that may show this one in a frame. */
  readonly frames?: Frames;
  readonly httpLimits?: HttpLimits;
  readonly onConnectionRefused?: (limit: ConnectionLimit) => void;
  readonly requestMetrics?: Pick<Metrics, 'observeRequests'>;
  /** Headers of every answer beside those for security. */
  readonly moreHeaders?: Readonly<Record<string, string>>;
}

/** Creates the HTTP application, not yet listening. */
export function createServer(options: ServerOptions): FastifyInstance {
  const { services, publicUrl, cookieScope, trustProxy, logLevel, pageRoot, readiness } = options;
  const { hsts = 'host', frames = 'none', brand = defaultBrand, httpLimits = defaultHttpLimits } = options;
  const basePath = basePathOf(publicUrl);
  const secure = publicUrl.protocol === 'https:';
  const headers = { ...securityHeaders({ secure, hsts, frames }), ...options.moreHeaders };
  const app = Fastify({
    ...httpServerOptions({ trustProxy, httpLimits }),
    bodyLimit,
    // One logger for all requests is cheaper than one for each. The request log has the request id.
    childLoggerFactory: (logger) => logger,
    // Fastify runs no hooks for a URL that it cannot parse.
    frameworkErrors: (error, request, reply) => {
      reply.headers(headers).header('x-request-id', request.id);
      answerError(error, request, reply);
    },
    // Never from a header: a client could make two requests look like one.
    genReqId: () => randomUUID(),
    logController: new LogController({ disableRequestLogging: true }),
    // `main.ts` ignores errors of this stream. pino's own stream would end the process if the disk is full.
    logger: { level: logLevel, stream: process.stdout },
    requestIdHeader: false,
  });
  limitConnections(app, { trustProxy, httpLimits, onConnectionRefused: options.onConnectionRefused });
  // Every method that Node parses, so that unsupported ones get 405 and not 400.
  for (const method of METHODS) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method);
  app.addHook('onRequest', ({ id }, reply, done) => {
    reply.headers(headers).header('x-request-id', id);
    done();
  });
  app.addHook('onRequest', checkHeaders);
  app.addHook('onRequest', proxyHint());
  if (logsRequests(logLevel)) app.addHook('onResponse', requestLog);
  app.setErrorHandler(answerError);
  const measure = options.requestMetrics?.observeRequests(app);
  const api = { services, publicUrl, ...(cookieScope && { cookieScope }) };
  let isClosing = false;
  app.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  const answerFromMemory = memoryAnswers({
    ...api,
    headers,
    // While closing, Fastify answers `Connection: close`.
    accepts: (request) => !isClosing && headerError(request) === null,
    ipOf: addressFinder(trustProxy),
    onFailure: (error) => app.log.warn({ err: error }, 'an answer from memory failed'),
    onAnswer:
      measure || logsRequests(logLevel)
        ? (answer) => {
            measure?.(200, answer.elapsed);
            if (logsRequests(logLevel)) logMemoryAnswer(app.log, answer);
          }
        : undefined,
  });
  answerFirst(app.server, answerFromMemory);
  const methodsAt = allowedMethods(app);
  app.register(latchkeyApi, api);
  app.register(healthPlugin, { readiness });
  app.register(pagePlugin, { root: pageRoot, brand, basePath, methodsAt });
  if (options.pageFiles) app.register(pageFilesPlugin, { prefix: basePath, files: options.pageFiles });
  return app;
}
