import type { Timing } from './timing.ts';

/** After this long without a renewal, everybody else may count on an instance no longer trusting what it remembers. */
export const leaseLasts = 2_000;

/**
 * An instance itself stops earlier, for clocks run at different speeds: while a clock is being corrected, Linux lets it run a
 * tenth too fast or too slow, the monotonic one as well. A lease by the slowest is over before the others' wait by the
 * fastest, since 0.8 / 0.9 < 1 / 1.1.
 */
const trusted = 0.8 * leaseLasts;

const never = { monotonic: -Infinity, wall: -Infinity };

/** A moment by both clocks. */
export type LeaseStart = Readonly<Record<'monotonic' | 'wall', number>>;

/**
 * For how long an instance may act on what it remembers without asking the database. Both clocks must agree that it is
 * not over: one of them may have stood still while the machine slept, the other may have been set.
 */
export class Lease {
  readonly #timing: Timing;
  #start: LeaseStart = never;

  constructor(timing: Timing) {
    this.#timing = timing;
  }

  now(): LeaseStart {
    return { monotonic: this.#timing.monotonic(), wall: this.#timing.wall() };
  }

  get isLive(): boolean {
    const { monotonic, wall } = this.#start;
    return this.#timing.monotonic() < monotonic + trusted && this.#timing.wall() < wall + trusted;
  }

  /** Counted from before the renewal was asked for, never from when its answer came. */
  extend(start: LeaseStart): void {
    this.#start = start;
  }

  end(): void {
    this.#start = never;
  }

  /** How long it lasts without another renewal, in milliseconds. */
  get remaining(): number {
    return Math.max(0, this.#start.monotonic + trusted - this.#timing.monotonic());
  }
}
