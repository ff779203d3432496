import type { ExpiryCutoff } from '../sessions/session-store.ts';

/** How many rows housekeeping would process. */
export interface HousekeepingBacklog {
  readonly expired: number;
  readonly sessions: number;
  readonly events: number;
  readonly addresses: number;
}

/** The times up to which rows are due for housekeeping. */
export interface HousekeepingCutoffs {
  readonly cutoff: ExpiryCutoff;
  readonly endedBy: Date;
  readonly eventsBy: Date;
  readonly addressesBy: Date;
}

/**
 * The batches of housekeeping. Each call processes at most `limit` rows in one statement that skips locked rows, and
 * returns how many it processed: fewer than `limit` means that nothing is left.
 */
export interface HousekeepingStore {
  /**
   * Releases deliveries that no earlier one holds up any more although they are deferred. Examines some thousand users at each
   * call, and returns how many deliveries it released.
   */
  releaseDeferred(): Promise<number>;
  /** Writes the ends of expired sessions at the time of their expiry, each with its event. */
  endExpired(cutoff: ExpiryCutoff, limit: number): Promise<number>;
  /** Removes sessions that ended at this time or before. */
  purgeSessions(endedBy: Date, limit: number): Promise<number>;
  /**
   * Removes devices registered at this time or before whose last session was purged, unless another has begun since.
   * Returns how many it examined.
   */
  purgeDevices(createdBy: Date, limit: number): Promise<number>;
  /** Removes events of this time or before that every endpoint has received. */
  purgeEvents(by: Date, limit: number): Promise<number>;
  /** Removes deliveries of removed endpoints, and those that were written, and subjects of users who were removed, at this time or before. */
  purgeDeliveries(createdBy: Date, limit: number): Promise<number>;
  /** Removes alerts of sign-ins at this time or before. */
  purgeAlerts(by: Date, limit: number): Promise<number>;
  /** Wipes the IP addresses of sessions last used, and of events and alerts, at this time or before. */
  wipeAddresses(by: Date, limit: number): Promise<number>;
  /** Wipes the personal data from events of removed users. Returns how many events it wiped and users it finished. */
  wipeRemovedUsers(limit: number): Promise<number>;
  /** Removes counters of rate limits that have refilled. */
  purgeRateLimits(drainedBy: Date, limit: number): Promise<number>;
  /** Lets the database reuse the space of removed rows of one table, where it does not do so by itself. Returns how many tables. */
  vacuum(): Promise<number>;
  /** Counts due rows. It scans tables: for operators, not for every minute. */
  countBacklog(by: HousekeepingCutoffs): Promise<HousekeepingBacklog>;
}
