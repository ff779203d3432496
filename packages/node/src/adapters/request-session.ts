import type { Session } from '../session.ts';

const kept = Symbol('latchkey.session');

/** A request that `requireSession` or `checkSession` has checked. A WeakMap beside it would cost each garbage collection. */
interface CheckedRequest {
  [kept]?: Session | null;
}

export function keepSession(request: object, session: Session | null): void {
  const checked: CheckedRequest = request;
  checked[kept] = session;
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
