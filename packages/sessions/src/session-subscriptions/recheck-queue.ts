import type { AuthResult } from '../tokens/authenticator.ts';
import type { Principal } from '../sessions/principal.ts';
import { WorkQueue } from './work-queue.ts';

/** Sessions in one query at most. */
const maxPerQuery = 500;

/** Concurrent queries at most. */
const maxConcurrent = 2;

/** The part of a stream that the queue needs. */
interface Rechecked {
  readonly principal: Principal;
  /** Called when the stream is queued. It must not send before it has the result. */
  expectRecheck(): void;
  /** Called with the result, or with null and the error. */
  settle(result: AuthResult | null, error?: unknown): void;
}

/** Checks whether the sessions of principals are live. Returns results in their order. */
export type Recheck = (principals: readonly Principal[]) => Promise<readonly AuthResult[]>;

/** Streams that share one query. */
interface Batch {
  readonly streams: Set<Rechecked>;
  readonly done: Promise<void>;
}

/**
 * Checks the sessions of open streams again, many in one query, and few queries at a time. Streams of users with a
 * change go first, because the request that made the change waits for them.
 */
export class RecheckQueue {
  readonly #recheck: Recheck;
  readonly #queries = new WorkQueue(maxConcurrent);
  /** The batch that still accepts streams, by urgency. */
  readonly #open = new Map<boolean, Batch>();

  constructor(recheck: Recheck) {
    this.#recheck = recheck;
  }

  /** Resolves when each stream was checked by a query that began after this call. Never rejects. */
  async run(streams: Iterable<Rechecked>, isUrgent: boolean): Promise<void> {
    const batches = new Set<Promise<void>>();
    for (const stream of streams) {
      let batch = this.#open.get(isUrgent);
      if (!batch || batch.streams.size >= maxPerQuery) {
        batch = this.#begin(isUrgent);
        this.#open.set(isUrgent, batch);
      }
      if (!batch.streams.has(stream)) {
        batch.streams.add(stream);
        // At once, so that the stream sends nothing before its result.
        stream.expectRecheck();
      }
      batches.add(batch.done);
    }
    await Promise.all(batches);
  }

  #begin(isUrgent: boolean): Batch {
    const streams = new Set<Rechecked>();
    const ask = async () => {
      // Streams added from here on need a later query.
      if (this.#open.get(isUrgent)?.streams === streams) this.#open.delete(isUrgent);
      const asked = [...streams];
      try {
        const results = await this.#recheck(asked.map(({ principal }) => principal));
        asked.forEach((stream, index) => stream.settle(results[index] ?? null));
      } catch (error) {
        for (const stream of asked) stream.settle(null, error);
      }
    };
    // Calls in the same turn of the event loop share a query.
    const done = Promise.resolve().then(() => this.#queries.run(ask, isUrgent));
    return { streams, done };
  }
}
