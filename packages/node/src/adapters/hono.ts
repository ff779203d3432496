import type { RequestLike } from '../request.ts';
import type { Session } from '../session.ts';
import type { Authenticating } from './request-session.ts';
import { type RequireSessionOptions, signInResponse } from './sign-in-needed.ts';

/** The parts of Hono's context that the middleware uses. */
interface HonoContext {
  readonly req: { readonly raw: Request };
  readonly env: unknown;
  set(name: 'session', session: Session): void;
}

/**
 * Middleware that lets only requests with a live session pass. `context.get('session')` gives the session, with
 * `new Hono<{ Variables: SessionVariables }>()` also to TypeScript. Where Latchkey gives no answer it throws a
 * `LatchkeyUnavailable`, which Hono answers with 503.
 */
export function requireSession(latchkey: Authenticating, options: RequireSessionOptions = {}) {
  return (context: HonoContext, next: () => Promise<void>): Promise<Response | void> => {
    const request = requestOf(context);
    const remembered = latchkey.recall(request);
    // Without an async function, which would cost as much as finding the session in memory.
    return remembered ? proceed(context, remembered, next) : ask(context, request, next);
  };

  async function ask(context: HonoContext, request: RequestLike, next: () => Promise<void>): Promise<Response | void> {
    const session = await latchkey.authenticate(request);
    return session ? proceed(context, session, next) : signInResponse(context.req.raw, options);
  }
}

function proceed(context: HonoContext, session: Session, next: () => Promise<void>): Promise<void> {
  context.set('session', session);
  return next();
}

/** The variables that `requireSession` sets. */
export interface SessionVariables {
  readonly session: Session;
}

/** The request of a context with the address of the connection, which `@hono/node-server` has in its environment. */
export const requestOf = (context: Pick<HonoContext, 'req' | 'env'>): RequestLike => new HonoRequest(context);

/** A class, because an object with a getter is made anew for each request. */
class HonoRequest implements RequestLike {
  readonly headers: Headers;
  readonly #env: unknown;

  constructor({ req, env }: Pick<HonoContext, 'req' | 'env'>) {
    this.headers = req.raw.headers;
    this.#env = env;
  }

  get ip(): string | undefined {
    return remoteAddressIn(this.#env);
  }
}

function remoteAddressIn(env: unknown): string | undefined {
  const socket = propertyOf(propertyOf(env, 'incoming'), 'socket');
  const address = propertyOf(socket, 'remoteAddress');
  return typeof address === 'string' ? address : undefined;
}

const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
