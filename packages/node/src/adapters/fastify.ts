import type { Latchkey } from '../latchkey.ts';
import type { RequestLike } from '../request.ts';
import { sessionHeaders } from '../sessions.ts';
import { keepSession } from './request-session.ts';
import { type RequireSessionOptions, signInNeeded } from './sign-in-needed.ts';

export { optionalSessionOf, sessionOf } from './request-session.ts';

type FastifyRequest = RequestLike & { readonly method: string; readonly url: string };

interface FastifyReply {
  code(status: number): unknown;
  header(name: string, value: string): unknown;
  send(body: string): unknown;
}

type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** A hook that checks the session of each request, and lets requests without one pass. `optionalSessionOf(request)` gives it. */
export function checkSession(latchkey: Pick<Latchkey, 'authenticate'>): Hook {
  return async (request) => {
    keepSession(request, await latchkey.authenticate(request));
  };
}

/**
 * A hook (`onRequest` or `preHandler`) that lets only requests with a live session pass. `sessionOf(request)` gives the
 * session. Where Latchkey gives no answer it throws a `LatchkeyUnavailable`, which Fastify answers with 503.
 */
export function requireSession(latchkey: Pick<Latchkey, 'authenticate'>, options: RequireSessionOptions = {}): Hook {
  return async (request, reply) => {
    const session = await latchkey.authenticate(request);
    keepSession(request, session);
    if (session) return undefined;
    const { status, headers, body } = signInNeeded({ method: request.method, path: request.url }, options);
    reply.code(status);
    for (const [name, value] of Object.entries(headers)) reply.header(name, value);
    return reply.send(body);
  };
}

/** Adds the headers that give a browser its session, or take it, to an answer. */
export function setSession(reply: Pick<FastifyReply, 'header'>, issued: Parameters<typeof sessionHeaders>[0]): void {
  for (const [name, value] of sessionHeaders(issued)) reply.header(name, value);
}
