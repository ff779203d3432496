/** The longest that one turn of the event loop closes streams, in milliseconds. */
const longestTurn = 10;

/**
 * Closes the streams of clients that have disconnected, a few in each turn of the event loop: when ten thousand disconnect at
 * once, leases are still renewed and requests answered in between.
 */
export class ClosingQueue {
  readonly #now: () => number;
  readonly #waiting = new Set<() => void>();
  #isScheduled = false;

  /** Takes the clock, in milliseconds. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Adds a function that closes one stream. */
  add(close: () => void): void {
    this.#waiting.add(close);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled || this.#waiting.size === 0) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      const until = this.#now() + longestTurn;
      for (const close of this.#waiting) {
        this.#waiting.delete(close);
        close();
        if (this.#now() >= until) break;
      }
      this.#schedule();
    });
  }
}
