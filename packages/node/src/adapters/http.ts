import type { IncomingMessage, ServerResponse } from 'node:http';
import { LatchkeyUnavailable } from '../latchkey-error.ts';
import type { Latchkey } from '../latchkey.ts';
import type { Session } from '../session.ts';
import { type RequireSessionOptions, signInNeeded } from './sign-in-needed.ts';

export { setSession } from './express.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, session: Session) => unknown;

/**
 * Makes a handler for `createServer` of one that gets the session: 401 or the sign-in without one, 503 where Latchkey gives
 * no answer, and 500, with a warning of the process, where `clientIp` or `redirectTo` throws. A handler that throws rejects
 * the promise, as without this function.
 */
export function requireSession(
  latchkey: Pick<Latchkey, 'authenticate'>,
  handler: Handler,
  options: RequireSessionOptions = {},
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const session = await admit(latchkey, request, response, options);
    if (session) await handler(request, response, session);
  };
}

/** The session of a request, or null for one that is answered here. Never rejects, because that would end the process. */
async function admit(
  latchkey: Pick<Latchkey, 'authenticate'>,
  request: IncomingMessage,
  response: ServerResponse,
  options: RequireSessionOptions,
): Promise<Session | null> {
  try {
    const session = await latchkey.authenticate(request);
    if (session) return session;
    const { status, headers, body } = signInNeeded({ method: request.method, path: request.url ?? '/' }, options);
    response.writeHead(status, headers).end(body);
  } catch (error) {
    if (error instanceof LatchkeyUnavailable) {
      response.writeHead(error.status, error.headers).end('Try again in a moment.');
    } else {
      // A fault of the application, which would not know of it otherwise.
      process.emitWarning(error instanceof Error ? error : String(error));
      response.writeHead(500).end('Internal Server Error');
    }
  }
  return null;
}
