import { hasPassword } from '@latchkey/sessions/applications/host-application';
import type { ServiceScope } from '@latchkey/sessions/applications/service-key';
import type { Latchkey } from '@latchkey/sessions/latchkey';
import type { Principal } from '@latchkey/sessions/sessions/principal';
import type { AuthResult } from '@latchkey/sessions/tokens/authenticator';
import { initTRPC } from '@trpc/server';
import { ApiError, toApiError, unwrap, userErrorCode } from './api-error.ts';
import type { RequestContext } from './request-context.ts';
import type { RestRoute } from './rest/route.ts';

/** Properties of a procedure beside its input and output. */
export interface ProcedureMeta {
  /** Its documented REST route, where it has one. */
  readonly rest?: RestRoute;
  /** Whether it needs the token of a live session. */
  readonly signedIn?: boolean;
  /** The scope that a service key needs for it. */
  readonly scope?: ServiceScope;
  /**
   * Computes the output of a `signedIn` query without input from memory alone, or gives null where memory does not have it. Where it
   * gives an output, the request is answered before Fastify routes it, and no step after `signedIn` runs (http/memory-answers.ts).
   */
  readonly fromMemory?: (principal: Principal, services: Latchkey) => unknown;
  /** Whether its output can be long. Fastify compresses such an answer over tRPC. */
  readonly isLong?: boolean;
}

/**
 * The interval of the pings of an open stream, in milliseconds. A client shows that it has lost the connection when it has
 * missed two of them (packages/client/src/sessions/session-list-connection.ts).
 */
const streamPing = 3_000;

/**
 * A client reconnects when it has received no ping for this time, in milliseconds. It is much longer than the interval, so that
 * not all clients reconnect to a server that hangs.
 */
const streamTimeout = 30_000;

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    sse: { ping: { enabled: true, intervalMs: streamPing }, client: { reconnectAfterInactivityMs: streamTimeout } },
    errorFormatter({ shape, error }) {
      const { errorCode, fields, end, retryAfter, message } = toApiError(error);
      const { code, httpStatus, path } = shape.data;
      return {
        ...shape,
        message,
        data: { code, httpStatus, path, errorCode: userErrorCode(errorCode), fields, end, retryAfter },
      };
    },
  });

export const router = t.router;

/** A procedure without authentication. Turns everything that is thrown in it into an ApiError. */
export const open = t.procedure.use(async ({ next }) => {
  const result = await next();
  return result.ok ? result : { ...result, error: toApiError(result.error) };
});

/** An `open` procedure for accounts with a password. Refused where all users are those of an application. */
export const openWithPassword = open.use(({ ctx, next }) => {
  if (ctx.services.accounts === 'host') throw new ApiError('sign_in_elsewhere');
  return next();
});

/**
 * Authenticates the token of a request. Synchronous where the session is cached, which is usual.
 * @throws {ApiError} where the request has no token, or its token is wrong, ended or not proved by its device.
 */
export function principalOf({ token, boundCookie, ip, services }: RequestContext): Principal | Promise<Principal> {
  if (token === null) throw new ApiError('token_not_provided');
  const result = services.authenticator.authenticate(token, boundCookie, ip);
  if ('ok' in result && result.ok) return result.value;
  return liveOr(services, result);
}

async function liveOr({ history }: Latchkey, asked: AuthResult | Promise<AuthResult>): Promise<Principal> {
  const result = await asked;
  if (result.ok) return result.value;
  throw new ApiError(result.code, { end: await history.explain(result) });
}

/** A procedure that needs the token of a live session. The token is checked before the input. */
export const signedIn = open.meta({ signedIn: true }).use(({ ctx, next }) => {
  const principal = principalOf(ctx);
  return principal instanceof Promise
    ? principal.then((read) => next({ ctx: { principal: read } }))
    : next({ ctx: { principal } });
});

/** Refuses users who have no password, because an application signs them in. */
function needPassword({ principal, services }: RequestContext & { readonly principal: Principal }): void {
  if (!hasPassword(services.accounts, principal.user)) throw new ApiError('sign_in_elsewhere');
}

/** A `signedIn` procedure that checks the password. */
export const signedInWithPassword = signedIn.use(({ ctx, next }) => {
  needPassword(ctx);
  return next({ ctx });
});

/** A `signedIn` procedure that changes the account and writes to its history. Rate-limited by device, and more widely by user. */
export const changing = signedIn.use(async ({ ctx, next }) => {
  const { user, session } = ctx.principal;
  const limits = [
    ['accountChange', `${user.id} ${session.deviceId}`],
    ['accountChanges', String(user.id)],
  ] as const;
  unwrap(await ctx.services.limiter.takeAll(limits));
  return next({ ctx });
});

/** A `changing` procedure that changes the password. */
export const changingPassword = changing.use(({ ctx, next }) => {
  needPassword(ctx);
  return next({ ctx });
});
