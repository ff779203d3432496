import type { AlertLink, AlertLinkHash } from '../alert-link.ts';
import type { Language } from '../language.ts';

/** The mails about an account itself. The outbox sends them in this order: a lost verification mail locks nobody out. */
export const accountMailKinds = ['recovery', 'password_changed', 'verification'] as const;
export type AccountMailKind = (typeof accountMailKinds)[number];

const minute = 60_000;
const hour = 60 * minute;

/**
 * How long the link of a mail works for each purpose, in milliseconds from the moment when it was sent. A password can be
 * set for 30 minutes (OWASP Forgot Password Cheat Sheet: "expire after an appropriate period"). `disown` holds for every mail
 * to an address that is not verified, because its reader may be a stranger who looks into the mailbox once a week.
 */
export const linkLasts = { recovery: 30 * minute, verification: 24 * hour, disown: 7 * 24 * hour } as const;

/** A mail about an account that is to be sent. */
export interface DueAccountMail {
  readonly id: number;
  readonly kind: AccountMailKind;
  /** When somebody asked for it, or did what it tells of. */
  readonly requestedAt: Date;
  readonly email: string;
  /** Whether somebody who reads the mail of this address has said that the account is theirs. */
  readonly isVerified: boolean;
  /** The language of the account's owner, or null where it is not known. */
  readonly language: Language | null;
  /** How many times sending it was tried, this time included. */
  readonly tries: number;
}

/** The mails about accounts that wait to be sent. One row for each account and kind, so that requests never pile up. */
export interface AccountMailOutbox {
  /**
   * Takes up to `limit` recovery requests out of their queue, the oldest first, and puts a recovery mail into the outbox for
   * each that names an account that is not disabled. Answers how many it took.
   */
  acceptRecoveryRequests(limit: number): Promise<number>;
  /** Which of some kinds the most urgent mail has that is due, or null where none of them is. */
  nextKind(among: readonly AccountMailKind[], now: Date): Promise<AccountMailKind | null>;
  /**
   * Takes the mail of a kind that has been due for longest and gives it a new link, which replaces the one of an earlier mail
   * of its kind. It is due again later, each time later, until `settle`: so a mail whose sender has died is sent by another
   * process.
   */
  take(kind: AccountMailKind, linkHash: AlertLinkHash, now: Date): Promise<DueAccountMail | null>;
  /** Records that a mail was sent, or that it was given up (null). Does nothing where the mail has been taken again since. */
  settle(linkHash: AlertLinkHash, sentAt: Date | null): Promise<void>;
}

/** What a mail about an account says. */
export interface AccountNotice extends Pick<DueAccountMail, 'kind' | 'requestedAt' | 'email' | 'isVerified'> {
  readonly language: Language;
  readonly link: AlertLink;
  /** When the link stops working for what the mail is about. */
  readonly linkUntil: Date;
}

/** The way that mails about accounts take. */
export interface AccountMailer {
  /** Resolves when a mail server has accepted the mail. Throws `MailNotSent` where none has, or when the signal aborts. */
  sendAccountMail(notice: AccountNotice, signal: AbortSignal): Promise<void>;
}
