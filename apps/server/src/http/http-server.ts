import { answerBrokenRequest, answerOnSocket } from '@latchkey/api/http/error-response';
import { readableUrl } from '@latchkey/api/http/readable-url';
import proxyAddr from '@fastify/proxy-addr';
import { ApiError, type ErrorCode } from '@latchkey/api/api-error';
import type { FastifyHttpOptions, FastifyInstance, onRequestHookHandler } from 'fastify';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
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
 * Offers each request of a server to `answer` first, and to the former listeners where it returns false. Fastify's
 * `serverFactory` would do the same, but then Fastify listens at only one of the addresses of `localhost`.
 */
export function answerFirst(
  server: Server,
  answer: (request: IncomingMessage, response: ServerResponse) => boolean,
): void {
  const listeners = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (answer(request, response)) return;
    for (const listener of listeners) Reflect.apply(listener, server, [request, response]);
  });
}

/** Returns the function that finds the address of a request's client, as `ip` of a Fastify request has it. */
export function addressFinder(trustProxy: TrustProxy): (request: IncomingMessage) => string {
  const isTrusted = trustTest(trustProxy);
  return (request) => (isTrusted === false ? (request.socket.remoteAddress ?? '') : proxyAddr(request, isTrusted));
}

/**
 * Refuses more than `maxHeaders` headers, because Node drops those beyond its limit silently, such as the ones that a proxy
 * adds last. Also refuses a request without Host (RFC 9112, 3.2), as Node would, but with an answer of the API.
 */
export const checkHeaders: onRequestHookHandler = ({ raw }, _reply, done) => {
  const code = headerError(raw);
  done(code === null ? undefined : new ApiError(code));
};

/** Why the headers of a request are refused, or null. */
export function headerError({ rawHeaders, headers, httpVersion }: IncomingMessage): ErrorCode | null {
  if (rawHeaders.length > 2 * maxHeaders) return 'headers_too_large';
  return headers.host === undefined && httpVersion === '1.1' ? 'request_malformed' : null;
}

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
