import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Latchkey } from '../latchkey.ts';
import type { Session } from '../session.ts';
import { sessionHeaders } from '../sessions.ts';
import { withSession } from './request-session.ts';
import { type RequireSessionOptions, signInNeeded } from './sign-in-needed.ts';

export { optionalSessionOf, sessionOf } from './request-session.ts';

type ExpressRequest = IncomingMessage & { readonly ip?: string | undefined; readonly originalUrl?: string };
type Middleware = (request: ExpressRequest, response: ServerResponse, next: (error?: unknown) => void) => void;

/** Checks the session of each request, and lets requests without one pass. `optionalSessionOf(request)` gives it. */
export function checkSession(latchkey: Pick<Latchkey, 'authenticate' | 'recall'>): Middleware {
  return (request, _response, next) => {
    withSession(latchkey, request, () => next(), next);
  };
}

/**
 * Lets only requests with a live session pass. `sessionOf(request)` gives the session. Where Latchkey gives no answer, the
 * next error handler gets a `LatchkeyUnavailable`, which Express answers with 503.
 */
export function requireSession(
  latchkey: Pick<Latchkey, 'authenticate' | 'recall'>,
  options: RequireSessionOptions = {},
): Middleware {
  return (request, response, next) => {
    const answer = (session: Session | null) => {
      if (session) {
        next();
        return;
      }
      const { method, originalUrl, url = '/' } = request;
      const { status, headers, body } = signInNeeded({ method, path: originalUrl ?? url }, options);
      response.writeHead(status, headers).end(body);
    };
    withSession(latchkey, request, answer, next);
  };
}

/** Adds the headers that give a browser its session, or take it, to an answer. */
export function setSession(response: ServerResponse, issued: Parameters<typeof sessionHeaders>[0]): void {
  for (const [name, value] of sessionHeaders(issued)) response.appendHeader(name, value);
}
