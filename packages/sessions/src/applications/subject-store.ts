import type { Account } from '../accounts/user-store.ts';
import type { AtLimit } from '../sessions/session-limits.ts';

/** What an application says of its user. A field that is undefined keeps what is stored; null removes it. */
export interface SubjectProfile {
  readonly subject: string;
  readonly email?: string | null | undefined;
  readonly displayName?: string | null | undefined;
  /** How many sessions the user may have in browsers and in programs, and what happens at that. Null: the server's default. */
  readonly maxBrowsers?: number | null | undefined;
  readonly maxPrograms?: number | null | undefined;
  readonly atLimit?: AtLimit | null | undefined;
}

/** Stores the users of an application, by its own ids. */
export interface SubjectStore {
  findBySubject(subject: string): Promise<Account | null>;
  /**
   * Creates the user if there is none, or changes what differs. An e-mail address counts as verified, because the
   * application vouches for it. A new one voids the links of mails to the former one; without one no mail is due.
   */
  provision(profile: SubjectProfile, at: Date): Promise<Account>;
}
