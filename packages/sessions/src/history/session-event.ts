import type { EndReason } from '../sessions/session.ts';
import type { UserAgent } from '../devices/user-agent.ts';

/** The kinds of events in the history. The store also writes those that only `outgoingTypes` has. */
export const eventKinds = [
  'signed_in',
  'sign_in_failed',
  'stepped_up',
  'step_up_failed',
  'password_changed',
  'password_reset_requested',
  'password_reset',
  'email_verified',
  'device_renamed',
  'idle_limit_changed',
  'alert_confirmed',
  'alert_reopened',
  'alert_denied',
  'ended',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** The device that acted on a session of another device. */
export interface EventActor {
  readonly userAgent: UserAgent;
  readonly label: string | null;
  /** The name that a program gave its session, or null where there is none or the session was purged. */
  readonly clientLabel: string | null;
}

/**
 * One event in an account's history. Immutable, except that its IP address is wiped after some time, before the event
 * is purged.
 */
export interface SessionEvent {
  readonly id: number;
  readonly kind: EventKind;
  readonly at: Date;
  /** The session concerned, or null for a failed sign-in. */
  readonly sessionId: number | null;
  /** When that session signed in, or null where it was purged. */
  readonly sessionCreatedAt: Date | null;
  readonly deviceId: number | null;
  /** The current label of the device, or null. */
  readonly label: string | null;
  /** The name that a program gave its session, or null where there is none or the session was purged. */
  readonly clientLabel: string | null;
  /** The reason of an `ended` event, else null. */
  readonly endReason: EndReason | null;
  /** The session that caused the event, if it was another one. */
  readonly actorSessionId: number | null;
  /** The device of that session, or null where it has been purged. */
  readonly actor: EventActor | null;
  readonly userAgent: UserAgent;
  readonly ip: string | null;
  /** How the user proved who they are, at a sign-in or a step-up. Null for other events, and in rows of older versions. */
  readonly methods: readonly string[] | null;
}

/** A failed attempt, which changes nothing else. The store writes every other event together with its change. */
export interface NewSessionEvent {
  readonly userId: number;
  readonly kind: Extract<EventKind, 'sign_in_failed' | 'step_up_failed'>;
  readonly at: Date;
  readonly sessionId: number | null;
  readonly deviceId: number | null;
  readonly userAgent: UserAgent;
  readonly ip: string | null;
}

/** At most `limit` events that happened before the one with the id `before`, of some kinds or all, of one device or all. */
export interface EventPage {
  readonly before: number | null;
  readonly limit: number;
  readonly kinds?: readonly EventKind[] | null;
  readonly deviceId?: number | null;
}

/** A session with the time of its end. */
export interface EndedSession {
  readonly id: number;
  readonly userId: number;
  readonly endedAt: Date;
}

/** Stores the history of accounts. */
export interface SessionEventStore {
  append(event: NewSessionEvent): Promise<void>;
  /** The user's events, newest first. */
  list(userId: number, page: EventPage): Promise<SessionEvent[]>;
  /** The device that ended a session, if it was another one and is still known. */
  findActor(session: EndedSession): Promise<EventActor | null>;
}
