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
    const [urgent] = this.#urgent;
    if (urgent) {
      this.#urgent.delete(urgent);
      urgent();
      return;
    }
    const [start] = this.#waiting;
    if (start) {
      this.#waiting.delete(start);
      // In a later turn of the event loop. Work that waits for nothing, such as a cached list that wakes many streams, would
      // run in one turn with all that waits, and requests and the renewal of the lease would wait for it.
      setImmediate(start);
      return;
    }
    this.#running -= 1;
  }
}
