/** Chance that can be repeated: the same seed, the same throws (Mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 to 1. */
  throw(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Mostly near the lower one, now and then anything up to the higher one. */
  delay(from: number, to: number): number {
    return from + (to - from) * this.throw() ** 8;
  }

  happens(probability: number): boolean {
    return this.throw() < probability;
  }
}
