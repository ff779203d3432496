import type { Clock } from './clock.ts';
import type { Invalidation, InvalidationListener } from './instances/invalidation.ts';
import type { LastUsedBuffer, WriteUses } from './sessions/last-used-buffer.ts';
import type { LiveSessions } from './sessions/live-sessions.ts';
import type { SessionCache } from './sessions/session-cache.ts';
import type { SessionLimits } from './sessions/session-limits.ts';
import type { SessionStore } from './sessions/session-store.ts';
import type { SessionSubscriptions } from './session-subscriptions/session-subscriptions.ts';

/** Uses that one statement writes at most, so that it locks the rows for some hundredths of a second. */
const batchSize = 1_000;

interface Deps {
  readonly store: Pick<SessionStore, 'recordUses'>;
  readonly cache: SessionCache;
  readonly live: LiveSessions;
  readonly lastUsed: LastUsedBuffer;
  readonly subscriptions: SessionSubscriptions;
  readonly limits: SessionLimits;
  readonly clock: Clock;
}

/** What an instance has of sessions in memory: the cache, the lists, the buffer of last uses, and the open streams. */
export class SessionMemory implements InvalidationListener {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** How many sessions are cached, how many uses are unwritten, and how many streams are open. */
  get sizes(): { readonly remembered: number; readonly unwritten: number; readonly streams: number } {
    return {
      remembered: this.#deps.cache.size,
      unwritten: this.#deps.lastUsed.size,
      streams: this.#deps.subscriptions.size,
    };
  }

  /** How long the oldest due use has waited to be written, in milliseconds. */
  get flushLag(): number {
    return this.#deps.lastUsed.lag(this.#deps.clock().getTime());
  }

  forget(change: Invalidation): Promise<void> {
    this.#deps.cache.forget(change);
    this.#deps.live.forget(change);
    return this.#deps.subscriptions.recheck(change);
  }

  /**
   * Writes the due last uses and refreshes the streams of users whose sessions were used. To be called every second.
   */
  async flush(): Promise<void> {
    this.#deps.subscriptions.refreshLists(this.#deps.lastUsed.takeUserIds());
    const now = this.#deps.clock().getTime();
    await this.#write(now, { dueBy: now, step: this.#deps.limits.lastUsedStep, batches: Infinity });
  }

  /** Writes all unwritten uses. To be called before the process ends. */
  flushAll(): Promise<void> {
    const batches = Math.ceil(this.#deps.lastUsed.size / batchSize);
    // Without the step, because the uses since the last write are lost with this process.
    return this.#write(this.#deps.clock().getTime(), { dueBy: Infinity, step: 0, batches });
  }

  /** Ends all streams, open and future. To be called before the process ends. */
  closeStreams(): void {
    this.#deps.subscriptions.close();
  }

  async #write(now: number, { dueBy, step, batches }: Readonly<Record<'dueBy' | 'step' | 'batches', number>>) {
    const options = { writtenBy: new Date(now - step), idle: this.#deps.limits.idle };
    const write: WriteUses = async (uses, userIds) => {
      const stored = await this.#deps.store.recordUses(uses, options);
      this.#deps.live.takeUses(userIds);
      return stored;
    };
    const endedOf: number[] = [];
    try {
      for (let batch = 0; batch < batches; batch += 1) {
        const flushed = await this.#deps.lastUsed.flush(now, batchSize, write, dueBy);
        endedOf.push(...flushed.endedUserIds);
        if (!flushed.hasMore) break;
      }
    } finally {
      // These ends may not have been announced, for example an UPDATE by hand.
      if (endedOf.length > 0) await this.forget(endedOf);
    }
  }
}
