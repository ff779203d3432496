import type { RequestLike } from '../request.ts';
import { sessionHeaders } from '../sessions.ts';
import { type Authenticating, findSession, recallSession } from './request-session.ts';
import { type RequireSessionOptions, signInNeeded } from './sign-in-needed.ts';

export { optionalSessionOf, sessionOf } from './request-session.ts';

type FastifyRequest = RequestLike & { readonly method: string; readonly url: string };

interface FastifyReply {
  code(status: number): unknown;
  header(name: string, value: string): unknown;
  send(body: string): unknown;
}

/** With a callback, because a promise for each request would cost more than finding the session in memory. */
type Hook = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => void;

/** A hook that checks the session of each request, and lets requests without one pass. `optionalSessionOf(request)` gives it. */
export function checkSession(latchkey: Authenticating): Hook {
  return (request, _reply, done) => {
    if (recallSession(latchkey, request)) done();
    else findSession(latchkey, request).then(() => done(), done);
  };
}

/**
 * A hook (`onRequest` or `preHandler`) that lets only requests with a live session pass. `sessionOf(request)` gives the
 * session. Where Latchkey gives no answer it fails with a `LatchkeyUnavailable`, which Fastify answers with 503.
 */
export function requireSession(latchkey: Authenticating, options: RequireSessionOptions = {}): Hook {
  return (request, reply, done) => {
    if (recallSession(latchkey, request)) done();
    else
      findSession(latchkey, request)
        .then((session) => (session ? done() : refuse(request, reply, options)))
        // Also what `redirectTo` throws: it would end the process as a rejection without a handler.
        .catch(done);
  };
}

function refuse({ method, url }: FastifyRequest, reply: FastifyReply, options: RequireSessionOptions): void {
  const { status, headers, body } = signInNeeded({ method, path: url }, options);
  reply.code(status);
  for (const [name, value] of Object.entries(headers)) reply.header(name, value);
  reply.send(body);
}

/** Adds the headers that give a browser its session, or take it, to an answer. */
export function setSession(reply: Pick<FastifyReply, 'header'>, issued: Parameters<typeof sessionHeaders>[0]): void {
  for (const [name, value] of sessionHeaders(issued)) reply.header(name, value);
}
