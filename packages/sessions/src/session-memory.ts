import type { Clock } from './clock.ts';
import type { Change, Memory } from './cluster/change.ts';
import type { LastUses } from './last-uses.ts';
import type { SessionCache } from './session-cache.ts';
import type { SessionLimits } from './session-limits.ts';
import type { SessionStore, SessionUse } from './session-store.ts';
import type { SessionSubscriptions } from './session-subscriptions/session-subscriptions.ts';

/** Sessions whose last use one statement writes at most, so that it holds their rows for some hundredths of a second. */
const batchSize = 1_000;

export interface SessionMemoryOptions {
  readonly store: Pick<SessionStore, 'recordUses'>;
  readonly cache: SessionCache;
  readonly uses: LastUses;
  readonly subscriptions: SessionSubscriptions;
  readonly limits: SessionLimits;
  readonly clock: Clock;
}

/** What an instance has of sessions beside the database: the ones it remembers, their last uses, and the open streams. */
export class SessionMemory implements Memory {
  readonly #store: SessionMemoryOptions['store'];
  readonly #cache: SessionCache;
  readonly #uses: LastUses;
  readonly #subscriptions: SessionSubscriptions;
  readonly #limits: SessionLimits;
  readonly #clock: Clock;

  constructor({ store, cache, uses, subscriptions, limits, clock }: SessionMemoryOptions) {
    this.#store = store;
    this.#cache = cache;
    this.#uses = uses;
    this.#subscriptions = subscriptions;
    this.#limits = limits;
    this.#clock = clock;
  }

  /** How many sessions are remembered, how many have a use to be written, how many streams are open. */
  get sizes(): { readonly remembered: number; readonly unwritten: number; readonly streams: number } {
    return { remembered: this.#cache.size, unwritten: this.#uses.size, streams: this.#subscriptions.size };
  }

  /** For how long the oldest last use that is due has waited to be written, in milliseconds. */
  get flushLag(): number {
    return this.#uses.lag(this.#clock().getTime());
  }

  forget(change: Change): Promise<void> {
    this.#cache.forget(change);
    return this.#subscriptions.recheck(change);
  }

  /** To be called every second: writes the last uses that are due, and has the streams of the users list anew. */
  async flush(): Promise<void> {
    this.#subscriptions.notice(this.#uses.takeUsers());
    const now = this.#clock().getTime();
    await this.#write(now, { dueBy: now, step: this.#limits.lastUsedStep, batches: Infinity });
  }

  /** Writes every last use that is not written yet: before the process ends. */
  flushAll(): Promise<void> {
    const batches = Math.ceil(this.#uses.size / batchSize);
    // Even what was written a moment ago is written again, because no other process knows of the uses since.
    return this.#write(this.#clock().getTime(), { dueBy: Infinity, step: 0, batches });
  }

  /** Ends every stream, and each that is opened from now on: before the process ends. */
  closeStreams(): void {
    this.#subscriptions.close();
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
