import type { Clock } from './clock.ts';
import type { Change, Memory } from './cluster/change.ts';
import type { LastUses } from './last-uses.ts';
import type { SessionCache } from './session-cache.ts';
import type { SessionLimits } from './session-limits.ts';
import type { SessionStore, SessionUse } from './session-store.ts';
import type { Watches } from './watches.ts';

/** Sessions whose last use one statement writes at most, so that it holds their rows for some hundredths of a second. */
const batchSize = 1_000;

export interface SessionMemoryOptions {
  readonly store: Pick<SessionStore, 'recordUses'>;
  readonly cache: SessionCache;
  readonly uses: LastUses;
  readonly watches: Watches;
  readonly limits: SessionLimits;
  readonly clock: Clock;
}

/** What an instance has of sessions beside the database: the ones it remembers, their last uses, and who looks on. */
export class SessionMemory implements Memory {
  readonly #store: SessionMemoryOptions['store'];
  readonly #cache: SessionCache;
  readonly #uses: LastUses;
  readonly #watches: Watches;
  readonly #limits: SessionLimits;
  readonly #clock: Clock;

  constructor({ store, cache, uses, watches, limits, clock }: SessionMemoryOptions) {
    this.#store = store;
    this.#cache = cache;
    this.#uses = uses;
    this.#watches = watches;
    this.#limits = limits;
    this.#clock = clock;
  }

  /** How many sessions are remembered, how many have a use to be written, how many watches are open. */
  get sizes(): { readonly remembered: number; readonly unwritten: number; readonly watches: number } {
    return { remembered: this.#cache.size, unwritten: this.#uses.size, watches: this.#watches.size };
  }

  /** For how long the oldest last use that is due has waited to be written, in milliseconds. */
  get flushLag(): number {
    return this.#uses.lag(this.#clock().getTime());
  }

  forget(change: Change): Promise<void> {
    this.#cache.forget(change);
    return this.#watches.recheck(change);
  }

  /** To be called every second: writes the last uses that are due, and shows to whoever looks on what was used. */
  async flush(): Promise<void> {
    this.#watches.notice(this.#uses.takeUsers());
    const now = this.#clock().getTime();
    await this.#write(now, { dueBy: now, step: this.#limits.lastUsedStep, batches: Infinity });
  }

  /** Writes every last use that is not written yet: before the process ends. */
  flushAll(): Promise<void> {
    const batches = Math.ceil(this.#uses.size / batchSize);
    // Even what was written a moment ago is written again, because no other process knows of the uses since.
    return this.#write(this.#clock().getTime(), { dueBy: Infinity, step: 0, batches });
  }

  /** Ends every watch, and each that begins from now on: before the process ends. */
  closeWatches(): void {
    this.#watches.close();
  }

  async #write(now: number, { dueBy, step, batches }: Readonly<Record<'dueBy' | 'step' | 'batches', number>>) {
    const span = { writtenBy: new Date(now - step), idle: this.#limits.idle };
    const write = (uses: readonly SessionUse[]) => this.#store.recordUses(uses, span);
    const endedOf: number[] = [];
    try {
      for (let batch = 0; batch < batches; batch += 1) {
        const flushed = await this.#uses.flush(now, batchSize, write, dueBy);
        endedOf.push(...flushed.endedOf);
        if (!flushed.isMore) break;
      }
    } finally {
      // No instance announced it: an end that was written by hand, for one.
      if (endedOf.length > 0) await this.forget(endedOf);
    }
  }
}
