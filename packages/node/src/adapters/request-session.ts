import type { Session } from '../session.ts';

/** The session of each request that `requireSession` or `withSession` has checked. Null where there is none. */
const sessions = new WeakMap<object, Session | null>();

export function keepSession(request: object, session: Session | null): void {
  sessions.set(request, session);
}

/** The session of a request, or null. Null too where nothing has checked the request. */
export const optionalSessionOf = (request: object): Session | null => sessions.get(request) ?? null;

/**
 * The session of a request behind `requireSession`.
 * @throws {TypeError} if the request has no session: `requireSession` is missing on its route.
 */
export function sessionOf(request: object): Session {
  const session = optionalSessionOf(request);
  if (session === null) throw new TypeError('The route of this request has no requireSession');
  return session;
}
