/** For so long a turn of the event loop may be busy with it, in milliseconds. */
const longestTurn = 10;

/**
 * Lets go of streams whose clients have left, for a moment in each turn of the event loop: where ten thousand leave at one
 * moment, leases are renewed and requests answered in between.
 */
export class Departures {
  readonly #now: () => number;
  readonly #waiting = new Set<() => void>();
  #isScheduled = false;

  /** Takes what the time is read from, in milliseconds. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Takes what is to be done about one that has left. */
  add(leave: () => void): void {
    this.#waiting.add(leave);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled || this.#waiting.size === 0) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      const until = this.#now() + longestTurn;
      for (const leave of this.#waiting) {
        this.#waiting.delete(leave);
        leave();
        if (this.#now() >= until) break;
      }
      this.#schedule();
    });
  }
}
