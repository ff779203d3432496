import type { MailLinkHash } from '../tokens/mail-link.ts';
import type { ExpiryCutoff } from '../sessions/session-store.ts';
import type { User } from '../accounts/user.ts';
import type { AlertAnswer, LinkedAlerts, OpenAlert } from './sign-in-alert.ts';

/** A session of the user, with or without a recent proof of identity, or the link of a mail. */
type AnsweredBy =
  | { readonly sessionId: number; readonly deviceId: number; readonly isProved: boolean }
  | { readonly linkHash: MailLinkHash };

/** One answer to some alerts, or null to withdraw a confirmation. */
export interface AlertAnswerRequest {
  readonly userId: number;
  readonly alertIds: readonly number[];
  readonly answer: AlertAnswer | null;
  readonly by: AnsweredBy;
  /** The IP address of the answer. */
  readonly ip: string | null;
  /** Links to alerts of this time or before have expired. */
  readonly openSince: Date;
  readonly cutoff: ExpiryCutoff;
}

/** What is stored of the alerts of a link and of their account. */
interface LinkedRows extends Pick<LinkedAlerts, 'email' | 'isVerified'>, Pick<User, 'subject'> {
  readonly alerts: OpenAlert[];
}

/** The device that reads the open alerts. */
export interface AlertReader {
  readonly userId: number;
  readonly deviceId: number;
}

/**
 * Stores alerts. `SessionStore.begin` creates them. A device that is not confirmed sees and answers none, so that a
 * thief cannot confirm their own.
 */
export interface SignInAlertStore {
  /**
   * The user's unanswered alerts that the device may answer: those since `openSince`, and older ones whose device is
   * signed in. Signed-in devices first, then browsers, then the newest, so that many sign-ins of programs cannot hide
   * one of a browser. At most `mostShown`, which exceeds the default session limit.
   */
  listOpen(reader: AlertReader, openSince: Date, cutoff: ExpiryCutoff): Promise<OpenAlert[]>;
  /**
   * The alerts of a link since `openSince` without a final answer, with the e-mail address of their account, whether it is
   * verified, and the subject of its user.
   */
  findByLink(linkHash: MailLinkHash, openSince: Date, cutoff: ExpiryCutoff): Promise<LinkedRows | null>;
  /** The user and the alerts of a link, answered or not. */
  ownerOfLink(linkHash: MailLinkHash): Promise<{ readonly userId: number; readonly alertIds: number[] } | null>;
  /**
   * In one step: answers unanswered alerts, or withdraws a confirmation, with an event for each. A denial ends every
   * session of the device (`reported`) and makes the device unknown. A confirmation with a recent proof is final. Any
   * other can be turned into a denial, or withdrawn, by the mailed link while that works; until then the device cannot
   * answer alerts. Returns how many sessions ended, or null where none of the alerts may be answered by the caller.
   */
  answer(answering: AlertAnswerRequest): Promise<number | null>;
}
