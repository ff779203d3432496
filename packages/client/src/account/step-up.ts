import type { HostApplication } from './user.ts';

/** What the user wants to do, for the text of the question. */
export type StepUpPurpose = 'end_session' | 'end_sessions' | 'end_other_sessions' | 'deny_sign_in' | 'continue';

/** A call that the server has refused until the user proves again who they are. */
export interface StepUp {
  readonly purpose: StepUpPurpose;
  /** The application that has to confirm a user whom it signs in, or null for an account with a password. */
  readonly application: HostApplication | null;
  /**
   * Proves the user by the password of an account. May be called again after a wrong one.
   * @throws {LatchkeyError} `password_incorrect` or `rate_limited`.
   */
  prove(password: string): Promise<void>;
  /**
   * Returns the address of the application's page that confirms the user (`STEP_UP_URL`), with a signed request that works once
   * for ten minutes. Send the user there. They return to `returnTo`, a path of the same origin, by default to the page of
   * Latchkey.
   * @throws {LatchkeyError} `step_up_unavailable` where the application has no such page.
   */
  requestUrl(returnTo?: string | null): Promise<string>;
}

/**
 * Asks the user. Resolves to whether the user has proved who they are: the call is then repeated once, and otherwise fails
 * with `step_up_required`. One question answers all calls that wait for it.
 */
export type OnStepUp = (stepUp: StepUp) => Promise<boolean> | boolean;

export interface StepUpHandling {
  /** Asks in place of the client's `onStepUp`. With null the call fails with `step_up_required`. */
  readonly onStepUp: OnStepUp | null;
}
