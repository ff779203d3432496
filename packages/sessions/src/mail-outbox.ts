import type { AlertLinkHash } from './alert-link.ts';
import type { Language } from './language.ts';
import type { SignInAlert } from './sign-in-alert.ts';

/** A mail that is to be sent, about one alert or several of one account: all about browsers, or all about programs. */
export interface DueMail {
  /** In the order of the sign-ins. At least one. */
  readonly alerts: readonly SignInAlert[];
  readonly email: string;
  /** Whether somebody who reads the mail of this address has said that the account is theirs. */
  readonly isVerified: boolean;
  /** What the account's owner is written to in, where that is known. */
  readonly language: Language | null;
  /** How many tries there have been, with this one. */
  readonly tries: number;
}

/**
 * The mails that are still to be sent: the alerts themselves, so that no crash can lose one. An alert is due at once where
 * its account has had few in the last hour, and otherwise at the next full ten minutes, together with the others. When one
 * account's mails are to be sent later or fewer, that is the place to decide it: the moment at which an alert is due.
 */
export interface MailOutbox {
  /** Whether `take` would give a mail at this moment. */
  hasDue(now: Date): Promise<boolean>;
  /**
   * Takes a mail that no other process is taking: one about browsers before one about programs, then the one that has been
   * due for longest. It is about all alerts of its account and kind that are due, up to a bound. They all get the link, in
   * place of one that an earlier try may have sent. They are due again later, each time later, unless they are settled
   * before: so a mail whose sender has died is sent by another.
   */
  take(linkHash: AlertLinkHash, now: Date): Promise<DueMail | null>;
  /** Notes that the mail with a link is sent, or that it never will be: its alerts are due no more. */
  settle(linkHash: AlertLinkHash, sentAt: Date | null): Promise<void>;
}
