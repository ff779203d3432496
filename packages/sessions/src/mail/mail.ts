import type { Language } from '../language.ts';
import type { SignInAlert, SignInAlertView } from '../sign-in-alerts/sign-in-alert.ts';
import type { MailLink } from '../tokens/mail-link.ts';

/** Mails about an account. Each account has at most one of a kind in the outbox, so that requests do not pile up. */
export const accountMailKinds = ['recovery', 'password_changed', 'verification'] as const;
export type AccountMailKind = (typeof accountMailKinds)[number];

/** All mails. `new_device` is about sign-ins from new devices or countries. */
export const mailKinds = [...accountMailKinds, 'new_device'] as const;
export type MailKind = (typeof mailKinds)[number];

const minute = 60_000;
const hour = 60 * minute;

/**
 * How long a mailed link works for each purpose, in milliseconds from sending. A password can be set for 30 minutes
 * (OWASP Forgot Password Cheat Sheet: "expire after an appropriate period"). `disown` applies to every mail to an
 * unverified address, because its reader may be a stranger who reads the mailbox once a week.
 */
export const linkLifetime = { recovery: 30 * minute, verification: 24 * hour, disown: 7 * 24 * hour } as const;

interface Recipient {
  /** The address of the account. */
  readonly email: string;
  /** Whether that address is verified. If not, the reader can disown the account through the link. */
  readonly isVerified: boolean;
}

interface AccountSubject {
  readonly kind: AccountMailKind;
  /** When it was requested, or when the event that it reports happened. */
  readonly requestedAt: Date;
}

/** In the order of the sign-ins; at least one. All are about browsers, or all about programs. */
interface SignInSubject<Alert> {
  readonly kind: 'new_device';
  readonly alerts: readonly Alert[];
}

/** A mail of the outbox. */
export type DueMail = Recipient & {
  /** The ids of its rows, for the log. */
  readonly ids: readonly number[];
  /** The language of the account, or null where it is unknown. */
  readonly language: Language | null;
  /** How many tries there have been, this one included. */
  readonly tries: number;
} & (AccountSubject | SignInSubject<SignInAlert>);

export type DueSignInMail = Extract<DueMail, { readonly kind: 'new_device' }>;

/** The content of a mail. */
export type Notice = Recipient & {
  /** The language of the account, or null where it is unknown. */
  readonly language: Language | null;
  readonly link: MailLink;
  /** When the link stops working for what the mail is about, if it is not used before. */
  readonly linkUntil: Date;
} & (AccountSubject | SignInSubject<SignInAlertView>);

/** A notice whose language is decided. */
export type Written<Of extends Notice> = Of & { readonly language: Language };

export type AccountNotice = Extract<Notice, AccountSubject>;
export type SignInNotice = Extract<Notice, { readonly kind: 'new_device' }>;

/** Delivers mails. */
export interface Mailer {
  /**
   * Resolves when a mail server has accepted the mail. Throws `MailNotSent` where none has, or when the signal aborts.
   */
  send(notice: Notice, signal: AbortSignal): Promise<void>;
}

/** No mail server accepted a mail. It does not contain the server's reply, which often repeats addresses. */
export class MailNotSent extends Error {
  override readonly name = 'MailNotSent';

  constructor(readonly code: string) {
    super(`A mail could not be sent: ${code}`);
  }
}
