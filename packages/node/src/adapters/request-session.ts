import type { Latchkey } from '../latchkey.ts';
import type { RequestLike } from '../request.ts';
import type { Session } from '../session.ts';

const kept = Symbol('latchkey.session');

/** A request that `requireSession` or `checkSession` has checked. A WeakMap beside it would cost each garbage collection. */
interface CheckedRequest {
  [kept]?: Session | null;
}

/** What the adapters need of `createLatchkey`. */
export type Authenticating = Pick<Latchkey, 'authenticate' | 'recall'>;

/** The session of a request from memory, which it keeps for `sessionOf`. Null where `findSession` has to ask for it. */
export function recallSession(latchkey: Authenticating, request: RequestLike & CheckedRequest): Session | null {
  const session = latchkey.recall(request);
  if (session) request[kept] = session;
  return session;
}

/**
 * Finds the session of a request, and keeps it for `sessionOf`.
 * @throws {LatchkeyUnavailable} if Latchkey gives no answer.
 */
export async function findSession(
  latchkey: Authenticating,
  request: RequestLike & CheckedRequest,
): Promise<Session | null> {
  const session = await latchkey.authenticate(request);
  request[kept] = session;
  return session;
}

/** The session of a request, or null. Null too where nothing has checked the request. */
export const optionalSessionOf = (request: object): Session | null => {
  const checked: CheckedRequest = request;
  return checked[kept] ?? null;
};

/**
 * The session of a request behind `requireSession`.
 * @throws {TypeError} if the request has no session: `requireSession` is missing on its route.
 */
export function sessionOf(request: object): Session {
  const session = optionalSessionOf(request);
  if (session === null) throw new TypeError('The route of this request has no requireSession');
  return session;
}
