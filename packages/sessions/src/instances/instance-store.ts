import type { Invalidation } from './invalidation.ts';

/** A registered instance. */
export interface RegisteredInstance {
  readonly id: string;
  /** Changes with each renewal, to a number that was never used before. */
  readonly renewals: number;
}

/** The state of the cluster at one poll. */
export interface ClusterSnapshot {
  readonly instances: readonly RegisteredInstance[];
  /** The changes since the poll that returned the cursor. It may repeat some, and misses none. */
  readonly changed: Invalidation;
  /** Where the next poll continues. */
  readonly cursor: string;
}

/** Stores the instances, and tells which users' sessions have changed: in the database, which all instances share. */
export interface InstanceStore {
  /** Registers or renews an instance, durably. Returns whether it was registered before. */
  renew(id: string): Promise<boolean>;
  /** Reads the committed state, for an instance that has just renewed. Without a cursor, `changed` is empty. */
  poll(id: string, cursor: string | null): Promise<ClusterSnapshot>;
  instances(): Promise<readonly RegisteredInstance[]>;
  /** Removes an instance, unless it has renewed meanwhile. */
  remove(instance: RegisteredInstance): Promise<void>;
  /** Removes the calling instance. */
  leave(id: string): Promise<void>;
}
