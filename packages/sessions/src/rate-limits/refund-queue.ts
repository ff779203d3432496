import type { Timing } from '../instances/timing.ts';
import type { RateLimitStore, Refund } from './rate-limiter.ts';

/** Beyond this many failed refunds, new ones are dropped: their attempts come back with time. */
const maxPending = 1_000;

/** Tries of one refund, with pauses that double from a second, over two minutes. */
const maxTries = 8;
const firstPause = 1_000;

interface Deps {
  readonly store: Pick<RateLimitStore, 'refund'>;
  readonly timing: Timing;
}

interface Entry {
  readonly settlement: Refund;
  tries: number;
  /** Cancels the next try. */
  cancel: () => void;
  /** The running try. */
  trying: Promise<void> | null;
}

/**
 * Writes refunds after their sign-ins are answered, so that no response waits for them. Failed ones are retried while
 * the process lives. Where the connection broke after the commit, an attempt is refunded twice. Successes are counted
 * with the new session, not here.
 */
export class RefundQueue {
  readonly #deps: Deps;
  readonly #entries = new Set<Entry>();
  #isStopping = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Writes a refund in a later turn of the event loop. */
  add(settlement: Refund): void {
    if (this.#entries.size >= maxPending) return;
    const entry: Entry = { settlement, tries: 0, cancel: () => {}, trying: null };
    this.#entries.add(entry);
    this.#plan(entry, 0);
  }

  /** Tries all pending refunds now. Resolves when each was tried. */
  async flush(): Promise<void> {
    await Promise.all([...this.#entries].map((entry) => this.#try(entry)));
  }

  /** The same at the end of the process: failed ones are not retried. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.flush();
  }

  #plan(entry: Entry, pause: number): void {
    entry.cancel = this.#deps.timing.after(pause, () => void this.#try(entry));
  }

  #try(entry: Entry): Promise<void> {
    entry.cancel();
    entry.trying ??= this.#write(entry).finally(() => (entry.trying = null));
    return entry.trying;
  }

  async #write(entry: Entry): Promise<void> {
    try {
      await this.#deps.store.refund(entry.settlement);
    } catch {
      entry.tries += 1;
      if (entry.tries < maxTries && !this.#isStopping) return this.#plan(entry, firstPause * 2 ** (entry.tries - 1));
    }
    this.#entries.delete(entry);
  }
}
