import type { Timing } from '../timing.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How late a timer fires at most, in milliseconds. */
const timerDelay = 3;

/**
 * The machine of one instance. It may be paused, put to sleep or ended, and its two clocks are inaccurate. Timers that
 * fire during a pause run after it.
 */
export class SimulatedMachine implements Timing {
  readonly #time: VirtualTime;
  readonly #random: SeededRandom;
  /** The speed of its clocks. */
  readonly #pace: number;
  readonly #overdue: (() => void)[] = [];
  #state: 'running' | 'paused' | 'ended' = 'running';
  #asleepSince: number | null = null;
  #slept = 0;
  #wallIsOff: number;
  /** Called when it resumes, before overdue timers. */
  onWakeUp = (): void => {};

  constructor(time: VirtualTime, random: SeededRandom) {
    this.#time = time;
    this.#random = random;
    // Mostly accurate; else a tenth too slow or too fast, the limits of Linux while clocks are corrected.
    this.#pace = random.chance(0.5) ? 0.98 + 0.04 * random.next() : random.chance(0.5) ? 0.9 : 1.1;
    this.#wallIsOff = 100_000 * (random.next() - 0.5);
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
      this.#time.after(left / this.#pace + timerDelay * this.#random.next(), () => {
        if (this.monotonic() < due) wait();
        else this.run(() => isCancelled || run());
      });
    };
    wait();
    return () => {
      isCancelled = true;
    };
  }

  /** Runs `work` as soon as the machine runs. */
  run(work: () => void): void {
    if (this.#state === 'running') work();
    else if (this.#state === 'paused') this.#overdue.push(work);
  }

  pause(): void {
    if (this.#state === 'running') this.#state = 'paused';
  }

  /** Pauses the machine and its monotonic clock. */
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
    // In random order, with pauses.
    for (const work of this.#overdue.splice(0)) this.#time.after(5 * this.#random.next(), () => this.run(work));
  }

  end(): void {
    this.#state = 'ended';
  }
}
