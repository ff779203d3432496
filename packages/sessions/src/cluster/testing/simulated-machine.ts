import type { Timing } from '../timing.ts';
import type { Dice } from './dice.ts';
import type { VirtualTime } from './virtual-time.ts';

/** By so much a timer goes off too late at most, in milliseconds. */
const timerDelay = 3;

/**
 * What one instance runs on. It may be paused, put to sleep or ended, and has two clocks that are not quite right. Whatever
 * falls due while it is paused waits for it.
 */
export class SimulatedMachine implements Timing {
  readonly #time: VirtualTime;
  readonly #dice: Dice;
  /** How fast its clocks run. */
  readonly #pace: number;
  readonly #overdue: (() => void)[] = [];
  #state: 'running' | 'paused' | 'ended' = 'running';
  #asleepSince: number | null = null;
  #slept = 0;
  #wallIsOff: number;
  /** Called when it goes on after a pause, before anything that has fallen due meanwhile. */
  onWakeUp = (): void => {};

  constructor(time: VirtualTime, dice: Dice) {
    this.#time = time;
    this.#dice = dice;
    // Mostly right; a tenth too slow or too fast, as far as Linux goes, while they are being corrected.
    this.#pace = dice.happens(0.5) ? 0.98 + 0.04 * dice.throw() : dice.happens(0.5) ? 0.9 : 1.1;
    this.#wallIsOff = 100_000 * (dice.throw() - 0.5);
  }

  get isRunning(): boolean {
    return this.#state === 'running';
  }

  monotonic(): number {
    const asleep = this.#asleepSince === null ? 0 : this.#time.now - this.#asleepSince;
    return this.#pace * (this.#time.now - this.#slept - asleep);
  }

  wall(): number {
    return this.#pace * this.#time.now + this.#wallIsOff;
  }

  after(milliseconds: number, run: () => void): () => void {
    const due = this.monotonic() + milliseconds;
    let isCancelled = false;
    const wait = () => {
      const left = Math.max(0, due - this.monotonic());
      this.#time.after(left / this.#pace + timerDelay * this.#dice.throw(), () => {
        if (this.monotonic() < due) wait();
        else this.run(() => isCancelled || run());
      });
    };
    wait();
    return () => {
      isCancelled = true;
    };
  }

  /** Does something as soon as the machine runs. */
  run(work: () => void): void {
    if (this.#state === 'running') work();
    else if (this.#state === 'paused') this.#overdue.push(work);
  }

  pause(): void {
    if (this.#state === 'running') this.#state = 'paused';
  }

  /** Paused, and the monotonic clock stands still. */
  sleep(): void {
    if (this.#state !== 'running') return;
    this.pause();
    this.#asleepSince = this.#time.now;
  }

  setWall(by: number): void {
    this.#wallIsOff += by;
  }

  resume(): void {
    if (this.#state !== 'paused') return;
    if (this.#asleepSince !== null) this.#slept += this.#time.now - this.#asleepSince;
    this.#asleepSince = null;
    this.#state = 'running';
    this.onWakeUp();
    // In any order, and with time between them.
    for (const work of this.#overdue.splice(0)) this.#time.after(5 * this.#dice.throw(), () => this.run(work));
  }

  end(): void {
    this.#state = 'ended';
  }
}
