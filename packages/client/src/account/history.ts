import type { Location, NamedDevice, SignInMethod } from '../sessions/session.ts';

/** Why a session ended. */
export type EndReason =
  | 'logout'
  | 'revoked'
  | 'revoked_others'
  | 'revoked_all'
  | 'reported'
  | 'superseded'
  | 'limit_reached'
  | 'idle'
  | 'expired'
  | 'password_changed'
  | 'account_disabled'
  | 'account_deleted';

export type EventKind =
  | 'signed_in'
  | 'sign_in_failed'
  | 'stepped_up'
  | 'step_up_failed'
  | 'password_changed'
  | 'password_reset_requested'
  | 'password_reset'
  | 'email_verified'
  | 'device_renamed'
  | 'idle_limit_changed'
  | 'alert_confirmed'
  | 'alert_reopened'
  | 'alert_denied'
  | 'ended';

/** An event in the history of the account. */
export interface HistoryEntry extends NamedDevice {
  readonly id: number;
  readonly kind: EventKind;
  readonly at: string;
  /** The session that it is about, or null for a failed sign-in. */
  readonly sessionId: number | null;
  /** When that session signed in, or null where it was purged. */
  readonly sessionCreatedAt: string | null;
  readonly deviceId: number | null;
  /** The reason of an `ended` event, else null. */
  readonly endReason: EndReason | null;
  /** The session that caused the event, where that is another one. */
  readonly actorSessionId: number | null;
  /** The device of that session, where it is not purged. */
  readonly actor: NamedDevice | null;
  readonly ip: string | null;
  /** How the user proved who they are, where that is known. */
  readonly methods: readonly SignInMethod[] | null;
  readonly location: Location;
}

export interface HistoryRequest {
  /** The `next` of the page before. */
  readonly before?: number | null;
  /** At most 100; 50 without it. */
  readonly limit?: number;
  /** Only events of this device. */
  readonly deviceId?: number | null;
  /** Only events of these kinds. */
  readonly kinds?: readonly EventKind[] | null;
}

/** A page of history, the newest event first. */
export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  /** The `before` of the next page, or null after the last one. */
  readonly next: number | null;
}
