import type { Authenticated } from '../authenticator.ts';
import type { Principal } from '../principal.ts';
import { WorkQueue } from './work-queue.ts';

/** Sessions that one query looks up at most. */
const mostInQuery = 500;

/** Queries at one moment. */
const queriesAtOnce = 2;

/** A stream, as far as it is rechecked. */
interface Rechecked {
  readonly principal: Principal;
  /** Learns that a query about it will come. */
  expectRecheck(): void;
  /** Takes what a recheck has found, or that it failed. */
  settle(found: Authenticated | null, error?: unknown): void;
}

/** Asks whether the sessions of principals are live, in their order. */
export type Recheck = (principals: readonly Principal[]) => Promise<readonly Authenticated[]>;

/** Streams that wait for the same query. */
interface Batch {
  readonly streams: Set<Rechecked>;
  readonly done: Promise<void>;
}

/**
 * Rechecks the sessions of open streams: many with one query, and few queries at one moment. The streams of a user whose
 * sessions have just been changed go before all others, because somebody waits for that answer.
 */
export class RecheckQueue {
  readonly #recheck: Recheck;
  readonly #queries = new WorkQueue(queriesAtOnce);
  /** The batch that has not begun to ask and has room, of the urgent ones and of the others. */
  readonly #open = new Map<boolean, Batch>();

  constructor(recheck: Recheck) {
    this.#recheck = recheck;
  }

  /** Resolves when each of the streams has been settled by a query that began after this call. Never fails. */
  async run(streams: Iterable<Rechecked>, isUrgent: boolean): Promise<void> {
    const batches = new Set<Promise<void>>();
    for (const stream of streams) {
      let batch = this.#open.get(isUrgent);
      if (!batch || batch.streams.size >= mostInQuery) {
        batch = this.#begin(isUrgent);
        this.#open.set(isUrgent, batch);
      }
      if (!batch.streams.has(stream)) {
        batch.streams.add(stream);
        // At once: a stream that waits for its turn may say nothing before it was asked about.
        stream.expectRecheck();
      }
      batches.add(batch.done);
    }
    await Promise.all(batches);
  }

  #begin(isUrgent: boolean): Batch {
    const streams = new Set<Rechecked>();
    const ask = async () => {
      // From here on a recheck that is asked for would not be answered by this query.
      if (this.#open.get(isUrgent)?.streams === streams) this.#open.delete(isUrgent);
      const asked = [...streams];
      try {
        const found = await this.#recheck(asked.map(({ principal }) => principal));
        asked.forEach((stream, index) => stream.settle(found[index] ?? null));
      } catch (error) {
        for (const stream of asked) stream.settle(null, error);
      }
    };
    // Whatever is asked for in the same turn goes into one query.
    const done = Promise.resolve().then(() => this.#queries.run(ask, isUrgent));
    return { streams, done };
  }
}
