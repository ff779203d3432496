/**
 * Computed values by their keys, at most as many as its capacity. It drops all of them when it is full: that costs nothing for
 * each read, and the values that are in use are computed again at once.
 */
export class BoundedCache<Key, Value extends object | string | null> {
  readonly #values = new Map<Key, Value>();
  readonly #capacity: number;
  readonly #compute: (key: Key) => Value;

  constructor(capacity: number, compute: (key: Key) => Value) {
    this.#capacity = capacity;
    this.#compute = compute;
  }

  get size(): number {
    return this.#values.size;
  }

  get(key: Key): Value {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const value = this.#compute(key);
    if (this.#values.size >= this.#capacity) this.#values.clear();
    this.#values.set(key, value);
    return value;
  }
}
