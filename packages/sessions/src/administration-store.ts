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

/** What one batch of ending every session did. */
export interface EndedBatch {
  /** How many sessions were live and have been ended. */
  readonly live: number;
  /** How many rows were written: those, and the ones that time had ended before. Fewer than the limit: none is left. */
  readonly written: number;
}

/** Where an account has its newest session from. */
export interface RecentAddress {
  readonly userId: number;
  readonly address: string;
}

/** At most `limit` accounts with an id above `after`, whose e-mail address contains a text, in lower case. */
export interface AccountPage {
  readonly text: string;
  readonly after: number;
  readonly limit: number;
}

/** An account as the operator sees it. */
export interface ListedAccount {
  readonly id: number;
  readonly email: string;
  readonly createdAt: Date;
  /** When its address was verified, or null. */
  readonly verifiedAt: Date | null;
  /** Since when it may not be used, or null. */
  readonly disabledAt: Date | null;
  readonly liveSessions: number;
}

/** What whoever runs the service may ask beyond any one user. */
export interface AdministrationStore {
  /** A page of accounts by ascending id. A text that few addresses contain makes it read all of them. */
  listAccounts(page: AccountPage, liveAt: LiveAt): Promise<ListedAccount[]>;
  /** Counts what is due. It reads the table, so it is for people, not for every minute. */
  countDue(by: DueBy): Promise<Due>;
  /**
   * Ends at most `limit` sessions of all users, each with its event: live ones as `revoked_all`, and those that time has
   * ended with the reason and the moment of that. Also sessions that began later than `now`, because the clock of the
   * instance that began them may be ahead.
   */
  endEvery(liveAt: LiveAt, limit: number): Promise<EndedBatch>;
  /** How many sessions are live: counted where they are few, and estimated by the database's statistics where not. */
  countLive(): Promise<number>;
  /** Where each account has its newest session from, among the newest `limit` live sessions whose address is known. */
  recentAddresses(limit: number): Promise<RecentAddress[]>;
}
