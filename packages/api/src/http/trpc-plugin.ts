import type { Latchkey } from '@latchkey/sessions/latchkey';
import type { AnyProcedure } from '@trpc/server';
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { appRouter } from '../routers/app-router.ts';
import { type ApiError, toApiError } from '../api-error.ts';
import { errorHeaders } from '../rest/error-body.ts';
import { compressQuery } from './compression.ts';
import { browserContext, setTokenCookies } from './context.ts';
import { type Cookies, cookieNamed } from '../credentials/cookie.ts';
import { logFault } from './error-response.ts';
import { SubscriptionStreams } from '../subscriptions/subscription-stream.ts';

export interface TrpcOptions {
  readonly services: Latchkey;
  readonly cookies: Cookies;
}

/** Far more than the page sends at once, and few enough that one request does not delay all others. */
const maxBatchSize = 20;

interface TrpcRoute {
  readonly Params: { readonly path: string };
}
type TrpcRequest = FastifyRequest<TrpcRoute>;

/**
 * Serves every procedure to the page. Not by tRPC's own plugin, because that also parses forms, of any size and before
 * authentication.
 */
export function trpcPlugin(app: FastifyInstance, options: TrpcOptions, done: () => void): void {
  const streams = new SubscriptionStreams(appRouter);
  app.addHook('onSend', compressQuery);
  routeCalls(app, (request, reply) => {
    const subscription = streams.procedureFor(request, request.params.path);
    return subscription
      ? answerSubscription(streams, subscription, request, reply, options)
      : answerCalls(request, reply, options);
  });
  done();
}

/** The route of all procedures of a router. Bodies are left to tRPC. */
export function routeCalls(
  app: FastifyInstance,
  handler: (request: TrpcRequest, reply: FastifyReply) => unknown,
): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, parsed) => parsed(null, text));
  // No other method: tRPC makes a `Request` of it, which throws for TRACE.
  app.route<TrpcRoute>({ method: ['GET', 'HEAD', 'POST'], url: '/:path', handler });
}

/** What tRPC's adapter needs to answer a query, a mutation or a batch of them. */
export function callOf(request: TrpcRequest, reply: FastifyReply) {
  // Never as a stream: its headers would be sent before a procedure sets a cookie or fails.
  Object.assign(request.raw.headers, { accept: 'application/json', 'trpc-accept': undefined });
  // tRPC decodes the path once more, and throws where that fails.
  return { req: request, res: reply, path: request.params.path.replaceAll('%', '%25'), maxBatchSize };
}

function answerCalls(request: TrpcRequest, reply: FastifyReply, { services, cookies }: TrpcOptions) {
  const context = browserContext(services, cookies, request);
  return fastifyRequestHandler({
    ...callOf(request, reply),
    router: appRouter,
    createContext: () => context,
    onError: ({ error }) => logFault(toApiError(error), request),
    responseMeta({ errors }) {
      const [first, ...others] = errors.map(toApiError);
      setTokenCookies(reply, request, context, cookies);
      if (first === undefined) return {};
      if ([first, ...others].some(lacksProof)) clearBoundCookie(request, reply, cookies);
      return { headers: new Headers(errorHeaders(first)) };
    },
  });
}

/** Answers a subscription with a stream of server-sent events. */
function answerSubscription(
  streams: SubscriptionStreams,
  procedure: AnyProcedure,
  request: TrpcRequest,
  reply: FastifyReply,
  { services, cookies }: TrpcOptions,
) {
  return streams.answer(request, reply, {
    path: request.params.path,
    procedure,
    createContext: () => browserContext(services, cookies, request),
    onError(cause) {
      const error = toApiError(cause);
      logFault(error, request);
      if (reply.sent) return;
      if (error.status === 429) reply.headers(errorHeaders(error));
      if (lacksProof(error)) clearBoundCookie(request, reply, cookies);
    },
  });
}

const lacksProof = ({ errorCode }: ApiError): boolean => errorCode === 'device_not_proved';

/** Makes a browser refresh its bound cookie. It keeps sending one that has not expired, also where the server rejects it. */
function clearBoundCookie({ headers }: FastifyRequest, reply: FastifyReply, { bound }: Cookies): void {
  if (bound && cookieNamed(headers, bound.name) !== null) reply.header('set-cookie', bound.clear());
}
