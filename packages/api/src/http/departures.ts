/** Each takes some tenths of a millisecond, with all that it brings about. */
const mostInTurn = 25;

/**
 * Lets go of streams whose clients have left, a few in each turn of the event loop: where ten thousand leave at one moment,
 * leases are renewed and requests answered in between.
 */
export class Departures {
  readonly #waiting = new Set<() => void>();
  #isScheduled = false;

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
      let left = mostInTurn;
      for (const leave of this.#waiting) {
        if (left === 0) break;
        left -= 1;
        this.#waiting.delete(leave);
        leave();
      }
      this.#schedule();
    });
  }
}
