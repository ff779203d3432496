import type { Invalidation } from './invalidation.ts';
import { waitFor } from './lease.ts';
import { type Timing, waitUntil } from './timing.ts';

/**
 * What an instance sends to a verifier. `lease`: the verifier may answer from its memory for `duration` milliseconds, counted
 * from before it sent the request, if it has done all `forgets` so far. `release`: it has to give up its lease.
 */
export type VerifierMessage =
  | { readonly type: 'lease'; readonly request: number; readonly forgets: number; readonly duration: number }
  | { readonly type: 'forget'; readonly number: number; readonly users: Invalidation }
  | { readonly type: 'release'; readonly number: number };

interface Deps {
  readonly timing: Timing;
  readonly send: (message: VerifierMessage) => void;
  /** How long a lease that is given now may last, in milliseconds: at most as long as the lease of this instance. */
  readonly leaseRemaining: () => number;
  readonly onDisconnected: (verifier: Verifier) => void;
  /** Called when a change had to wait for the end of its lease, because it did not confirm the change. */
  readonly onTimeout: () => void;
}

/**
 * A process of an application that is connected to this instance and answers from its own memory under a lease. Messages may
 * be lost with the connection, but a lease is valid only after all messages that were sent before it.
 */
export class Verifier {
  readonly #deps: Deps;
  /** The numbers of messages that it has not acknowledged, each with a function that ends the wait for it. */
  readonly #unacknowledged = new Map<number, () => void>();
  #sent = 0;
  #trustedUntil = -Infinity;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** When the last of its leases has certainly ended, by the monotonic clock of this instance. */
  get trustedUntil(): number {
    return this.#trustedUntil;
  }

  /** Answers its request for a lease: with none where this instance has none itself. */
  renew(request: number): void {
    const receivedAt = this.#deps.timing.monotonic();
    const duration = Math.floor(this.#deps.leaseRemaining());
    if (duration > 0) this.#trustedUntil = Math.max(this.#trustedUntil, receivedAt + waitFor(duration));
    this.#deps.send({ type: 'lease', request, forgets: this.#sent, duration });
  }

  /** Resolves when it has forgotten these users, or the leases that it had before have ended. */
  async forget(users: Invalidation): Promise<void> {
    if ((await this.#tell((number) => ({ type: 'forget', number, users }))) === 'timeout') this.#deps.onTimeout();
  }

  /** Resolves when it has given up its lease, or the lease has ended. */
  async release(): Promise<void> {
    await this.#tell((number) => ({ type: 'release', number }));
  }

  /** It has done what the message with this number says. */
  acknowledge(number: number): void {
    this.#unacknowledged.get(number)?.();
  }

  /** Its connection has ended, so no acknowledgement comes any more. */
  disconnect(): void {
    this.#deps.onDisconnected(this);
  }

  async #tell(message: (number: number) => VerifierMessage): Promise<'acknowledged' | 'no lease' | 'timeout'> {
    const { timing } = this.#deps;
    const number = ++this.#sent;
    // Leases that it gets later count only after it has done this, so the wait is for those that it has now.
    const until = this.#trustedUntil;
    const hadLease = timing.monotonic() < until;
    let isAcknowledged = false;
    const acknowledged = new Promise<void>((resolve) => {
      this.#unacknowledged.set(number, () => {
        isAcknowledged = true;
        resolve();
      });
    });
    this.#deps.send(message(number));
    await waitUntil(timing, until, acknowledged);
    this.#unacknowledged.delete(number);
    return isAcknowledged ? 'acknowledged' : hadLease ? 'timeout' : 'no lease';
  }
}
