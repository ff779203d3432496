import type { Context, MiddlewareHandler, Next } from 'hono';
import type { RequestLike } from '../request.ts';
import type { Session } from '../session.ts';
import type { Authenticating } from './request-session.ts';
import { type RequireSessionOptions, signInResponse } from './sign-in-needed.ts';

/** The variables that `requireSession` sets. */
export interface SessionVariables {
  readonly session: Session;
}

type SessionContext = Context<{ Variables: SessionVariables }>;

/**
 * Middleware that lets only requests with a live session pass, and declares its variable: `context.get('session')` gives the
 * session. Where Latchkey gives no answer it throws a `LatchkeyUnavailable`, which Hono answers with 503.
 */
export function requireSession(
  latchkey: Authenticating,
  options: RequireSessionOptions = {},
): MiddlewareHandler<{ Variables: SessionVariables }> {
  return (context, next) => {
    const request = requestOf(context);
    const remembered = latchkey.recall(request);
    // Without an async function, which would cost as much as finding the session in memory.
    return remembered ? proceed(context, remembered, next) : ask(context, request, next);
  };

  async function ask(context: SessionContext, request: RequestLike, next: Next): Promise<Response | void> {
    const session = await latchkey.authenticate(request);
    return session ? proceed(context, session, next) : signInResponse(context.req.raw, options);
  }
}

function proceed(context: SessionContext, session: Session, next: Next): Promise<void> {
  context.set('session', session);
  return next();
}

/** The parts of any context of Hono that have the request. */
interface RequestContext {
  readonly req: { readonly raw: Request };
  readonly env: unknown;
}

/**
 * The request of a context. On Node it is that of `node:http`, which has the address of the connection, and whose headers take
 * less time to read than those of the `Request` that `@hono/node-server` makes of it.
 */
export function requestOf({ req, env }: RequestContext): RequestLike {
  const incoming = typeof env === 'object' && env !== null && 'incoming' in env ? env.incoming : null;
  return isNodeRequest(incoming) ? incoming : req.raw;
}

const isNodeRequest = (value: unknown): value is RequestLike =>
  typeof value === 'object' && value !== null && 'headers' in value && 'socket' in value;
