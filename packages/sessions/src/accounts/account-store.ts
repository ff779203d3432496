import type { AlertLinkHash } from '../alert-link.ts';
import type { LiveAt } from '../session-store.ts';
import type { UserAgent } from '../user-agent.ts';
import type { linkLasts } from './account-mail.ts';

/** Somebody's wish for a new password, as it stands in the queue: the address is what they typed, and may be nobody's. */
export interface RecoveryRequest {
  readonly email: string;
  readonly requestedAt: Date;
  readonly userAgent: UserAgent;
  readonly address: string | null;
}

/** The secret of a mail's link, by its hash, and the moment since when a link must have been sent to be accepted. */
export interface LinkUse {
  readonly linkHash: AlertLinkHash;
  readonly sentSince: Date;
  readonly at: Date;
}

/** The account that a link is about. */
export interface LinkedAccount {
  readonly userId: number;
  readonly email: string;
  readonly isVerified: boolean;
}

/** A new password, by the link of a recovery mail. */
export interface PasswordReset extends LinkUse {
  readonly passwordHash: string;
  readonly liveAt: LiveAt;
  readonly userAgent: UserAgent;
  readonly address: string | null;
  /** When the mail that tells of it is due. */
  readonly noticeDueAt: Date;
}

/** What a link may be for: to set a password, to verify an address, or to say that an account is not one's own. */
export type LinkPurpose = keyof typeof linkLasts;

/** Where links to accounts, and the verified state of addresses, are kept. */
export interface AccountStore {
  /** Puts a request into the queue, in the same statement whether or not there is such an account. */
  requestRecovery(request: RecoveryRequest): Promise<void>;
  /** Gives an account a recovery link at once, without a mail. Answers false where there is no account, or it is disabled. */
  issueRecoveryLink(email: string, linkHash: AlertLinkHash, now: Date): Promise<boolean>;
  /** Puts a verification mail into the outbox, due at a moment. Does nothing where the address is verified. */
  requestVerification(userId: number, now: Date, dueAt: Date): Promise<void>;
  /** Whether the address of an account is verified. */
  isVerified(userId: number): Promise<boolean>;
  /** The account that a live link of a purpose is about, or null. It changes nothing. */
  findByLink(purpose: LinkPurpose, use: LinkUse): Promise<LinkedAccount | null>;
  /**
   * In one step: uses the link up, sets the password, marks the address as verified where the link came by mail, ends every
   * session (`password_changed`), voids the links of all other mails, forgets the devices that are in question, writes
   * `password_reset`, and puts the mail that tells of it into the outbox. Answers false, and changes nothing, where the link
   * is not live or the account is disabled.
   */
  resetPassword(userId: number, reset: PasswordReset): Promise<boolean>;
  /** Uses the link up and marks the address as verified. Answers false where the link is not live. */
  verify(
    userId: number,
    use: LinkUse & { readonly address: string | null; readonly userAgent: UserAgent },
  ): Promise<boolean>;
  /**
   * In one step: removes the account that a link was mailed to, with every session, unless its address is verified. Answers
   * how many sessions there were, or null where the link is not live or the address is verified.
   */
  disown(userId: number, use: LinkUse, liveAt: LiveAt): Promise<number | null>;
}
