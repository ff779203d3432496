export interface RepeatingJobOptions {
  /** In milliseconds. */
  readonly interval: number;
  readonly run: () => Promise<void>;
  /** Called after each failed run. `isFirst` is false if the run before failed too. */
  readonly onFailure: (error: unknown, isFirst: boolean) => void;
}

/** Runs a job at an interval until it is stopped, never twice at once. A failed run is repeated after the interval. */
export class RepeatingJob {
  readonly #options: RepeatingJobOptions;
  readonly #timer: NodeJS.Timeout;
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
  }

  #start(): void {
    this.#running ??= this.#runWhileRequested();
  }

  async #runWhileRequested(): Promise<void> {
    do {
      this.#isRequested = false;
      try {
        await this.#options.run();
        this.#hasFailed = false;
      } catch (error) {
        this.#options.onFailure(error, !this.#hasFailed);
        this.#hasFailed = true;
      }
    } while (this.#isRequested);
    this.#running = null;
  }
}
