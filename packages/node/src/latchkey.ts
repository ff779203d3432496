import { LatchkeyError, LatchkeyUnavailable } from './latchkey-error.ts';
import { type ClientIp, type RequestLike, addressOf, credentialsOf, directClientIp } from './request.ts';
import { ServiceApi } from './service-api.ts';
import { serviceCalls } from './service-calls.ts';
import { type Session, sessionOf } from './session.ts';
import { Sessions } from './sessions.ts';
import { Users } from './users.ts';

export { LatchkeyError, type LatchkeyErrorCode, LatchkeyUnavailable } from './latchkey-error.ts';
export type { RequestLike } from './request.ts';
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
  /** The key that `npm run admin -- keys create` printed. */
  readonly serviceKey: string | undefined;
  /** How long a call may take, in milliseconds: 5,000 without it. */
  readonly timeout?: number;
  /**
   * Returns the address of a request's client, or null. Without it: `request.ip` of Express and Fastify, or else the address
   * of the connection.
   */
  readonly clientIp?: ClientIp;
}

/** Checks sessions, and begins and ends them, for an application that signs its users in itself. */
export interface Latchkey {
  /**
   * Returns the session of a request, or null where there is none that is live. Counts as a use of the session.
   * @throws {LatchkeyUnavailable} if Latchkey gives no answer. That is no sign-out: answer 503.
   */
  authenticate(request: RequestLike): Promise<Session | null>;
  readonly sessions: Sessions;
  readonly users: Users;
}

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
}: LatchkeyOptions): Latchkey {
  const api = new ServiceApi({ url, serviceKey, timeout });
  return {
    authenticate: (request) => authenticate(api, clientIp, request),
    sessions: new Sessions(api, clientIp),
    users: new Users(api, clientIp),
  };
}

async function authenticate(api: ServiceApi, clientIp: ClientIp, request: RequestLike): Promise<Session | null> {
  const credentials = credentialsOf(request);
  if (credentials.token === null && credentials.cookie === null) return null;
  try {
    const input = { ...credentials, ip: addressOf(request, clientIp) };
    return sessionOf(await api.call(serviceCalls.introspect, input));
  } catch (error) {
    // A wrong key or scope says nothing about the session either.
    if (!(error instanceof LatchkeyError) || error instanceof LatchkeyUnavailable) throw error;
    const { code, message, retryAfter, fields } = error;
    throw new LatchkeyUnavailable(code, message, { retryAfter, fields, cause: error });
  }
}
