import { type ClientIp, type RequestLike, clientOf } from './request.ts';
import type { ServiceApi } from './service-api.ts';
import { type UserProfile, serviceCalls } from './service-calls.ts';

/** The users of the application. Every method throws a `LatchkeyError` where Latchkey refuses the call. */
export class Users {
  readonly #api: ServiceApi;
  readonly #clientIp: ClientIp;

  constructor(api: ServiceApi, clientIp: ClientIp) {
    this.#api = api;
    this.#clientIp = clientIp;
  }

  /** Creates a user, or changes what Latchkey knows of one. */
  async save(profile: UserProfile): Promise<void> {
    await this.#api.call(serviceCalls.saveUser, profile);
  }

  /** Ends every session of a user and refuses new ones. Gives how many sessions that ended. */
  async disable(subject: string): Promise<number> {
    return (await this.#api.call(serviceCalls.disableUser, { subject })).ended;
  }

  /** Allows new sessions of a disabled user again. */
  async enable(subject: string): Promise<void> {
    await this.#api.call(serviceCalls.enableUser, { subject });
  }

  /** Removes a user with all data. Gives how many sessions that ended. */
  async remove(subject: string): Promise<number> {
    return (await this.#api.call(serviceCalls.removeUser, { subject })).ended;
  }

  /** Writes a failed attempt to sign in into the history that the user sees. */
  async recordFailure(request: RequestLike, subject: string): Promise<void> {
    await this.#api.call(serviceCalls.recordFailure, { subject, client: clientOf(request, this.#clientIp) });
  }
}
