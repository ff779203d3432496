import type { AlertAnswer, AlertOutcome, SignInAlert } from './account/alert.ts';
import type { HistoryPage, HistoryRequest } from './account/history.ts';
import type { IdleLimits, MailLanguage, SignInOptions } from './account/settings.ts';
import type { OnStepUp, StepUpHandling, StepUpPurpose } from './account/step-up.ts';
import type { Credentials, PasswordChange, User } from './account/user.ts';
import type { LiveSessions } from './sessions/session-list.ts';
import type { SessionPage, SessionPageRequest } from './sessions/session.ts';

export interface LatchkeyClientOptions {
  /** The address of Latchkey. Without it, the one of the page. */
  readonly url?: string;
  /**
   * For programs and mobile applications: the stored token, or null before the sign-in. It is sent as a Bearer token. Without
   * it the client is one of a page on the address of Latchkey, whose browser has the token in a cookie.
   */
  readonly token?: string | null;
  /** Called with each new token, and with null after a logout, so that the application stores it. */
  readonly onToken?: (token: string | null) => void;
  /** Called when a call needs a step-up. Without it, such calls fail with `step_up_required`. */
  readonly onStepUp?: OnStepUp;
  /** How long a call may take, in milliseconds: 15,000 without it. */
  readonly timeout?: number;
  /** Sends the requests in place of the global `fetch`. */
  readonly fetch?: (url: string, request: RequestInit) => Promise<Response>;
}

/** The signed-in user's sessions, devices, history and alerts. Every method throws a `LatchkeyError` where it fails. */
export interface LatchkeyClient {
  /** The token, or null. Always null where the browser has it in a cookie. */
  readonly token: string | null;
  /** Replaces the token, for example by one that the application has received after a step-up. */
  setToken(token: string | null): void;
  /** Creates an account with a password and begins its first session. */
  signUp(credentials: Credentials): Promise<void>;
  /** Checks a password and begins a session. */
  signIn(credentials: Credentials): Promise<void>;
  /** Ends the current session. */
  logout(): Promise<void>;
  /** Checks the password of an account again, so that what needs a step-up is accepted for some minutes. */
  stepUp(password: string): Promise<void>;
  /**
   * Returns the address of the application's page that confirms a user whom it signs in (`STEP_UP_URL`), with a signed request
   * that works once for ten minutes. The user then returns to `returnTo`, a path of the same origin, by default to the page of
   * Latchkey.
   */
  requestStepUp(purpose: StepUpPurpose, returnTo?: string | null): Promise<string>;
  /** Changes the password and ends all other sessions. */
  changePassword(change: PasswordChange, handling?: StepUpHandling): Promise<void>;
  /** Returns the signed-in user, or null for a request without a token. */
  user(): Promise<User | null>;
  /** Returns whether Latchkey or an application signs users in, and whether users may create accounts. */
  signInOptions(): Promise<SignInOptions>;
  readonly sessions: {
    /** All sessions as one list that stays current. */
    readonly live: LiveSessions;
    /** Returns a page of the sessions, by default those that were used last. */
    list(request?: SessionPageRequest): Promise<SessionPage>;
    /** Ends one session. */
    end(id: number, handling?: StepUpHandling): Promise<void>;
    /** Ends at most 5,000 sessions, except the current one. Returns the ids of those that it ended. */
    endMany(ids: readonly number[], handling?: StepUpHandling): Promise<readonly number[]>;
    /** Ends all sessions but the current one. Returns how many. */
    endOthers(handling?: StepUpHandling): Promise<number>;
    /** Ends all sessions, the current one included. Returns how many. */
    endAll(handling?: StepUpHandling): Promise<number>;
  };
  readonly devices: {
    /** Sets the label of a device, or removes it (null). */
    rename(deviceId: number, label: string | null): Promise<void>;
  };
  readonly history: {
    /** Returns a page of the account's history, the newest event first. */
    list(request?: HistoryRequest): Promise<HistoryPage>;
  };
  readonly alerts: {
    /** Returns the open alerts. Empty unless the session's browser is confirmed. */
    list(): Promise<readonly SignInAlert[]>;
    /** Answers an alert. A denial ends the sessions of its device. */
    answer(id: number, answer: AlertAnswer, handling?: StepUpHandling): Promise<AlertOutcome>;
  };
  readonly settings: {
    /** Returns after how long unused sessions expire. */
    idleLimits(): Promise<IdleLimits>;
    /** Sets the user's own idle limit in milliseconds, or removes it (null). Returns how many sessions ended with it. */
    setIdleLimit(limit: number | null, handling?: StepUpHandling): Promise<number>;
    /** Sets the language of mails to the user. Ignored from a device that is not confirmed. */
    setLanguage(language: MailLanguage): Promise<void>;
    /** Returns whether the e-mail address is verified. */
    isEmailVerified(): Promise<boolean>;
    /** Sends the mail that verifies the e-mail address again. */
    sendVerification(): Promise<void>;
  };
}
