import { setTimeout as sleep } from 'node:timers/promises';

/** Past this, something hangs, and the process ends anyway: longer than a graceful close may take. In milliseconds. */
const endWithin = 8_000;

/** How the process ends: whatever was opened last is closed first. */
export class Shutdown {
  readonly #drain: number;
  readonly #closings: (() => void | Promise<void>)[] = [];
  readonly #hurry = new AbortController();
  #hasBegun = false;

  /** Takes for how long, in milliseconds, everything goes on while those who send requests learn of it. */
  constructor(drain: number) {
    this.#drain = drain;
  }

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Tells how to close what has just been opened. */
  add(close: () => void | Promise<void>): void {
    this.#closings.push(close);
  }

  /** From now on the process ends when it is asked to, and when whoever started it and held a channel to it is gone. */
  heedSignals(): void {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void this.#begin());
    process.once('disconnect', () => void this.#begin());
  }

  async #begin(): Promise<void> {
    // Asked a second time, it waits no longer for whoever sends requests here.
    if (this.#hasBegun) return this.#hurry.abort();
    this.#hasBegun = true;
    await sleep(this.#drain, undefined, { signal: this.#hurry.signal }).catch(() => {});
    // Unreferenced: it must not keep the process.
    setTimeout(() => process.exit(1), endWithin).unref();
    for (const close of this.#closings.toReversed()) await close();
    process.exit(0);
  }
}
