import type { Invalidation, InvalidationListener } from './invalidation.ts';
import { type Timing, waitUntil } from './timing.ts';
import { Verifier, type VerifierMessage } from './verifier.ts';

interface Deps {
  /** The lease of this instance. */
  readonly cluster: { readonly isTrusted: boolean; readonly leaseRemaining: number };
  readonly timing: Timing;
}

/**
 * The verifiers that are connected to this instance. Their leases are parts of its own: they end before it, so the other
 * instances wait for verifiers by waiting for this instance. docs/revocation.md proves that this is enough.
 */
export class Verifiers implements InvalidationListener {
  readonly #deps: Deps;
  readonly #connected = new Set<Verifier>();
  /** When the leases of all verifiers whose connection has ended are over. */
  #departedUntil = -Infinity;
  #isClosing = false;
  #timeouts = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** How many verifiers are connected. */
  get size(): number {
    return this.#connected.size;
  }

  /** How many changes a verifier did not confirm before its lease was over, since the start. */
  get timeouts(): number {
    return this.#timeouts;
  }

  /** Adds a verifier that has just connected. `send` must keep the order of messages. */
  connect(send: (message: VerifierMessage) => void): Verifier {
    const { timing } = this.#deps;
    const verifier = new Verifier({
      timing,
      send,
      leaseRemaining: () => this.#leaseRemaining,
      onDisconnected: (gone) => {
        this.#connected.delete(gone);
        this.#departedUntil = Math.max(this.#departedUntil, gone.trustedUntil);
      },
      onTimeout: () => {
        this.#timeouts += 1;
      },
    });
    this.#connected.add(verifier);
    return verifier;
  }

  /** Resolves when each verifier has forgotten these users, or its lease has ended. */
  async forget(change: Invalidation): Promise<void> {
    if (change.length === 0) return;
    await this.#settled((verifier) => verifier.forget(change));
  }

  /**
   * Gives no more leases, and resolves when the last one is over. To be called before this instance leaves the cluster, from
   * when on the other instances do not wait for it.
   */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#settled((verifier) => verifier.release());
  }

  get #leaseRemaining(): number {
    const { cluster } = this.#deps;
    return cluster.isTrusted && !this.#isClosing ? cluster.leaseRemaining : 0;
  }

  async #settled(tell: (verifier: Verifier) => Promise<void>): Promise<void> {
    const departed = waitUntil(this.#deps.timing, this.#departedUntil);
    await Promise.all([...Array.from(this.#connected, tell), departed]);
  }
}
