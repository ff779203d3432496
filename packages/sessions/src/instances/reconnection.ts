import { setTimeout as sleep } from 'node:timers/promises';

/** The pause between two attempts in milliseconds. It doubles until a connection has proved good. */
const minPause = 50;
const maxPause = 1_000;

/** Connects, and resolves when the connection has ended. Aborting the controller ends it, from either side. */
export type Connect = (connection: AbortController) => Promise<void>;

/** Resolves after the given milliseconds, or rejects when the signal aborts. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

const systemWait: Sleep = (milliseconds, signal) => sleep(milliseconds, undefined, { signal });

/** Keeps one connection to a server, reconnecting with backoff until it is stopped. */
export class Reconnection {
  readonly #random: () => number;
  readonly #wait: Sleep;
  readonly #stopped = new AbortController();
  #connection = new AbortController();
  #pause = minPause;
  #running: Promise<void> = Promise.resolve();

  /** `random` returns numbers from 0 to 1. */
  constructor(random: () => number = Math.random, wait: Sleep = systemWait) {
    this.#random = random;
    this.#wait = wait;
  }

  start(hold: Connect): void {
    this.#running = this.#run(hold);
  }

  /** The current connection works. When it breaks, the next attempt comes soon. */
  reset(): void {
    this.#pause = minPause;
  }

  /** Ends the current attempt or connection. Resolves when it is closed. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#connection.abort();
    await this.#running;
  }

  async #run(hold: Connect): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      this.#connection = new AbortController();
      // The cause may be gone at the next attempt.
      await hold(this.#connection).catch(() => {});
      this.#connection.abort();
      // Jitter, because many instances lose a server at the same time and should not reconnect at the same time.
      const jitter = 0.5 + this.#random() / 2;
      await this.#wait(this.#pause * jitter, signal).catch(() => {});
      this.#pause = Math.min(2 * this.#pause, maxPause);
    }
  }
}
