export interface RepeatingJobOptions {
  /** In milliseconds. */
  readonly interval: number;
  /** In milliseconds: between runs while there is work, for which `run` resolves with true. `interval` without it. */
  readonly busyInterval?: number;
  readonly run: () => Promise<boolean | void>;
  /** Called after each failed run. `isFirst` is false if the run before failed too. */
  readonly onFailure: (error: unknown, isFirst: boolean) => void;
}

/** Runs a job at an interval until it is stopped, never twice at once. A failed run is repeated after the interval. */
export class RepeatingJob {
  readonly #options: RepeatingJobOptions;
  readonly #timer: NodeJS.Timeout;
  #busyTimer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #isRequested = false;
  #hasFailed = false;

  constructor(options: RepeatingJobOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#start(), options.interval).unref();
  }

  /** Runs the job at once, or once more after the present run. */
  runNow(): void {
    this.#isRequested = true;
    this.#start();
  }

  /** Resolves after the present run. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
    clearTimeout(this.#busyTimer ?? undefined);
  }

  #start(): void {
    this.#running ??= this.#runWhileRequested();
  }

  #runSoon(): void {
    const { busyInterval } = this.#options;
    if (busyInterval === undefined) return;
    clearTimeout(this.#busyTimer ?? undefined);
    this.#busyTimer = setTimeout(() => this.#start(), busyInterval).unref();
  }

  async #runWhileRequested(): Promise<void> {
    do {
      this.#isRequested = false;
      try {
        const hadWork = await this.#options.run();
        if (hadWork === true) this.#runSoon();
        this.#hasFailed = false;
      } catch (error) {
        this.#options.onFailure(error, !this.#hasFailed);
        this.#hasFailed = true;
      }
    } while (this.#isRequested);
    this.#running = null;
  }
}
