/** A seeded random generator (Mulberry32). */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** Returns a number from 0 to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Returns a delay mostly near `from`, and rarely up to `to`. */
  delay(from: number, to: number): number {
    return from + (to - from) * this.next() ** 8;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }
}
