import type { Latchkey } from '../latchkey.ts';
import type { RequestLike } from '../request.ts';
import type { Session } from '../session.ts';

const kept = Symbol('latchkey.session');

/** A request that `requireSession` or `checkSession` has checked. A WeakMap beside it would cost each garbage collection. */
interface CheckedRequest {
  [kept]?: Session | null;
}

/**
 * Finds the session of a request, keeps it for `sessionOf`, and calls `next` with it: at once where it is in memory. Calls `fail`
 * where Latchkey gives no answer.
 */
export function withSession(
  latchkey: Pick<Latchkey, 'authenticate' | 'recall'>,
  request: RequestLike & CheckedRequest,
  next: (session: Session | null) => void,
  fail: (error: Error) => void,
): void {
  const keep = (session: Session | null) => {
    request[kept] = session;
    next(session);
  };
  const known = latchkey.recall(request);
  if (known) keep(known);
  else latchkey.authenticate(request).then(keep, fail);
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
