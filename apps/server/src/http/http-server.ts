import { answerBrokenRequest, answerOnSocket } from '@latchkey/api/http/error-response';
import { readableUrl } from '@latchkey/api/http/readable-url';
import { ApiError } from '@latchkey/api/api-error';
import type { FastifyHttpOptions, FastifyInstance, onRequestHookHandler } from 'fastify';
import type { Server } from 'node:http';
import { type ConnectionLimit, ConnectionLimiter } from './connection-limiter.ts';
import { type HttpLimits, maxHeaderSize, maxHeaders } from '../config/http-limits.ts';
import { type TrustProxy, trustTest } from '../config/trust-proxy.ts';

/** In milliseconds, between two lines in the log about refused connections. */
const refusedLogInterval = 60_000;

export interface HttpServerSettings {
  readonly trustProxy: TrustProxy;
  readonly httpLimits: HttpLimits;
}

/** The options with which Fastify has Latchkey's paths and HTTP limits. */
export function httpServerOptions({ trustProxy, httpLimits }: HttpServerSettings) {
  const { headersTimeout, requestTimeout, keepAliveTimeout, idleTimeout, checkEvery } = httpLimits;
  return {
    clientErrorHandler: answerBrokenRequest,
    connectionTimeout: idleTimeout,
    // While closing, requests on open connections are answered, with `Connection: close`.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    http: { connectionsCheckingInterval: checkEvery, headersTimeout, maxHeaderSize, requireHostHeader: false },
    keepAliveTimeout,
    requestTimeout,
    rewriteUrl: readableUrl,
    routerOptions: { maxParamLength: maxHeaderSize },
    trustProxy: trustTest(trustProxy),
  } satisfies FastifyHttpOptions<Server>;
}

/**
 * Refuses more than `maxHeaders` headers, because Node drops those beyond its limit silently, such as the ones that a proxy
 * adds last. Also refuses a request without Host (RFC 9112, 3.2), as Node would, but with an answer of the API.
 */
export const checkHeaders: onRequestHookHandler = ({ raw }, _reply, done) => {
  if (raw.rawHeaders.length > 2 * maxHeaders) return done(new ApiError('headers_too_large'));
  const lacksHost = raw.headers.host === undefined && raw.httpVersion === '1.1';
  done(lacksHost ? new ApiError('request_malformed') : undefined);
};

export interface ConnectionSettings extends HttpServerSettings {
  readonly onConnectionRefused?: ((limit: ConnectionLimit) => void) | undefined;
}

/** Limits the connections of an application's server. The log says at most once a minute that some were refused. */
export function limitConnections(app: FastifyInstance, settings: ConnectionSettings): void {
  const { httpLimits, onConnectionRefused } = settings;
  const isTrusted = trustTest(settings.trustProxy);
  let nextLog = 0;
  app.server.maxHeadersCount = maxHeaders + 1;
  app.server.on('connect', (_request, socket) => answerOnSocket('method_not_allowed', socket));
  // Node would answer an unknown Expect header with 417 and no body. The header changes no answer of ours.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  const limiter = new ConnectionLimiter({
    limits: httpLimits,
    isProxy: (address) => isTrusted !== false && isTrusted(address, 0),
    onRefused(limit, address) {
      onConnectionRefused?.(limit);
      if (performance.now() < nextLog) return;
      nextLog = performance.now() + refusedLogInterval;
      app.log.warn({ limit, most: httpLimits[limit], address }, 'connections are refused: there are too many');
    },
  });
  limiter.attach(app.server);
}
