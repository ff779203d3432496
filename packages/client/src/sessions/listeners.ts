/** Calls a function of the application. What it throws is reported as an error of the application, and stops nothing here. */
export function callApart<Value>(listener: (value: Value) => void, value: Value): void {
  try {
    listener(value);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** Functions of the application that are called with each new value. */
export class Listeners<Value> {
  readonly #calls = new Set<{ readonly listener: (value: Value) => void }>();

  get size(): number {
    return this.#calls.size;
  }

  /** Returns a function that removes the listener, and returns whether it was there. One that is added twice is called twice. */
  add(listener: (value: Value) => void): () => boolean {
    const call = { listener };
    this.#calls.add(call);
    return () => this.#calls.delete(call);
  }

  /** Calls all, until `isNewest` says that one of them has led to a newer value, with which all have been called then. */
  call(value: Value, isNewest = () => true): void {
    for (const call of new Set(this.#calls)) {
      if (!isNewest()) return;
      if (this.#calls.has(call)) callApart(call.listener, value);
    }
  }
}
