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

/** The request of a context with the address of the connection, which `@hono/node-server` has in its environment. */
export const requestOf = (context: RequestContext): RequestLike => new HonoRequest(context);

/** A class, because an object with a getter is made anew for each request. */
class HonoRequest implements RequestLike {
  readonly headers: Headers;
  readonly #env: unknown;

  constructor({ req, env }: RequestContext) {
    // Not those that Node has received: an application may pass on a request of its own with the same environment.
    this.headers = req.raw.headers;
    this.#env = env;
  }

  get ip(): string | undefined {
    return remoteAddressIn(this.#env);
  }
}

/** Each property by its name, because `Reflect.get` takes as long as finding the session. */
function remoteAddressIn(env: unknown): string | undefined {
  if (!isObject(env) || !('incoming' in env)) return undefined;
  const { incoming } = env;
  if (!isObject(incoming) || !('socket' in incoming)) return undefined;
  const { socket } = incoming;
  if (!isObject(socket) || !('remoteAddress' in socket)) return undefined;
  return typeof socket.remoteAddress === 'string' ? socket.remoteAddress : undefined;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
