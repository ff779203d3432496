import type { AlertLinkHash } from './alert-link.ts';
import type { LiveAt } from './session-store.ts';
import type { AlertAnswer, OpenAlert } from './sign-in-alert.ts';

/** Who answers: a session of the user, or whoever has the link of the mail. */
export type Answerer =
  | { readonly sessionId: number; readonly deviceId: number }
  | { readonly linkHash: AlertLinkHash; readonly takesBackSince: Date };

/** One answer, or null to take a yes back. */
export interface Answering {
  readonly userId: number;
  readonly alertId: number;
  readonly answer: AlertAnswer | null;
  readonly by: Answerer;
  /** Where the answer came from. */
  readonly address: string | null;
  /** Alerts of this moment or before are asked about no more. */
  readonly openSince: Date;
  readonly liveAt: LiveAt;
}

/** Who looks at what is open. */
export interface AlertReader {
  readonly userId: number;
  readonly deviceId: number;
}

/**
 * Where alerts are kept. A session's beginning writes them (`SessionStore.begin`). A device that is itself in question, for
 * nobody has answered about it yet, sees none and answers for none: so no thief can confirm themself.
 */
export interface SignInAlertStore {
  /** The user's unanswered alerts since a moment, the newest first, as far as the reader's device may answer them. */
  listOpen(reader: AlertReader, openSince: Date, liveAt: LiveAt): Promise<OpenAlert[]>;
  /** The unanswered alert since a moment that a link is for, and the address of its account. */
  findByLink(
    linkHash: AlertLinkHash,
    openSince: Date,
    liveAt: LiveAt,
  ): Promise<{ readonly alert: OpenAlert; readonly email: string } | null>;
  /** The user and the alert that a link is for, answered or not. */
  ownerOfLink(linkHash: AlertLinkHash): Promise<{ readonly userId: number; readonly alertId: number } | null>;
  /**
   * In one step: answers an alert that nobody has answered, or takes a yes back, and writes the event. A no also ends every
   * session of the device (`reported`), and the account no longer knows it. Tells how many sessions ended, or null where
   * there is no such alert for whoever answers.
   */
  answer(answering: Answering): Promise<number | null>;
}
