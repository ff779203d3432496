import { LatchkeyUnavailable } from '../latchkey-error.ts';
import type { ToVerifier } from './messages.ts';
import type { Timing } from './timing.ts';

/** Requests under way, from which on requests of users are asked in another way. An instance ends a connection with more than 1,000. */
const mostRequests = 500;

type Answer = Extract<ToVerifier, { type: 'session' | 'checked' | 'refused' }>;

/** The connection has ended before an answer, or has no room for a request: ask in another way. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
  /** Cancels the timeout. */
  cancel(): void;
}

/** The requests that wait for an answer on one connection. */
export class Requests {
  readonly #timing: Timing;
  readonly #timeout: number;
  readonly #address: string;
  readonly #waiting = new Map<number, Waiting>();

  /** `timeout`: in milliseconds. `address`: of Latchkey, for the message when there is no answer. */
  constructor(timing: Timing, timeout: number, address: string) {
    this.#timing = timing;
    this.#timeout = timeout;
    this.#address = address;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** Whether a request of a user may be sent. Checks of what is registered are always sent. */
  get hasRoom(): boolean {
    return this.size < mostRequests;
  }

  /** Resolves with the answer to the request that `send` sends. */
  async run(request: number, send: () => void): Promise<Answer> {
    try {
      return await new Promise<Answer>((resolve, reject) => {
        const cancel = this.#timing.after(this.#timeout, () => {
          const message = `Latchkey at ${this.#address} did not answer within ${this.#timeout} ms.`;
          reject(new LatchkeyUnavailable('timed_out', message));
        });
        this.#waiting.set(request, { resolve, reject, cancel });
        send();
      });
    } finally {
      this.#waiting.get(request)?.cancel();
      this.#waiting.delete(request);
    }
  }

  answer(answer: Answer): void {
    this.#waiting.get(answer.request)?.resolve(answer);
  }

  /** The connection has ended. */
  abandon(): void {
    for (const waiting of this.#waiting.values()) waiting.reject(new NotConnected('The connection has ended.'));
  }
}
