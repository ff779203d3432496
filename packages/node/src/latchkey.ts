import { LatchkeyAuthenticator } from './authenticator.ts';
import { type ClientIp, type RequestLike, directClientIp } from './request.ts';
import { ServiceApi } from './service-api.ts';
import type { Session } from './session.ts';
import { Sessions } from './sessions.ts';
import { Users } from './users.ts';

export { LatchkeyError, type LatchkeyErrorCode, LatchkeyUnavailable } from './latchkey-error.ts';
export { forwardedFor, type RequestLike } from './request.ts';
export type { Session } from './session.ts';
export type {
  ConfirmedSession,
  Confirmation,
  IssuedSession,
  ListedSession,
  NewSession,
  ServiceCalls,
  StepUpRequest,
  UserLimits,
  UserProfile,
} from './service-calls.ts';
export { sessionHeaders } from './sessions.ts';

export interface LatchkeyOptions {
  /** Where the application reaches Latchkey: not through the proxy, which does not forward the service API. */
  readonly url: string;
  /** The key that `latchkey admin keys create` printed. */
  readonly serviceKey: string | undefined;
  /** How long a call may take, in milliseconds: 5,000 without it. */
  readonly timeout?: number;
  /**
   * Returns the address of a request's client, or null. Without it: `request.ip` of Express and Fastify, or else the address
   * of the connection.
   */
  readonly clientIp?: ClientIp;
  /**
   * How many sessions this process keeps in memory: 100,000 without it. 0: it keeps no connection and asks at each request, for
   * processes that live only for some requests.
   */
  readonly memory?: number;
}

/** Checks sessions, and begins and ends them, for an application that signs its users in itself. */
export interface Latchkey {
  /**
   * Returns the session of a request, or null where there is none that is live. Counts as a use of the session.
   * @throws {LatchkeyUnavailable} if Latchkey gives no answer. That is no sign-out: answer 503.
   */
  authenticate(request: RequestLike): Promise<Session | null>;
  /**
   * Returns the session of a request at once where it is in the memory of this process, as it is for all but the first requests of a
   * session. Otherwise null, which says nothing about the session: `authenticate` finds it. Counts as a use.
   */
  recall(request: RequestLike): Session | null;
  /**
   * Calls `close` once: when a session from `authenticate` ends, before the call that ends it is answered, so that a socket is closed
   * by then. Also when this process loses its lease: without a connection to Latchkey, within two seconds, and at once where it has
   * none. Returns a function that removes the registration.
   * @throws {TypeError} if `memory` is 0.
   */
  onSessionEnd(session: Session, close: () => void): () => void;
  readonly sessions: Sessions;
  readonly users: Users;
  /** Closes the connection. From then on `authenticate` asks at each request. */
  close(): Promise<void>;
}

const defaultMemory = 100_000;
const defaultTimeout = 5_000;

/**
 * Connects an application to Latchkey.
 * @throws {TypeError} if the URL or the key has not the right form.
 */
export function createLatchkey({
  url,
  serviceKey = '',
  timeout = defaultTimeout,
  clientIp = directClientIp,
  memory = defaultMemory,
}: LatchkeyOptions): Latchkey {
  const api = new ServiceApi({ url, serviceKey, timeout });
  const authenticator = new LatchkeyAuthenticator({ api, clientIp, capacity: memory, timeout });
  return {
    authenticate: (request) => authenticator.authenticate(request),
    recall: (request) => authenticator.recall(request),
    onSessionEnd: (session, close) => authenticator.onSessionEnd(session, close),
    sessions: new Sessions(api, clientIp),
    users: new Users(api, clientIp),
    close: () => authenticator.close(),
  };
}
