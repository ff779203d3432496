/**
 * Runs asynchronous work in the order in which it was asked for, at most so much of it at one moment, so that ten thousand
 * open streams do not become ten thousand database queries at once. Urgent work starts before all that waits.
 */
export class WorkQueue {
  readonly #atOnce: number;
  readonly #urgent = new Set<() => void>();
  readonly #waiting = new Set<() => void>();
  #running = 0;

  /** Takes how much may run at one moment. */
  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** Runs the work when its turn comes. Resolves, or fails, as the work does. */
  async run<Value>(work: () => Promise<Value>, isUrgent = false): Promise<Value> {
    if (this.#running >= this.#atOnce) {
      await new Promise<void>((start) => void (isUrgent ? this.#urgent : this.#waiting).add(start));
    } else {
      this.#running += 1;
    }
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  /** Gives the place that has become free to the next work, or frees it. */
  #next(): void {
    for (const queue of [this.#urgent, this.#waiting]) {
      for (const start of queue) {
        queue.delete(start);
        start();
        return;
      }
    }
    this.#running -= 1;
  }
}
