import type { Invalidation } from '../instances/invalidation.ts';

/** A database query that is running. It may not see changes committed meanwhile. */
export interface RunningRead {
  /** Whether a user was invalidated since the query began, so that its result may not be cached. */
  isStale(userId: number): boolean;
  /** Must be called, also after errors. */
  end(): void;
}

/** The running queries whose results are to be cached. */
export class RunningReads {
  /** For each of them, the users invalidated since it began. */
  readonly #reads = new Set<{ readonly users: Set<number>; ofAllUsers: boolean }>();

  get size(): number {
    return this.#reads.size;
  }

  /** Must be called before the query begins. */
  start(): RunningRead {
    const changed = { users: new Set<number>(), ofAllUsers: false };
    this.#reads.add(changed);
    return {
      isStale: (userId) => changed.ofAllUsers || changed.users.has(userId),
      end: () => void this.#reads.delete(changed),
    };
  }

  /** Keeps the results of running queries about these users from being cached. */
  invalidate(change: Invalidation): void {
    for (const read of this.#reads) {
      if (change === 'all') read.ofAllUsers = true;
      else for (const userId of change) read.users.add(userId);
    }
  }
}
