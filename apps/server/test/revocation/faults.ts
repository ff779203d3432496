import { setTimeout as sleep } from 'node:timers/promises';
import type { Instance } from './instance.ts';

/** A fault of a cluster. */
export type Fault = 'paused' | 'killed' | 'cut';

export interface FaultsOptions {
  readonly instances: readonly Instance[];
  /** Cuts the announcement channel, and returns the function that restores it. */
  readonly cut: () => Promise<() => Promise<void>>;
  readonly random: () => number;
}

/** In milliseconds: one is longer than a lease, one is shorter. */
const longestPause = 4_000;

/** Causes one fault after the other in a cluster until it is stopped, and counts them. */
export class Faults {
  readonly counts: Record<Fault, number> = { paused: 0, killed: 0, cut: 0 };
  readonly #options: FaultsOptions;
  readonly #stopped = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(options: FaultsOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const kinds: readonly Fault[] = ['paused', 'cut', 'killed'];
    for (let turn = 0; !this.#stopped.signal.aborted; turn += 1) {
      const kind = kinds[turn % kinds.length] ?? 'paused';
      await this[kind]();
      this.counts[kind] += 1;
      // A pause in which leases are renewed.
      await this.#wait(1_000 * this.#options.random());
    }
  }

  async paused(): Promise<void> {
    const instance = this.#one();
    instance.pause();
    await this.#wait(longestPause * this.#options.random());
    instance.resume();
  }

  async killed(): Promise<void> {
    const instance = this.#one();
    await instance.kill();
    await this.#wait(1_000 * this.#options.random());
    await instance.start();
  }

  async cut(): Promise<void> {
    const restore = await this.#options.cut();
    await this.#wait(2_000 * this.#options.random());
    await restore();
  }

  #one(): Instance {
    const { instances, random } = this.#options;
    const instance = instances[Math.floor(random() * instances.length)];
    if (!instance) throw new Error('A cluster has instances');
    return instance;
  }

  #wait(milliseconds: number): Promise<void> {
    return sleep(milliseconds, undefined, { signal: this.#stopped.signal }).catch(() => {});
  }
}
