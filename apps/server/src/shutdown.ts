import { setTimeout as sleep } from 'node:timers/promises';

/** In milliseconds, then the process exits although something hangs: longer than a graceful close may take. */
const closeTimeout = 8_000;

/** What `cluster.ts` sends an instance to stop it. */
export const stopMessage = 'latchkey stop';

/** Ends the process in order: what was opened last is closed first. */
export class Shutdown {
  readonly #drain: number;
  readonly #closings: (() => void | Promise<void>)[] = [];
  readonly #skipDrain = new AbortController();
  #hasBegun = false;
  #hasSignal = false;

  /** `drain`: in milliseconds, how long requests are still answered while balancers learn of the stop. */
  constructor(drain: number) {
    this.#drain = drain;
  }

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Adds the function that closes what was just opened. */
  add(close: () => void | Promise<void>): void {
    this.#closings.push(close);
  }

  /**
   * From now on SIGINT and SIGTERM end the process, and so do the message and the end of a parent process with an IPC channel. A
   * second signal skips the drain. The message does not, because Ctrl-C signals all processes of a cluster at once.
   */
  handleSignals(): void {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (this.#hasSignal) this.#skipDrain.abort();
        this.#hasSignal = true;
        void this.#begin(0);
      });
    }
    process.on('message', (message) => {
      if (message === stopMessage) void this.#begin(0);
    });
    process.once('disconnect', () => {
      if (this.#hasBegun) this.#skipDrain.abort();
      void this.#begin(0);
    });
  }

  /** Ends the process at once, and as one that failed. */
  fail(): void {
    this.#skipDrain.abort();
    void this.#begin(1);
  }

  async #begin(exitCode: number): Promise<void> {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    await sleep(this.#drain, undefined, { signal: this.#skipDrain.signal }).catch(() => {});
    // Unreferenced, so that it does not keep the process alive.
    setTimeout(() => process.exit(1), closeTimeout).unref();
    for (const close of this.#closings.toReversed()) await close();
    process.exit(exitCode);
  }
}
