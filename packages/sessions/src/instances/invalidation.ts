/** The users whose sessions have changed. */
export type Invalidation = readonly number[] | 'all';

/** Announces a committed change. Resolves when no instance can act on the state before it. Never rejects. */
export type Announce = (change: Invalidation) => Promise<void>;

/** State in memory that a change makes stale. */
export interface InvalidationListener {
  /** Drops the state of these users before it returns. Resolves when no open stream acts on the previous state. */
  forget(change: Invalidation): Promise<void>;
}
