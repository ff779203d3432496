import type { LiveAt } from './session-store.ts';

/**
 * The work that time makes. Each call does one batch of at most `limit` rows, in one statement that waits for nobody's
 * lock, and answers how many it did: fewer than `limit` means that nothing is left.
 */
export interface HousekeepingStore {
  /** Ends what has been idle for too long or is too old, at the moment when that came true, each with its event. */
  endLapsed(liveAt: LiveAt, limit: number): Promise<number>;
  /** Removes sessions that ended at this moment or before. */
  purgeSessions(endedBy: Date, limit: number): Promise<number>;
  /**
   * Removes devices registered at this moment or before whose last session was purged, unless another has begun since.
   * Answers how many it has looked at.
   */
  purgeDevices(createdBy: Date, limit: number): Promise<number>;
  /** Removes events from this moment or before. */
  purgeEvents(by: Date, limit: number): Promise<number>;
  /** Removes alerts of sign-ins from this moment or before. */
  purgeAlerts(by: Date, limit: number): Promise<number>;
  /** Wipes the addresses of sessions last used, and of events and alerts, at this moment or before. */
  wipeAddresses(by: Date, limit: number): Promise<number>;
  /** Removes attempt counts that are used up by nobody any more. */
  purgeRateLimits(drainedBy: Date, limit: number): Promise<number>;
}
