import type { AlertLinkHash } from './alert-link.ts';
import type { LiveAt } from './session-store.ts';
import type { AlertAnswer, OpenAlert } from './sign-in-alert.ts';

/** Who answers: a session of the user, with or without a fresh proof of identity, or the link of the mail. */
export type Answerer =
  | { readonly sessionId: number; readonly deviceId: number; readonly isProved: boolean }
  | { readonly linkHash: AlertLinkHash };

/** One answer to some alerts, or null to take a yes back. */
export interface Answering {
  readonly userId: number;
  readonly alertIds: readonly number[];
  readonly answer: AlertAnswer | null;
  readonly by: Answerer;
  /** Where the answer came from. */
  readonly address: string | null;
  /** Links to alerts of this moment or before work no more. */
  readonly openSince: Date;
  readonly liveAt: LiveAt;
}

/** Who looks at what is open. */
export interface AlertReader {
  readonly userId: number;
  readonly deviceId: number;
}

/**
 * Where alerts are kept. A session's beginning writes them (`SessionStore.begin`). A device that is not confirmed itself sees
 * none and answers none, so no thief can confirm their own.
 */
export interface SignInAlertStore {
  /**
   * The user's unanswered alerts, as far as the reader's device may answer them: those since a moment, and older ones whose
   * device is signed in. What is signed in comes first, then browsers, then the newest: so no number of sign-ins of programs
   * hides one of a browser. At most `mostShown`, which is more than the sessions that one user can have by default.
   */
  listOpen(reader: AlertReader, openSince: Date, liveAt: LiveAt): Promise<OpenAlert[]>;
  /** The alerts since a moment that a link is for and that have no final answer, and the address of their account, and whether it is verified. */
  findByLink(
    linkHash: AlertLinkHash,
    openSince: Date,
    liveAt: LiveAt,
  ): Promise<{ readonly alerts: OpenAlert[]; readonly email: string; readonly isVerified: boolean } | null>;
  /** The user and the alerts that a link is for, answered or not. */
  ownerOfLink(linkHash: AlertLinkHash): Promise<{ readonly userId: number; readonly alertIds: number[] } | null>;
  /**
   * In one step: answers alerts that are unanswered, or takes a yes back, and writes an event for each. A no ends every
   * session of the device (`reported`), and the account forgets the device. A yes with a proof is final. Any other yes can be
   * turned into a no, or taken back, by the link of the mail for as long as that works; until then the device answers for no
   * other. Tells how many sessions ended, or null where none of the alerts is there for whoever answers.
   */
  answer(answering: Answering): Promise<number | null>;
}
