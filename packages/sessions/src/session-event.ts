import type { EndReason } from './session.ts';
import type { UserAgent } from './user-agent.ts';

/** What an account's history shows. What instances alone must hear of is written with it: that a session was bound. */
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

/** On what device somebody did something to a session on another one. */
export interface EventActor {
  readonly userAgent: UserAgent;
  readonly deviceName: string | null;
  /** What it called itself, as long as its session is kept, or null. */
  readonly information: string | null;
}

/** One line of an account's history. Written once, never changed; in time its address is wiped, and then it is purged. */
export interface SessionEvent {
  readonly id: number;
  readonly kind: EventKind;
  readonly at: Date;
  /** The session that it happened to, or null for a sign-in that failed. */
  readonly sessionId: number | null;
  readonly deviceId: number | null;
  /** What its owner calls the device by now, or null. */
  readonly deviceName: string | null;
  /** What it called itself, as long as its session is kept, or null. */
  readonly information: string | null;
  /** Why the session ended, where that is what happened. */
  readonly endReason: EndReason | null;
  /** The session that did it, where it was another one. */
  readonly actorSessionId: number | null;
  /** What is still known of that one, which may be purged by now. */
  readonly actor: EventActor | null;
  readonly userAgent: UserAgent;
  readonly address: string | null;
}

/** What is written of an event that ends nothing. Ends write their own, in the same statement. */
export interface NewSessionEvent {
  readonly userId: number;
  readonly kind: Exclude<EventKind, 'ended'>;
  readonly at: Date;
  readonly sessionId: number | null;
  readonly deviceId: number | null;
  readonly userAgent: UserAgent;
  readonly address: string | null;
}

/** At most `limit` events, older than the one with the id `before`, of some kinds or of all. */
export interface EventPage {
  readonly before: number | null;
  readonly limit: number;
  readonly kinds?: readonly EventKind[] | null;
}

/** A session that somebody ended at a moment. */
export interface EndedSession {
  readonly id: number;
  readonly userId: number;
  readonly endedAt: Date;
}

/** Where history is kept. */
export interface SessionEventStore {
  append(event: NewSessionEvent): Promise<void>;
  /** The user's events, newest first. */
  list(userId: number, page: EventPage): Promise<SessionEvent[]>;
  /** On what device a session was ended, where it was another one and is still known. */
  findActor(session: EndedSession): Promise<EventActor | null>;
}
