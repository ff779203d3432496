import type { Language } from './language.ts';
import type { LiveAt, Renewal } from './session-store.ts';
import type { User } from './user.ts';

export interface NewUser {
  readonly email: string;
  readonly passwordHash: string;
  readonly createdAt: Date;
  /** What its owner is written to in, or null where that is not known yet. */
  readonly language: Language | null;
  /** When the mail that verifies the address is due. None is sent without it. */
  readonly verificationDueAt?: Date;
}

/** The language that an account's owner is to be written to in, as one of its devices says. */
export interface LanguageChange {
  readonly userId: number;
  readonly deviceId: number;
  readonly language: Language;
  readonly at: Date;
}

/** An account with what proves its password. */
export interface Account {
  readonly user: User;
  readonly passwordHash: string;
  /** Since when it may not be used, or null. */
  readonly disabledAt: Date | null;
}

/** Where accounts are kept. */
export interface UserStore {
  /** Writes a new user, or answers null where the address is taken, also when two ask at the same moment. */
  create(user: NewUser): Promise<User | null>;
  findByEmail(email: string): Promise<Account | null>;
  findById(id: number): Promise<Account | null>;
  /** Writes the language of an account's owner, where the device that says it is confirmed. */
  setLanguage(change: LanguageChange): Promise<void>;
  /**
   * In one step: changes the password, gives the session that asked a new token, and ends every other one
   * (`password_changed`), and puts the mail that tells of it into the outbox, due at a moment. Answers false, and changes
   * nothing, where that session is no longer live.
   */
  changePassword(passwordHash: string, renewal: Renewal, noticeDueAt: Date): Promise<boolean>;
  /**
   * In one step: bars the account and ends every session of it. Sessions that time has ended by then get the reason and
   * the moment of that. Answers how many were live, or null where there is no account.
   */
  disable(id: number, liveAt: LiveAt): Promise<number | null>;
  /** Lets a barred account in again. Its ended sessions stay ended. */
  enable(id: number): Promise<void>;
  /**
   * In one step: ends every session, removes the account with all that is its own, and leaves of its history only what
   * happened and when. Answers how many sessions were live, or null where there is no account.
   */
  delete(id: number, liveAt: LiveAt): Promise<number | null>;
}
