import { answerBrokenRequest, answerOnSocket } from '@latchkey/api/http/broken-request';
import { readableUrl } from '@latchkey/api/http/readable-url';
import { Refusal } from '@latchkey/api/refusal';
import type { FastifyHttpOptions, FastifyInstance, onRequestHookHandler } from 'fastify';
import type { Server } from 'node:http';
import { type ConnectionLimit, ConnectionLimiter } from './connection-limiter.ts';
import { type HttpLimits, maxHeaderSize, maxHeaders } from './http-limits.ts';
import { type TrustProxy, believer } from './trust-proxy.ts';

/** Between two lines in the log that say that connections were refused, in milliseconds. */
const refusalsLogged = 60_000;

export interface HttpServerSettings {
  readonly trustProxy: TrustProxy;
  readonly httpLimits: HttpLimits;
}

/** With what a Fastify application is made, so that Latchkey's addresses and the limits of HTTP are as documented. */
export function httpServerOptions({ trustProxy, httpLimits }: HttpServerSettings) {
  const { headersTimeout, requestTimeout, keepAliveTimeout, idleTimeout, checkEvery } = httpLimits;
  return {
    clientErrorHandler: answerBrokenRequest,
    connectionTimeout: idleTimeout,
    // What is under way is answered, and what comes on a connection that is still open, too: it is told to close.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    http: { connectionsCheckingInterval: checkEvery, headersTimeout, maxHeaderSize, requireHostHeader: false },
    keepAliveTimeout,
    requestTimeout,
    rewriteUrl: readableUrl,
    routerOptions: { maxParamLength: maxHeaderSize },
    trustProxy: believer(trustProxy),
  } satisfies FastifyHttpOptions<Server>;
}

/**
 * Refuses more headers than Node is asked for: it drops those beyond without a word, such as what a proxy wrote last. And
 * refuses a request without a Host (RFC 9112, 3.2), as Node would, but with an answer of ours and after counting.
 */
export const checkHeaders: onRequestHookHandler = ({ raw }, _reply, done) => {
  if (raw.rawHeaders.length > 2 * maxHeaders) return done(new Refusal('headers_too_large'));
  const isNameless = raw.headers.host === undefined && raw.httpVersion === '1.1';
  done(isNameless ? new Refusal('request_malformed') : undefined);
};

export interface ConnectionSettings extends HttpServerSettings {
  readonly onConnectionRefused?: ((limit: ConnectionLimit) => void) | undefined;
}

/** Bounds the connections of an application's server. At most once a minute the log says that some were refused. */
export function limitConnections(app: FastifyInstance, settings: ConnectionSettings): void {
  const { httpLimits, onConnectionRefused } = settings;
  const believed = believer(settings.trustProxy);
  let quietUntil = 0;
  app.server.maxHeadersCount = maxHeaders + 1;
  app.server.on('connect', (_request, socket) => answerOnSocket('method_not_allowed', socket));
  // Node would answer 417 to an expectation that it does not know, with an empty body. None changes what we answer.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  const limiter = new ConnectionLimiter({
    limits: httpLimits,
    isProxy: (address) => believed !== false && believed(address, 0),
    onRefused(limit, address) {
      onConnectionRefused?.(limit);
      if (performance.now() < quietUntil) return;
      quietUntil = performance.now() + refusalsLogged;
      app.log.warn({ limit, most: httpLimits[limit], address }, 'connections are refused: there are too many');
    },
  });
  limiter.attach(app.server);
}
