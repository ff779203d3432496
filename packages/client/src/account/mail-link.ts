import type { AlertAnswer, AlertOutcome, LinkedAlerts } from './alert.ts';

/** The account that a link was sent to. */
export interface LinkedAccount {
  readonly email: string;
  readonly isVerified: boolean;
}

/** The calls of the pages that mails link to. `link` is the secret of the link. Reading changes nothing. */
export interface LinkCalls {
  /** Sends a mail that recovers an account, if the address has one. */
  requestRecovery(email: string): Promise<void>;
  /** Returns the e-mail address whose account the link recovers. */
  readRecovery(link: string): Promise<string>;
  /** Sets a new password and ends every session. The link works once. */
  recover(link: string, newPassword: string): Promise<void>;
  /** Returns the account that a link verifies or disowns. */
  readVerification(link: string, purpose: 'verification' | 'disown'): Promise<LinkedAccount>;
  /** Verifies the e-mail address. */
  verify(link: string): Promise<void>;
  /** Deletes an account that was created with the address of another person. */
  disown(link: string): Promise<void>;
  /** Returns the sign-in alerts of a mail. */
  readAlerts(link: string): Promise<LinkedAlerts>;
  /** Answers alerts of a mail. */
  answerAlerts(link: string, ids: readonly number[], answer: AlertAnswer): Promise<AlertOutcome>;
}
