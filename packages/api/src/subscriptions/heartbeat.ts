const slots = 100;

/**
 * Calls each of its functions once an interval, a hundredth of them at a time. One timer serves ten thousand open streams, and
 * no turn of the event loop writes to all of them.
 */
export class Heartbeat {
  readonly #every: number;
  readonly #slots = Array.from({ length: slots }, () => new Set<() => void>());
  #nextSlotToBeat = 0;
  #nextSlotToFill = 0;
  #size = 0;
  #timer: NodeJS.Timeout | null = null;

  /** Takes the interval in milliseconds. */
  constructor(every: number) {
    this.#every = every;
  }

  /** Adds a function, which must not be added twice. Returns a function that removes it. */
  add(beat: () => void): () => void {
    const slot = this.#slots[this.#nextSlotToFill];
    this.#nextSlotToFill = (this.#nextSlotToFill + 1) % slots;
    slot?.add(beat);
    this.#size += 1;
    this.#timer ??= setInterval(() => this.#beat(), this.#every / slots);
    return () => {
      if (!slot?.delete(beat)) return;
      this.#size -= 1;
      if (this.#size > 0 || this.#timer === null) return;
      clearInterval(this.#timer);
      this.#timer = null;
    };
  }

  #beat(): void {
    const slot = this.#slots[this.#nextSlotToBeat] ?? [];
    this.#nextSlotToBeat = (this.#nextSlotToBeat + 1) % slots;
    for (const beat of slot) beat();
  }
}
