import type { Clock } from './clock.ts';
import type { Change, Memory } from './cluster/change.ts';
import type { LastUses } from './last-uses.ts';
import type { SessionCache } from './session-cache.ts';
import type { SessionLimits } from './session-limits.ts';
import type { SessionStore, SessionUse } from './session-store.ts';
import type { Watches } from './watches.ts';

/** Sessions whose last use one statement writes at most. */
const mostAtOnce = 5_000;

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
    await this.#write(this.#clock().getTime(), mostAtOnce);
  }

  /** Writes every last use that is not written yet: before the process ends. */
  flushAll(): Promise<void> {
    return this.#write(Infinity, Infinity);
  }

  /** Ends every watch, and each that begins from now on: before the process ends. */
  closeWatches(): void {
    this.#watches.close();
  }

  async #write(now: number, limit: number): Promise<void> {
    const { lastUsedStep, idle } = this.#limits;
    // Before the end even what was written a moment ago is written again: nobody will know it otherwise.
    const span = { step: now === Infinity ? 0 : lastUsedStep, idle };
    const write = (uses: readonly SessionUse[]) => this.#store.recordUses(uses, span);
    const ended = await this.#uses.flush(now, limit, write);
    // Nobody announced it: an end that was written by hand, for one.
    if (ended.length > 0) await this.forget(ended);
  }
}
