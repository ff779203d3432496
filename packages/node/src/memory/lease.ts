import type { Timing } from './timing.ts';

/** A time by both clocks. */
export type LeaseStart = Readonly<Record<'monotonic' | 'wall', number>>;

const never = { monotonic: -Infinity, wall: -Infinity };

/**
 * How long this process may answer from its memory. Both clocks must agree that the lease is valid: the monotonic one may have
 * stood still while the machine slept, and the wall clock may have been set.
 */
export class Lease {
  readonly #timing: Timing;
  #end: LeaseStart = never;

  constructor(timing: Timing) {
    this.#timing = timing;
  }

  now(): LeaseStart {
    return { monotonic: this.#timing.monotonic(), wall: this.#timing.wall() };
  }

  get isLive(): boolean {
    const { monotonic, wall } = this.#end;
    return this.#timing.monotonic() < monotonic && this.#timing.wall() < wall;
  }

  /** Extends the lease by an answer, counted from before its request was sent, never from the answer. */
  extend({ monotonic, wall }: LeaseStart, duration: number): void {
    if (monotonic + duration > this.#end.monotonic)
      this.#end = { monotonic: monotonic + duration, wall: wall + duration };
  }

  end(): void {
    this.#end = never;
  }

  /** How long it lasts without another answer, in milliseconds: by the clock by which it ends first. */
  get remaining(): number {
    const { monotonic, wall } = this.#end;
    return Math.max(0, Math.min(monotonic - this.#timing.monotonic(), wall - this.#timing.wall()));
  }
}
