import { LatchkeyError, LatchkeyUnavailable } from './latchkey-error.ts';
import type { Connection } from './memory/connection.ts';
import {
  type ClientIp,
  type Credentials,
  type RequestLike,
  addressOf,
  credentialsOf,
  sessionTokenOf,
} from './request.ts';
import type { ServiceApi } from './service-api.ts';
import { serviceCalls } from './service-calls.ts';
import { type Session, sessionFromAnswer } from './session.ts';

interface Options {
  readonly api: ServiceApi;
  readonly clientIp: ClientIp;
  /** How many sessions are kept in memory. */
  readonly capacity: number;
  /** In milliseconds. */
  readonly timeout: number;
}

/** Finds the session of a request: in memory, or else at the connected instance, or else over HTTP. */
export class LatchkeyAuthenticator {
  readonly #options: Options;
  #connection: Connection | null = null;
  #connecting: Promise<void> | null = null;
  #isClosed = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** @throws {LatchkeyUnavailable} if Latchkey gives no answer. */
  async authenticate(request: RequestLike): Promise<Session | null> {
    return this.recall(request) ?? this.#ask(request);
  }

  /** The session from memory, or null where it has to be asked for. */
  recall(request: RequestLike): Session | null {
    const verifier = this.#connection?.verifier;
    if (!verifier || verifier.cookieName === null) return null;
    const token = sessionTokenOf(request, verifier.cookieName);
    // The address is read at each request, although few report it: Node adds a property to a socket when it is first read, and
    // with sockets that have it earlier, later or not at all, V8 runs all of Node's code for sockets more slowly.
    return token === null ? null : verifier.recall(token, addressOf(request, this.#options.clientIp));
  }

  /** @throws {TypeError} if nothing is kept in memory. */
  onSessionEnd(session: Session, close: () => void): () => void {
    if (this.#options.capacity <= 0) throw new TypeError('`onSessionEnd` needs `memory`');
    if (this.#connection) return this.#connection.verifier.onSessionEnd(session, close);
    let isWanted = true;
    queueMicrotask(() => isWanted && close());
    return () => {
      isWanted = false;
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#connecting;
    await this.#connection?.close();
  }

  /** At the first request, because a process that only begins sessions, or builds pages, needs no connection. */
  #connect(): void {
    const { api, capacity, timeout } = this.#options;
    if (this.#connecting || this.#isClosed || capacity <= 0) return;
    this.#connecting = import('./memory/connection.ts')
      .then(({ Connection: Opened }) => {
        if (this.#isClosed) return;
        this.#connection = new Opened({
          base: api.base,
          address: api.address,
          authorization: api.authorization,
          capacity,
          timeout,
        });
      })
      // In a runtime that lacks modules of Node, or has stubs of them, it asks at each request.
      .catch(() => {});
  }

  async #ask(request: RequestLike): Promise<Session | null> {
    const credentials = credentialsOf(request);
    if (credentials.token === null && credentials.cookie === null) return null;
    const ip = addressOf(request, this.#options.clientIp);
    if (this.#connection === null) this.#connect();
    else {
      const asked = await this.#connection.verifier.ask(credentials, ip);
      if (asked !== 'not connected') return asked;
    }
    return this.#askOverHttp(credentials, ip);
  }

  async #askOverHttp(credentials: Credentials, ip: string | null): Promise<Session | null> {
    try {
      return sessionFromAnswer(await this.#options.api.call(serviceCalls.introspect, { ...credentials, ip }));
    } catch (error) {
      // A wrong key or scope says nothing about the session either.
      if (!(error instanceof LatchkeyError) || error instanceof LatchkeyUnavailable) throw error;
      const { code, message, retryAfter, fields } = error;
      throw new LatchkeyUnavailable(code, message, { retryAfter, fields, cause: error });
    }
  }
}
