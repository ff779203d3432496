/** What is told at intervals. */
export interface Beaten {
  /** Called once an interval. */
  beat(): void;
}

const slots = 100;

/**
 * Calls each of its members once an interval, a hundredth of them at a time: one timer for ten thousand open streams, none of
 * which are written to in the same turn of the event loop as all others.
 */
export class Heartbeat {
  readonly #every: number;
  readonly #slots = Array.from({ length: slots }, () => new Set<Beaten>());
  #next = 0;
  #filled = 0;
  #size = 0;
  #timer: NodeJS.Timeout | null = null;

  /** Takes the interval in milliseconds. */
  constructor(every: number) {
    this.#every = every;
  }

  /** Adds a member. Gives what removes it. */
  add(member: Beaten): () => void {
    const slot = this.#slots[this.#filled];
    this.#filled = (this.#filled + 1) % slots;
    slot?.add(member);
    this.#size += 1;
    this.#timer ??= setInterval(() => this.#beat(), this.#every / slots);
    return () => {
      if (!slot?.delete(member)) return;
      this.#size -= 1;
      if (this.#size > 0 || this.#timer === null) return;
      clearInterval(this.#timer);
      this.#timer = null;
    };
  }

  #beat(): void {
    const members = this.#slots[this.#next] ?? [];
    this.#next = (this.#next + 1) % slots;
    for (const member of members) member.beat();
  }
}
