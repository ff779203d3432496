import type { AppRouter } from '@latchkey/api/routers/app-router';
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  retryLink,
  splitLink,
  type TRPCClient,
} from '@trpc/client';
import { LatchkeyError } from '../latchkey-error.ts';
import { latchkeyErrorOf } from './error-of.ts';
import { eventSourceOver, withSigns } from './event-stream.ts';
import { restBody, tokenIn } from './token-request.ts';

export interface ApiOptions {
  /** The address of Latchkey without a slash at its end. Empty in a page on the same address. */
  readonly url: string;
  readonly fetch: (url: string, request: RequestInit) => Promise<Response>;
  /** In milliseconds. */
  readonly timeout: number;
  /** Returns the Bearer token of the next request, or null without one. Undefined where the browser sends a cookie. */
  readonly token: (() => string | null) | undefined;
  /** Resolves when a request that replaces the token has been answered. Null where none runs. */
  readonly replaced: () => Promise<void> | null;
}

/**
 * Before the first retry, in milliseconds, and so much longer before each further one: four take three seconds. The server may
 * answer a new token or a binding up to two seconds after it has refused the former one, while it waits for an instance that
 * has died. Another tab that waits for it shares the cookie.
 */
const retryDelay = 300;
const retries = 4;

/** The most calls of one request that the server accepts. */
const maxItems = 20;

type Procedures = TRPCClient<AppRouter>;

/** Calls the procedures of Latchkey. Their types are those of the server's router, which is not there at run time. */
export class LatchkeyApi {
  readonly #options: ApiOptions;
  readonly #procedures: Procedures;
  readonly #signListeners = new Set<() => void>();

  constructor(options: ApiOptions) {
    this.#options = options;
    const url = `${options.url}/api/trpc`;
    this.#procedures = createTRPCClient<AppRouter>({
      links: [
        splitLink({
          condition: ({ type }) => type === 'subscription',
          true: httpSubscriptionLink({
            url: async () => {
              await options.replaced();
              return url;
            },
            EventSource: this.#eventSource(),
          }),
          false: [
            // Another tab or program may have rotated the token during this request, or the browser have bound the session or
            // answered the device challenge too late. The server has not executed the request in any of these cases, so
            // that a retry is safe.
            retryLink({
              retry({ error, attempts }) {
                const { errorCode, end } = error.data ?? {};
                const isReplaced = errorCode === 'token_incorrect' && end === null;
                return attempts <= retries && (isReplaced || errorCode === 'device_not_proved');
              },
              retryDelayMs: (attempts) => retryDelay * attempts,
            }),
            httpBatchLink({
              url,
              maxItems,
              headers: async ({ opList }) => {
                if (!opList.some(({ context }) => context['replacesToken'])) await options.replaced();
                return this.#headers();
              },
              fetch: (input, { signal, ...init } = {}) =>
                this.#fetch(addressOf(input), { ...init, signal: signal ?? null }),
            }),
          ],
        }),
      ],
    });
  }

  errorOf(error: unknown): LatchkeyError {
    return latchkeyErrorOf(error, this.#options.url);
  }

  /**
   * Calls a procedure.
   * @throws {LatchkeyError} if the server refuses the call or does not answer.
   */
  async call<Answer>(run: (procedures: Procedures) => Promise<Answer>): Promise<Answer> {
    try {
      return await run(this.#procedures);
    } catch (error) {
      throw this.errorOf(error);
    }
  }

  /** Subscribes to the changes of the sessions. Returns a function that ends the subscription. */
  watchSessions(handlers: {
    readonly onData: (event: SessionListEvent) => void;
    /** Called when the connection is lost and the browser opens it again by itself. */
    readonly onConnecting: () => void;
    /** Called when the subscription has failed and is over. */
    readonly onError: (error: LatchkeyError) => void;
    /** Called for each sign that the server is alive. */
    readonly onSign: () => void;
  }): () => void {
    const { onData, onConnecting, onError, onSign } = handlers;
    this.#signListeners.add(onSign);
    const subscription = this.#procedures.session.watch.subscribe(undefined, {
      onData,
      onConnectionStateChange: ({ state }) => state === 'connecting' && onConnecting(),
      onError: (error) => onError(this.errorOf(error)),
    });
    return () => {
      this.#signListeners.delete(onSign);
      subscription.unsubscribe();
    };
  }

  /**
   * Sends a request to a REST route that answers a token, and returns the token. Only these routes answer one: over tRPC the
   * server sets a cookie.
   * @throws {LatchkeyError} if the server refuses the request or does not answer.
   */
  async requestToken(path: 'signin' | 'signup' | 'stepup' | 'password', body: object): Promise<string> {
    try {
      const headers = { 'content-type': 'application/json', ...this.#headers() };
      const request = { method: 'POST', headers, body: restBody(body) };
      return await tokenIn(await this.#fetch(`${this.#options.url}/api/v1/auth/${path}`, request));
    } catch (error) {
      throw this.errorOf(error);
    }
  }

  #headers(): Record<string, string> {
    const token = this.#options.token?.() ?? null;
    return token === null ? {} : { authorization: `Bearer ${token}` };
  }

  /** Without a timeout, a server that accepts the request and never answers would leave a call pending for good. */
  async #fetch(url: string, { signal, ...init }: RequestInit): Promise<Response> {
    // Not by `AbortSignal.timeout` and `any`, which React Native does not have.
    const controller = new AbortController();
    const abort = () => controller.abort();
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    const late = new LatchkeyError('timed_out', `Latchkey did not answer within ${this.#options.timeout} ms.`);
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      // With the reason, because the body of the answer may be late too. React Native drops it.
      controller.abort(late);
    }, this.#options.timeout);
    // In Node, so that an answer that has arrived does not keep the process running.
    if (typeof timer === 'object') timer.unref();
    try {
      // Next keeps answers otherwise where a page on its server sets `fetchCache`.
      return await this.#options.fetch(url, { ...init, cache: 'no-store', signal: controller.signal });
    } catch (cause) {
      throw isLate ? late : cause;
    }
  }

  #eventSource() {
    const { fetch, token } = this.#options;
    const overFetch = eventSourceOver((url, signal) =>
      fetch(url, { headers: { accept: 'text/event-stream', ...this.#headers() }, signal }),
    );
    // The browser's own cannot send a token. It exists in no version of Node that this package supports.
    const Stream = token === undefined ? (globalThis.EventSource ?? overFetch) : overFetch;
    return withSigns(Stream, () => {
      for (const onSign of this.#signListeners) onSign();
    });
  }
}

type Handlers = NonNullable<Parameters<Procedures['session']['watch']['subscribe']>[1]>;
/** What the stream sends: the list at its beginning, then its changes. */
export type SessionListEvent = Parameters<NonNullable<Handlers['onData']>>[0];

/** The address of a request of tRPC, which always gives a text. */
const addressOf = (input: RequestInfo | URL): string =>
  typeof input === 'string' ? input : 'url' in input ? input.url : input.href;
