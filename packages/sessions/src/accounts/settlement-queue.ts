import type { Timing } from '../cluster/timing.ts';
import type { RateLimitStore, Settlement } from '../rate-limiter.ts';

/** Beyond so many that cannot be written, a new one is dropped: its attempts come back with time alone. */
const most = 1_000;

/** How often one is tried: with twice as long a pause each time, from a second on, over two minutes. */
const mostTries = 8;
const firstPause = 1_000;

export interface SettlementQueueOptions {
  readonly store: Pick<RateLimitStore, 'settle'>;
  readonly timing: Timing;
}

interface Entry {
  readonly settlement: Settlement;
  tries: number;
  /** Calls off the next try. */
  cancel: () => void;
  /** The try that is under way. */
  trying: Promise<void> | null;
}

/**
 * Gives back what right passwords took of the limits, after their sign-ins are answered, so that no answer waits for it. What
 * fails is tried again while the process lives. Where the connection broke after the commit, an attempt comes back twice. The
 * buckets that a success is counted in are written with its session, and never here.
 */
export class SettlementQueue {
  readonly #store: Pick<RateLimitStore, 'settle'>;
  readonly #timing: Timing;
  readonly #entries = new Set<Entry>();
  #isStopping = false;

  constructor({ store, timing }: SettlementQueueOptions) {
    this.#store = store;
    this.#timing = timing;
  }

  /** Writes a settlement soon, after the caller has gone on. */
  add(settlement: Settlement): void {
    if (this.#entries.size >= most) return;
    const entry: Entry = { settlement, tries: 0, cancel: () => {}, trying: null };
    this.#entries.add(entry);
    this.#plan(entry, 0);
  }

  /** Tries at once what is not written yet, and resolves when each of these has been tried. */
  async flush(): Promise<void> {
    await Promise.all([...this.#entries].map((entry) => this.#try(entry)));
  }

  /** The same at the end of the process: what fails now is not tried again. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.flush();
  }

  #plan(entry: Entry, pause: number): void {
    entry.cancel = this.#timing.after(pause, () => void this.#try(entry));
  }

  #try(entry: Entry): Promise<void> {
    entry.cancel();
    entry.trying ??= this.#write(entry).finally(() => (entry.trying = null));
    return entry.trying;
  }

  async #write(entry: Entry): Promise<void> {
    try {
      await this.#store.settle(entry.settlement);
    } catch {
      entry.tries += 1;
      if (entry.tries < mostTries && !this.#isStopping) return this.#plan(entry, firstPause * 2 ** (entry.tries - 1));
    }
    this.#entries.delete(entry);
  }
}
