import type { Language } from '../language.ts';
import type { ExpiryCutoff, TokenRotation } from '../sessions/session-store.ts';
import type { OwnUser, User } from './user.ts';

export interface NewUser {
  readonly email: string;
  readonly passwordHash: string;
  readonly createdAt: Date;
  /** The language for mails to the account, or null while it is unknown. */
  readonly language: Language | null;
  /** When the verification mail is due. Without it none is sent. */
  readonly verificationDueAt?: Date;
}

/** A language for mails to the account, chosen on one of its devices. */
export interface LanguageChange {
  readonly userId: number;
  readonly deviceId: number;
  readonly language: Language;
  readonly at: Date;
}

/** An account with its password hash. */
export interface Account {
  readonly user: User;
  readonly passwordHash: string;
  /** Since when it is disabled, or null. */
  readonly disabledAt: Date | null;
}

/** An account with a password. */
export interface OwnAccount extends Account {
  readonly user: OwnUser;
}

/** Stores accounts. */
export interface UserStore {
  /** Creates an account with a password, or returns null where the address is taken, also by a concurrent call. */
  create(user: NewUser): Promise<OwnUser | null>;
  /** Finds an account with a password. Users of an application are not found by their addresses. */
  findByEmail(email: string): Promise<OwnAccount | null>;
  findById(id: number): Promise<Account | null>;
  /** Replaces the hash of a password by another one of the same password. False where it is another hash by now. */
  replaceHash(id: number, from: string, to: string): Promise<boolean>;
  /** Sets the language of the account where the device is confirmed. */
  setLanguage(change: LanguageChange): Promise<void>;
  /**
   * In one step: changes the password, rotates the token of the requesting session, ends every other session
   * (`password_changed`), and puts the mail about it into the outbox. Returns false, with no change, where that session
   * is not live.
   */
  changePassword(passwordHash: string, rotation: TokenRotation, noticeDueAt: Date): Promise<boolean>;
  /**
   * In one step: disables the account and ends its sessions; expired ones get their own reason and time. Returns how
   * many were live, or null where the account is missing.
   */
  disable(id: number, cutoff: ExpiryCutoff): Promise<number | null>;
  /** Enables a disabled account. Its ended sessions stay ended. */
  enable(id: number): Promise<void>;
  /**
   * In one step: ends every session and removes the account with its data; of its history only the kind and time of
   * events remain. Returns how many sessions were live, or null where the account is missing.
   */
  delete(id: number, cutoff: ExpiryCutoff): Promise<number | null>;
}
