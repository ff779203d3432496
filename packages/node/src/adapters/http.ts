import type { IncomingMessage, ServerResponse } from 'node:http';
import { LatchkeyUnavailable } from '../latchkey-error.ts';
import type { Latchkey } from '../latchkey.ts';
import type { Session } from '../session.ts';
import { type RequireSessionOptions, signInNeeded } from './sign-in-needed.ts';

export { setSession } from './express.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, session: Session) => unknown;

/**
 * Makes a handler for `createServer` of one that gets the session: 401 or the sign-in without one, 503 where Latchkey gives
 * no answer, and 500 where `redirectTo` throws. A handler that throws rejects the promise, as without this function.
 */
export function requireSession(
  latchkey: Pick<Latchkey, 'authenticate'>,
  handler: Handler,
  options: RequireSessionOptions = {},
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    let session: Session | null;
    try {
      session = await latchkey.authenticate(request);
    } catch (error) {
      if (!(error instanceof LatchkeyUnavailable)) throw error;
      response.writeHead(error.status, error.headers).end('Try again in a moment.');
      return;
    }
    if (session) {
      await handler(request, response, session);
      return;
    }
    try {
      const { status, headers, body } = signInNeeded({ method: request.method, path: request.url ?? '/' }, options);
      response.writeHead(status, headers).end(body);
    } catch {
      // What the application's `redirectTo` throws for a path must not end the process.
      response.writeHead(500).end('Internal Server Error');
    }
  };
}
