import type { AlertLinkHash } from './alert-link.ts';
import type { Language } from './language.ts';
import type { SignInAlert } from './sign-in-alert.ts';

/** An alert whose mail is to be sent. */
export interface DueMail {
  readonly alert: SignInAlert;
  readonly email: string;
  /** What the account's owner is written to in, where that is known. */
  readonly language: Language | null;
  /** How many tries there have been, with this one. */
  readonly tries: number;
}

/** The mails that are still to be sent: the unanswered alerts themselves, so that no crash can lose one. */
export interface MailOutbox {
  /**
   * Takes the mail that has been due for longest, which nobody else is taking, and gives its alert a link, in place of one
   * that an earlier try may have sent. It is due again later, each time later, unless it is settled before: so a mail whose
   * sender has died is sent by another.
   */
  take(linkHash: AlertLinkHash, now: Date): Promise<DueMail | null>;
  /** Notes that a mail is sent, or that it never will be: it is due no more. Only for who took it last. */
  settle(linkHash: AlertLinkHash, sentAt: Date | null): Promise<void>;
}
