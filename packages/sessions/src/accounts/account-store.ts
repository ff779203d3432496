import type { MailLinkHash } from '../tokens/mail-link.ts';
import type { ExpiryCutoff } from '../sessions/session-store.ts';
import type { UserAgent } from '../devices/user-agent.ts';
import type { linkLifetime } from '../mail/mail.ts';

/** A queued request for a recovery mail. The e-mail address is as typed, and may have no account. */
export interface RecoveryRequest {
  readonly email: string;
  readonly requestedAt: Date;
  readonly userAgent: UserAgent;
  readonly ip: string | null;
}

/** The hash of a mailed link, and the time since when a link must have been sent to be accepted. */
export interface LinkUse {
  readonly linkHash: MailLinkHash;
  readonly sentSince: Date;
  readonly at: Date;
}

/** The account of a link. */
export interface LinkedAccount {
  readonly userId: number;
  readonly email: string;
  readonly isVerified: boolean;
}

/** A new password, set through a recovery link. */
export interface PasswordReset extends LinkUse {
  readonly passwordHash: string;
  readonly cutoff: ExpiryCutoff;
  readonly userAgent: UserAgent;
  readonly ip: string | null;
  /** When the mail about the change is due. */
  readonly noticeDueAt: Date;
}

/** The purposes of links: to set a password, to verify an address, and to disown an account. */
export type LinkPurpose = keyof typeof linkLifetime;

/** Stores account links and the verification of e-mail addresses. */
export interface AccountStore {
  /** Queues a request, with the same statement whether or not the account exists. */
  requestRecovery(request: RecoveryRequest): Promise<void>;
  /** Sets a recovery link without a mail. Returns false where the account is missing or disabled. */
  issueRecoveryLink(email: string, linkHash: MailLinkHash, now: Date): Promise<boolean>;
  /** Puts a verification mail into the outbox. Does nothing where the address is verified. */
  requestVerification(userId: number, now: Date, dueAt: Date): Promise<void>;
  /** Whether the account's address is verified. */
  isVerified(userId: number): Promise<boolean>;
  /** The account of a valid link for a purpose, or null. Changes nothing. */
  findByLink(purpose: LinkPurpose, use: LinkUse): Promise<LinkedAccount | null>;
  /**
   * In one step: consumes the link, sets the password, verifies the address where the link was mailed, ends every
   * session (`password_changed`), voids the links of all other mails, forgets unconfirmed devices, writes
   * `password_reset`, and puts the mail about it into the outbox. Returns false, with no change, where the link is not
   * valid or the account is disabled.
   */
  resetPassword(userId: number, reset: PasswordReset): Promise<boolean>;
  /** Consumes the link and marks the address as verified. Returns false where the link is not valid. */
  verify(
    userId: number,
    use: LinkUse & { readonly ip: string | null; readonly userAgent: UserAgent },
  ): Promise<boolean>;
  /**
   * In one step: removes the account and its sessions, unless its address is verified. Returns the number of sessions,
   * or null where the link is not valid or the address is verified.
   */
  disown(userId: number, use: LinkUse, cutoff: ExpiryCutoff): Promise<number | null>;
}
