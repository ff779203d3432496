import { type Use, mostOfMessage } from './messages.ts';
import { hexOf } from './token-hash.ts';

/** At most one use of a session is reported in this time, in milliseconds. */
export const reportEvery = 10_000;

/** The most uses that wait for a connection. Later ones are not reported. */
const mostWaiting = 20_000;

/** Uses of sessions that Latchkey has not seen, until they are reported. */
export class Uses {
  readonly #waiting = new Map<string, { readonly at: number; readonly ip: string | null }>();

  /** `at`: by the monotonic clock. */
  add(hash: string, at: number, ip: string | null): void {
    if (this.#waiting.size < mostWaiting || this.#waiting.has(hash)) this.#waiting.set(hash, { at, ip });
  }

  /** Removes and returns the waiting uses, in lists that fit into a message. */
  take(now: number): readonly Use[][] {
    const uses = Array.from(this.#waiting, ([hash, { at, ip }]) => ({
      hash: hexOf(hash),
      ago: Math.round(now - at),
      ip,
    }));
    this.#waiting.clear();
    return Array.from({ length: Math.ceil(uses.length / mostOfMessage) }, (_, part) =>
      uses.slice(part * mostOfMessage, (part + 1) * mostOfMessage),
    );
  }
}
