import type { ExpiryCutoff } from '../sessions/session-store.ts';

/** The result of one batch of ending all sessions. */
export interface EndedBatch {
  /** How many live sessions it ended. */
  readonly live: number;
  /** How many rows it wrote, expired sessions included. Fewer than the limit: nothing is left. */
  readonly written: number;
}

/** The IP address of an account's newest session. */
export interface RecentAddress {
  readonly userId: number;
  readonly ip: string;
}

/** At most `limit` accounts with an id above `after` whose e-mail address or subject contains `text`, in lower case. */
export interface AccountPage {
  readonly text: string;
  readonly after: number;
  readonly limit: number;
}

/** An account for the operator. */
export interface ListedAccount {
  readonly id: number;
  /** The application's own id of its user, or null for an account with a password. */
  readonly subject: string | null;
  readonly email: string | null;
  readonly createdAt: Date;
  /** When its e-mail address was verified, or null. */
  readonly verifiedAt: Date | null;
  /** Since when it is disabled, or null. */
  readonly disabledAt: Date | null;
  readonly liveSessions: number;
}

/** Queries and changes of operators, across all accounts. */
export interface AdministrationStore {
  /** A page of accounts by id. A text that few addresses contain makes it read all of them. */
  listAccounts(page: AccountPage, cutoff: ExpiryCutoff): Promise<ListedAccount[]>;
  /**
   * Ends at most `limit` sessions of all users, each with its event: live ones as `revoked_all`, expired ones with
   * their own reason and time. Includes sessions created after `now`, because the clock of another instance may be
   * ahead.
   */
  endEvery(cutoff: ExpiryCutoff, limit: number): Promise<EndedBatch>;
  /** How many sessions are live: counted if they are few, else estimated from the statistics of the database. */
  countLive(): Promise<number>;
  /** The IP address of each account's newest session, among the newest `limit` live sessions with a known address. */
  recentAddresses(limit: number): Promise<RecentAddress[]>;
}
