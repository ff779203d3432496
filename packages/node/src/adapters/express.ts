import type { IncomingMessage, ServerResponse } from 'node:http';
import { sessionHeaders } from '../sessions.ts';
import { type Authenticating, findSession, recallSession } from './request-session.ts';
import { type RequireSessionOptions, signInNeeded } from './sign-in-needed.ts';

export { optionalSessionOf, sessionOf } from './request-session.ts';

type ExpressRequest = IncomingMessage & { readonly ip?: string | undefined; readonly originalUrl?: string };
type Middleware = (request: ExpressRequest, response: ServerResponse, next: (error?: unknown) => void) => void;

/** Checks the session of each request, and lets requests without one pass. `optionalSessionOf(request)` gives it. */
export function checkSession(latchkey: Authenticating): Middleware {
  return (request, _response, next) => {
    if (recallSession(latchkey, request)) next();
    else findSession(latchkey, request).then(() => next(), next);
  };
}

/**
 * Lets only requests with a live session pass. `sessionOf(request)` gives the session. Where Latchkey gives no answer, the
 * next error handler gets a `LatchkeyUnavailable`, which Express answers with 503.
 */
export function requireSession(latchkey: Authenticating, options: RequireSessionOptions = {}): Middleware {
  return (request, response, next) => {
    if (recallSession(latchkey, request)) next();
    else
      findSession(latchkey, request)
        .then((session) => (session ? next() : refuse(request, response, options)))
        // Also what `redirectTo` throws: it would end the process as a rejection without a handler.
        .catch(next);
  };
}

function refuse(request: ExpressRequest, response: ServerResponse, options: RequireSessionOptions): void {
  const { method, originalUrl, url = '/' } = request;
  const { status, headers, body } = signInNeeded({ method, path: originalUrl ?? url }, options);
  response.writeHead(status, headers).end(body);
}

/** Adds the headers that give a browser its session, or take it, to an answer. */
export function setSession(response: ServerResponse, issued: Parameters<typeof sessionHeaders>[0]): void {
  for (const [name, value] of sessionHeaders(issued)) response.appendHeader(name, value);
}
