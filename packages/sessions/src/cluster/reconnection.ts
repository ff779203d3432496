import { setTimeout as sleep } from 'node:timers/promises';

/** How long to wait between two attempts: twice as long each time, until a connection has proved good. In milliseconds. */
const shortestPause = 50;
const longestPause = 1_000;

/** Connects, and resolves when the connection has ended. The signal tells it to end; it may abort by itself as well. */
export type Hold = (connection: AbortController) => Promise<void>;

/** Resolves after so many milliseconds, or fails when the signal comes. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

const systemWait: Wait = (milliseconds, signal) => sleep(milliseconds, undefined, { signal });

/** Holds one connection after another to a server that may be away, until it is stopped. */
export class Reconnection {
  readonly #random: () => number;
  readonly #wait: Wait;
  readonly #stopped = new AbortController();
  #connection = new AbortController();
  #pause = shortestPause;
  #running: Promise<void> = Promise.resolve();

  /** `random` gives numbers from 0 to 1. */
  constructor(random: () => number = Math.random, wait: Wait = systemWait) {
    this.#random = random;
    this.#wait = wait;
  }

  start(hold: Hold): void {
    this.#running = this.#run(hold);
  }

  /** The connection of this moment answers. When it breaks, the next attempt comes soon. */
  prove(): void {
    this.#pause = shortestPause;
  }

  /** Ends the attempt or connection of this moment, and resolves when there is nothing left of it. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#connection.abort();
    await this.#running;
  }

  async #run(hold: Hold): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      this.#connection = new AbortController();
      // Whatever it fails of may be over at the next attempt.
      await hold(this.#connection).catch(() => {});
      this.#connection.abort();
      // Many instances lose a server at one moment, and should not all come back at one.
      const jitter = 0.5 + this.#random() / 2;
      await this.#wait(this.#pause * jitter, signal).catch(() => {});
      this.#pause = Math.min(2 * this.#pause, longestPause);
    }
  }
}
