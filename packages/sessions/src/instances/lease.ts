import type { Timing } from './timing.ts';

/**
 * An instance that has not renewed its lease for this long, in milliseconds, answers nothing from memory. Others rely
 * on it.
 */
export const leaseDuration = 2_000;

/**
 * The instance itself stops earlier, because clocks run at different speeds: while a clock is corrected, Linux lets it
 * run a tenth too fast or too slow, the monotonic clock included. A lease by the slowest clock ends before the wait of
 * the others by the fastest, since 0.8 / 0.9 < 1 / 1.1.
 */
const trustedShare = 0.8;
const trusted = trustedShare * leaseDuration;

/**
 * How long the instance that gave a lease waits, by its own clock, until a holder that uses it for `duration` by its clock has
 * certainly stopped. In milliseconds.
 */
export const waitFor = (duration: number): number => duration / trustedShare;

const never = { monotonic: -Infinity, wall: -Infinity };

/** A time by both clocks. */
export type LeaseStart = Readonly<Record<'monotonic' | 'wall', number>>;

/**
 * How long an instance may answer from memory. Both clocks must agree that the lease is valid: the monotonic one may
 * have stood still while the machine slept, and the wall clock may have been set.
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

  /** Extends the lease, counted from before the renewal was sent, never from its answer. */
  extend(start: LeaseStart): void {
    this.#start = start;
  }

  end(): void {
    this.#start = never;
  }

  /** How long it lasts without another renewal, in milliseconds: by the clock by which it ends first. */
  get remaining(): number {
    const { monotonic, wall } = this.#start;
    return Math.max(0, trusted + Math.min(monotonic - this.#timing.monotonic(), wall - this.#timing.wall()));
  }
}
