/**
 * Runs asynchronous work in order, with bounded concurrency, so that ten thousand streams do not become ten thousand
 * concurrent queries. Urgent work starts before all other waiting work.
 */
export class WorkQueue {
  readonly #atOnce: number;
  readonly #urgent = new Set<() => void>();
  readonly #waiting = new Set<() => void>();
  #running = 0;

  /** `atOnce`: the concurrency. */
  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** Runs the work in its turn. Settles as the work does. */
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

  /** Starts the next waiting work, or frees the slot. */
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
