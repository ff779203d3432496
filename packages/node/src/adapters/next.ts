import { LatchkeyUnavailable } from '../latchkey-error.ts';
import type { Latchkey } from '../latchkey.ts';
import type { Session } from '../session.ts';
import { type RequireSessionOptions, signInResponse } from './sign-in-needed.ts';

/**
 * The function of `proxy.ts` (formerly `middleware.ts`, with `runtime: 'nodejs'`): lets only requests with a live session
 * pass, and answers all others: 401 or the sign-in without one, 503 where Latchkey gives no answer.
 */
export function requireSession(latchkey: Pick<Latchkey, 'authenticate'>, options: RequireSessionOptions = {}) {
  return async (request: Request): Promise<Response | undefined> => {
    const checked = await check(latchkey, request, options);
    if (!(checked instanceof Response)) return undefined;
    // Next fails on a path. It sends the path again where the address is of the host that was asked for.
    const location = checked.headers.get('location');
    if (location !== null) checked.headers.set('location', new URL(location, request.url).href);
    return checked;
  };
}

/** Makes a route handler of the app router of one that gets the session. Other requests are answered as by `requireSession`. */
export function withSession<Context>(
  latchkey: Pick<Latchkey, 'authenticate'>,
  handler: (request: Request, session: Session, context: Context) => Response | Promise<Response>,
  options: RequireSessionOptions = {},
) {
  return async (request: Request, context: Context): Promise<Response> => {
    const checked = await check(latchkey, request, options);
    return checked instanceof Response ? checked : handler(request, checked, context);
  };
}

async function check(
  latchkey: Pick<Latchkey, 'authenticate'>,
  request: Request,
  options: RequireSessionOptions,
): Promise<Session | Response> {
  try {
    return (await latchkey.authenticate(request)) ?? signInResponse(request, options);
  } catch (error) {
    if (error instanceof LatchkeyUnavailable) return error.getResponse();
    throw error;
  }
}
