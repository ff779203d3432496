import type { LiveAt } from './session-store.ts';

/** What housekeeping would do at a moment, in numbers. */
export interface Due {
  readonly lapsed: number;
  readonly sessions: number;
  readonly events: number;
  readonly addresses: number;
}

/** The moments up to which things are due. */
export interface DueBy {
  readonly liveAt: LiveAt;
  readonly endedBy: Date;
  readonly eventsBy: Date;
  readonly addressesBy: Date;
}

/** What whoever runs the service may ask beyond any one user. */
export interface AdministrationStore {
  /** Counts what is due. It reads the table, so it is for people, not for every minute. */
  countDue(by: DueBy): Promise<Due>;
  /**
   * Ends at most `limit` sessions of anybody (`revoked_all`), each with its event, and answers how many. Whenever they
   * began: the clock of whoever began one may be ahead.
   */
  endEvery(now: Date, limit: number): Promise<number>;
  /** How many sessions are live: counted where they are few, and estimated by the database's statistics where not. */
  countLive(): Promise<number>;
  /** The addresses of the newest live sessions, each once. */
  recentAddresses(limit: number): Promise<string[]>;
}
