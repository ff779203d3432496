import type { Change } from './change.ts';

/** An instance as it is registered. */
export interface RegisteredInstance {
  readonly id: string;
  /** Another number after each renewal: one that was never there before. */
  readonly renewals: number;
}

/** What one look at the database tells. */
export interface Sight {
  readonly instances: readonly RegisteredInstance[];
  /** What has changed since the look that gave the cursor. Some may be told twice, none is left out. */
  readonly changed: Change;
  /** Where the next look goes on. */
  readonly cursor: string;
}

/** Where instances know of each other, and of what was changed: in the database itself, which all of them trust. */
export interface InstanceStore {
  /** Notes, for good, that an instance is there. Tells whether it was there before. */
  renew(id: string): Promise<boolean>;
  /** Looks at what is committed by now, for an instance that has just renewed. Without a cursor, nobody has changed since. */
  look(id: string, cursor: string | null): Promise<Sight>;
  instances(): Promise<readonly RegisteredInstance[]>;
  /** Removes an instance, unless it has renewed meanwhile. */
  remove(instance: RegisteredInstance): Promise<void>;
  /** Removes oneself. */
  leave(id: string): Promise<void>;
}
