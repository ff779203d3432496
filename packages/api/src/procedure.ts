import type { Principal } from '@latchkey/sessions/principal';
import { initTRPC } from '@trpc/server';
import { Refusal, refusalOf, refuse } from './refusal.ts';
import type { RequestContext } from './request-context.ts';
import type { RestRoute } from './rest/route.ts';

/** What a procedure says of itself beside its input and output. */
export interface ProcedureMeta {
  /** Its documented REST address, where it has one. */
  readonly rest?: RestRoute;
  /** Whether it answers only to someone who is signed in. */
  readonly signedIn?: boolean;
}

/**
 * How often an open stream says that it is still there, in milliseconds. The page stops saying that it is live when it has missed
 * two of them (apps/web/src/api/heartbeat.ts).
 */
const streamPing = 3_000;

/** After so long a silence a client connects anew. Much later, so that a server that hangs is not met by all of them at once. */
const streamTimeout = 30_000;

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    sse: { ping: { enabled: true, intervalMs: streamPing }, client: { reconnectAfterInactivityMs: streamTimeout } },
    errorFormatter({ shape, error }) {
      const { errorCode, fields, end, retryAfter, message } = refusalOf(error);
      const { code, httpStatus, path } = shape.data;
      return { ...shape, message, data: { code, httpStatus, path, errorCode, fields, end, retryAfter } };
    },
  });

export const router = t.router;

/** Anyone may call it. Whatever is thrown further down leaves as a refusal. */
export const open = t.procedure.use(async ({ next }) => {
  const result = await next();
  return result.ok ? result : { ...result, error: refusalOf(result.error) };
});

/** Who holds the token that a request carries. Refused where it carries none, or one that opens nothing here. */
export async function principalOf({ token, boundCookie, services }: RequestContext): Promise<Principal> {
  if (token === null) throw new Refusal('token_not_provided');
  const found = await services.authenticator.authenticate(token, boundCookie);
  if (!found.ok) throw new Refusal(found.code, { end: await services.history.explain(found) });
  return found.value;
}

/** Only for someone whose token opens a live session. Checked before the input is looked at. */
export const signedIn = open
  .meta({ signedIn: true })
  .use(async ({ ctx, next }) => next({ ctx: { principal: await principalOf(ctx) } }));

/** The same for what changes the account and leaves a line in its history: each device of the user has so many of them. */
export const changing = signedIn.use(async ({ ctx, next }) => {
  const { user, session } = ctx.principal;
  const allowed = await ctx.services.limiter.take('accountChange', `${user.id} ${session.deviceId}`);
  if (!allowed.ok) throw refuse(allowed);
  return next({ ctx });
});
