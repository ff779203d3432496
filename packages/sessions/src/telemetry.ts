/** The outcome of a sign-in. `busy`: the password was not checked, because too many requests waited for a hash. */
export type SignInOutcome =
  'succeeded' | 'credentials_incorrect' | 'account_disabled' | 'session_limit_reached' | 'rate_limited' | 'busy';

/** Callbacks for metrics and logs. None of them changes what the domain does. */
export interface Telemetry {
  /** A sign-in was answered. */
  onSignIn(outcome: SignInOutcome): void;
  /** A session of a user was created from an IP address. */
  onSessionBegun(userId: number, ip: string | null): void;
  /** A mail stays in its outbox because the hourly limit of its kind is used up. */
  onMailLimitReached(): void;
  /** How long a change took, in milliseconds, until no instance could act on the state before it. */
  onChangePropagated(milliseconds: number): void;
  /** Renewing the lease failed, so that every request asks the database. Called once for each outage. */
  onLeaseFailure(error: unknown): void;
}

export const noTelemetry: Telemetry = {
  onSignIn() {},
  onSessionBegun() {},
  onMailLimitReached() {},
  onChangePropagated() {},
  onLeaseFailure() {},
};
