import type { Latchkey } from '../latchkey.ts';
import type { RequestLike } from '../request.ts';
import { sessionHeaders } from '../sessions.ts';
import type { Session } from '../session.ts';
import { withSession } from './request-session.ts';
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
export function checkSession(latchkey: Pick<Latchkey, 'authenticate' | 'recall'>): Hook {
  return (request, _reply, done) => {
    withSession(latchkey, request, () => done(), done);
  };
}

/**
 * A hook (`onRequest` or `preHandler`) that lets only requests with a live session pass. `sessionOf(request)` gives the
 * session. Where Latchkey gives no answer it fails with a `LatchkeyUnavailable`, which Fastify answers with 503.
 */
export function requireSession(
  latchkey: Pick<Latchkey, 'authenticate' | 'recall'>,
  options: RequireSessionOptions = {},
): Hook {
  return (request, reply, done) => {
    const answer = (session: Session | null) => {
      if (session) {
        done();
        return;
      }
      const { status, headers, body } = signInNeeded({ method: request.method, path: request.url }, options);
      reply.code(status);
      for (const [name, value] of Object.entries(headers)) reply.header(name, value);
      reply.send(body);
    };
    withSession(latchkey, request, answer, done);
  };
}

/** Adds the headers that give a browser its session, or take it, to an answer. */
export function setSession(reply: Pick<FastifyReply, 'header'>, issued: Parameters<typeof sessionHeaders>[0]): void {
  for (const [name, value] of sessionHeaders(issued)) reply.header(name, value);
}
