import { LatchkeyUnavailable } from './latchkey-error.ts';
import { type ClientIp, type RequestLike, addressOf, clientOf, credentialsOf } from './request.ts';
import type { ServiceApi } from './service-api.ts';
import {
  type ConfirmedSession,
  type Confirmation,
  type IssuedSession,
  type ListedSession,
  type NewSession,
  type StepUpRequest,
  serviceCalls,
} from './service-calls.ts';

/** More than Latchkey makes, in characters. A browser may send more, and Latchkey would refuse the call for its size. */
const longestStepUpRequest = 4_000;

/** Begins, confirms, lists and ends sessions. Every method throws a `LatchkeyError` where Latchkey refuses the call. */
export class Sessions {
  readonly #api: ServiceApi;
  readonly #clientIp: ClientIp;

  constructor(api: ServiceApi, clientIp: ClientIp) {
    this.#api = api;
    this.#clientIp = clientIp;
  }

  /** Begins a session for a user whom the application has just signed in. The first one creates the user. */
  begin(request: RequestLike, session: NewSession): Promise<IssuedSession> {
    return this.#api.call(serviceCalls.begin, { ...session, client: clientOf(request, this.#clientIp) });
  }

  /**
   * Says that the user of the request has proved again who they are. The session gets a new token. `returnTo` is a path where
   * `confirmation` has the `request` with which the page sent the user, and null without it.
   */
  confirm(
    request: RequestLike,
    confirmation: Confirmation & { readonly request: string },
  ): Promise<ConfirmedSession & { readonly returnTo: string }>;
  confirm(request: RequestLike, confirmation: Confirmation): Promise<ConfirmedSession>;
  async confirm(request: RequestLike, confirmation: Confirmation): Promise<ConfirmedSession> {
    const confirmed = await this.#api.call(serviceCalls.confirm, {
      ...confirmation,
      request: confirmation.request?.slice(0, longestStepUpRequest),
      ...this.#of(request),
    });
    if (typeof confirmation.request === 'string' && confirmed.returnTo === null) {
      throw new LatchkeyUnavailable('unexpected_answer', 'Latchkey named no path for a step-up request.');
    }
    return confirmed;
  }

  /** Checks the `request` with which the page sent the user, before the application asks for a proof. Changes nothing. */
  readStepUp(request: RequestLike, stepUpRequest: string): Promise<StepUpRequest> {
    return this.#api.call(serviceCalls.readStepUp, {
      request: stepUpRequest.slice(0, longestStepUpRequest),
      ...this.#of(request),
    });
  }

  /** Ends the session of the request, as its user asked. Gives the lines for `Set-Cookie`. */
  logout(request: RequestLike): Promise<{ readonly setCookie: string[] }> {
    return this.#api.call(serviceCalls.logout, this.#of(request));
  }

  /** Lists every live session of a user, the least recently used first. */
  async list(subject: string): Promise<ListedSession[]> {
    return (await this.#api.call(serviceCalls.listSessions, { subject })).sessions;
  }

  /** Ends one session of a user by its id. Once this resolves, its token is refused everywhere. */
  async end(subject: string, id: number): Promise<void> {
    await this.#api.call(serviceCalls.endSession, { subject, id });
  }

  /** Ends every session of a user, and gives how many. Once this resolves, their tokens are refused everywhere. */
  async endAll(subject: string): Promise<number> {
    return (await this.#api.call(serviceCalls.endSessions, { subject })).ended;
  }

  #of(request: RequestLike) {
    return { ...credentialsOf(request), ip: addressOf(request, this.#clientIp) };
  }
}

/** The headers that give a browser its session, or take it: one `Set-Cookie` for each line, and the offer to bind it. */
export function sessionHeaders({
  setCookie,
  sessionRegistration,
}: Pick<IssuedSession, 'setCookie'> & Partial<Pick<IssuedSession, 'sessionRegistration'>>): [string, string][] {
  const cookies = setCookie.map((line): [string, string] => ['set-cookie', line]);
  return sessionRegistration ? [...cookies, ['secure-session-registration', sessionRegistration]] : cookies;
}
