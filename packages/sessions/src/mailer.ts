import type { AlertLink } from './alert-link.ts';
import type { Language } from './language.ts';
import type { ShownAlert } from './sign-in-alert.ts';

/** What a mail about sign-ins from new devices or countries tells. */
export interface SignInNotice {
  /** The address of the account. */
  readonly email: string;
  /** Whether that address is verified. Where not, the reader can say by the link that the account is not theirs. */
  readonly isVerified: boolean;
  /** What its owner is written to in. */
  readonly language: Language;
  /** In the order of the sign-ins. At least one. */
  readonly alerts: readonly ShownAlert[];
  readonly link: AlertLink;
  /** Until when the link works for all of them, if no final answer comes before. */
  readonly linkUntil: Date;
}

/** The way that mails take. */
export interface Mailer {
  /** Resolves when somebody has taken the mail over. Throws `MailNotSent` where not, or when it is interrupted. */
  send(notice: SignInNotice, signal: AbortSignal): Promise<void>;
}

/** Nobody took a mail over. Holds nothing of what a mail server says, which likes to repeat addresses. */
export class MailNotSent extends Error {
  override readonly name = 'MailNotSent';

  constructor(readonly code: string) {
    super(`A mail could not be sent: ${code}`);
  }
}
