import { type LookupAddress, type LookupAllOptions, lookup as lookupName } from 'node:dns';
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { ipScope } from '@latchkey/sessions/geo/ip-scope';
import { hostOf, isPrivateHost } from '@latchkey/sessions/webhooks/endpoint';
import type { Message } from './standard-webhook.ts';

/** The status of the answer, or why there was no answer. */
export type RequestOutcome =
  | { readonly status: number; readonly retryAfter: number | null; readonly error: null }
  | { readonly status: null; readonly error: RequestFailure };

/** Our own codes, because error messages of the system or the receiver may contain any text. */
type RequestFailure =
  'address_refused' | 'name_not_found' | 'refused' | 'closed' | 'certificate' | 'timeout' | 'unreachable';

export interface PublicRequestsOptions {
  /** Whether addresses of private networks, and http, are allowed. */
  readonly allowsPrivate: boolean;
  /** In milliseconds, for a whole request. */
  readonly timeout?: number;
  /** The system's resolver without it. */
  readonly resolve?: Resolve;
}

/** Resolves a name to all of its addresses. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** In milliseconds: from the connection to the end of the answer. */
const defaultTimeout = 10_000;

/** As many as one endpoint has requests at once, so that no connection is closed between two of them. */
const maxFreeSockets = 32;

/** The most bytes that are read of an answer. Only its status is used. */
const longestAnswer = 16_384;

class PrivateAddressError extends Error {
  readonly code = 'address_refused';
}

interface RequestLimits {
  readonly signal: AbortSignal;
  /** By `performance.now()`, also for the tries on other connections. */
  readonly deadline: number;
}

/** The request has taken too long, or the process stops. */
class TimeoutError extends Error {
  readonly code = 'timeout';
}

/**
 * Sends requests to URLs that other people have chosen. The address that a connection is made to is checked, not an
 * earlier answer of the resolver, so that a name cannot change its address between the check and the request. Redirects
 * are not followed, and only the beginning of an answer is read.
 */
export class PublicRequests {
  readonly #allowsPrivate: boolean;
  readonly #timeout: number;
  readonly #agents: { readonly http: HttpAgent; readonly https: HttpsAgent };

  constructor({ allowsPrivate, timeout = defaultTimeout, resolve = lookupName }: PublicRequestsOptions) {
    this.#allowsPrivate = allowsPrivate;
    this.#timeout = timeout;
    const connection = { keepAlive: true, maxFreeSockets, ...(!allowsPrivate && { lookup: publicOnly(resolve) }) };
    this.#agents = { http: new HttpAgent(connection), https: new HttpsAgent(connection) };
  }

  /** Posts a message. Never rejects. */
  async post(url: string, message: Message, signal: AbortSignal): Promise<RequestOutcome> {
    if (signal.aborted) return { status: null, error: 'timeout' };
    try {
      return await this.#post(new URL(url), message, { signal, deadline: performance.now() + this.#timeout });
    } catch (error) {
      return { status: null, error: failureOf(error) };
    }
  }

  /** Closes the connections that no request uses. */
  close(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }

  /** A message may arrive twice where a kept connection breaks: events are delivered at least once. */
  #post(url: URL, { headers, body }: Message, limits: RequestLimits): Promise<RequestOutcome> {
    const { signal, deadline } = limits;
    const host = hostOf(url);
    // Node does not call `lookup` for an address, so it is checked here.
    if (!this.#allowsPrivate && (isPrivateHost(host) || url.protocol !== 'https:'))
      return Promise.reject(new PrivateAddressError());
    const isHttps = url.protocol === 'https:';
    const options = {
      method: 'POST',
      headers: { 'user-agent': 'Latchkey', ...headers, 'content-length': Buffer.byteLength(body) },
      agent: isHttps ? this.#agents.https : this.#agents.http,
    };
    return new Promise((resolve, reject) => {
      const request = (isHttps ? requestHttps : requestHttp)(url, options, (answer) => {
        const finish = () => resolve(outcomeOf(answer));
        // The status has arrived, so a later error does not count.
        request.off('error', fail).on('error', finish);
        readBeginning(answer, finish);
      });
      // Not by the `signal` of the options, which takes a controller for each request.
      const stop = () => request.destroy(new TimeoutError());
      const timer = setTimeout(stop, Math.max(0, deadline - performance.now()));
      signal.addEventListener('abort', stop);
      // A receiver may close a kept connection at the moment at which it is used again. Then another one is tried.
      const fail = (error: unknown) => {
        if (!request.reusedSocket || failureOf(error) !== 'closed') reject(error);
        else if (signal.aborted || performance.now() >= deadline) reject(new TimeoutError());
        else resolve(this.#post(url, { headers, body }, limits));
      };
      request.on('error', fail).on('close', () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
      });
      // After 101 Node gives no answer, and neither an error nor an abort.
      request.on('upgrade', (answer, socket) => {
        socket.destroy();
        resolve(outcomeOf(answer));
      });
      request.end(body);
    });
  }
}

/**
 * Reads an answer up to `longestAnswer`, so that its connection can be used again, and closes the connection of a
 * longer one.
 */
function readBeginning(answer: IncomingMessage, onEnd: () => void): void {
  let length = 0;
  answer.on('data', (part: Buffer) => {
    length += part.length;
    if (length > longestAnswer) answer.destroy();
  });
  answer.on('error', onEnd);
  answer.on('close', onEnd);
  answer.on('end', onEnd);
}

function outcomeOf({ statusCode = 0, headers }: IncomingMessage): RequestOutcome {
  const seconds = /^\d{1,9}$/.test(headers['retry-after'] ?? '') ? Number(headers['retry-after']) : null;
  return { status: statusCode, retryAfter: seconds === null ? null : seconds * 1000, error: null };
}

/** A resolver that leaves out addresses of private and reserved networks, and fails where none is left. */
const publicOnly =
  (resolve: Resolve): LookupFunction =>
  (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, all) => {
      if (error) return done(error, '', 0);
      const addresses = all.filter(({ address }) => ipScope(address) === 'global');
      const [first] = addresses;
      if (!first) return done(new PrivateAddressError(), '', 0);
      if (options.all === true) return done(null, addresses);
      done(null, first.address, first.family);
    });
  };

function failureOf(error: unknown): RequestFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'address_refused' || code === 'timeout') return code;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name_not_found';
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'closed';
  if (/CERT|TLS|SSL|SIGNATURE|EPROTO/.test(code)) return 'certificate';
  return 'unreachable';
}
