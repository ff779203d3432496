import type { Services } from '@latchkey/sessions/services';
import type { AnyProcedure } from '@trpc/server';
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { appRouter } from '../app-router.ts';
import { refusalOf } from '../refusal.ts';
import { refusalHeaders } from '../rest/refusal-body.ts';
import { compressQuery } from './compression.ts';
import { browserContext } from './context.ts';
import { type Cookies, cookieNamed } from './cookie.ts';
import { logFault } from './refusal-answer.ts';
import { SubscriptionStreams } from './subscription-stream.ts';

export interface TrpcOptions {
  readonly services: Services;
  readonly cookies: Cookies;
}

/** Far more than the page asks at once, and few enough that one request cannot keep everybody else waiting. */
const maxBatchSize = 20;

/**
 * Serves every procedure to the page. By a route of our own, because tRPC's plugin takes in forms too, of any size and
 * before it looks at who sends them.
 */
export function trpcPlugin(app: FastifyInstance, { services, cookies }: TrpcOptions, done: () => void): void {
  const { bound } = cookies;

  /** A browser renews a bound cookie that it lacks, but keeps showing one that looks fresh to it and is none here. */
  function dropProof({ headers }: FastifyRequest, reply: FastifyReply): void {
    if (bound && cookieNamed(headers, bound.name) !== null) reply.header('set-cookie', bound.clear());
  }

  const streams = new SubscriptionStreams(appRouter);

  function answerStream(procedure: AnyProcedure, request: FastifyRequest, reply: FastifyReply, path: string) {
    return streams.answer(request, reply, {
      path,
      procedure,
      createContext: () => browserContext(services, cookies, request, reply),
      onError(error) {
        const refusal = refusalOf(error);
        logFault(refusal, request);
        if (reply.sent) return;
        if (refusal.status === 429) reply.headers(refusalHeaders(refusal));
        if (refusal.errorCode === 'device_not_proved') dropProof(request, reply);
      },
    });
  }

  app.addHook('onSend', compressQuery);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, parsed) => parsed(null, text));
  // No other method: tRPC makes a `Request` of it, which throws for TRACE.
  const method = ['GET', 'HEAD', 'POST'];
  app.route<{ Params: { path: string } }>({ method, url: '/:path', handler });
  async function handler(request: FastifyRequest<{ Params: { path: string } }>, reply: FastifyReply): Promise<unknown> {
    const { path } = request.params;
    const subscription = streams.procedureFor(request, path);
    if (subscription) return answerStream(subscription, request, reply, path);
    // Never as a stream: its headers would have left before a procedure could set a cookie, or refuse.
    Object.assign(request.raw.headers, { accept: 'application/json', 'trpc-accept': undefined });
    return fastifyRequestHandler({
      router: appRouter,
      req: request,
      res: reply,
      // tRPC decodes it once more, and throws where that cannot be done.
      path: path.replaceAll('%', '%25'),
      maxBatchSize,
      createContext: () => browserContext(services, cookies, request, reply),
      onError: ({ error }) => logFault(refusalOf(error), request),
      responseMeta({ errors }) {
        const refusals = errors.map(refusalOf);
        if (refusals.some(({ errorCode }) => errorCode === 'device_not_proved')) dropProof(request, reply);
        return refusals[0] ? { headers: new Headers(refusalHeaders(refusals[0])) } : {};
      },
    });
  }
  done();
}
