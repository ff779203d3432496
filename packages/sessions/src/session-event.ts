import type { EndReason } from './session.ts';
import type { UserAgent } from './user-agent.ts';

export const eventKinds = [
  'signed_in',
  'sign_in_failed',
  'stepped_up',
  'step_up_failed',
  'password_changed',
  'device_renamed',
  'ended',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** One line of an account's history. Written once, never changed; in time its address is wiped, and then it is purged. */
export interface SessionEvent {
  readonly id: number;
  readonly kind: EventKind;
  readonly at: Date;
  /** The session that it happened to, or null for a sign-in that failed. */
  readonly sessionId: number | null;
  readonly deviceId: number | null;
  /** Why the session ended, where that is what happened. */
  readonly endReason: EndReason | null;
  /** The session that did it, where it was another one. */
  readonly actorSessionId: number | null;
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

/** Where history is kept. */
export interface SessionEventStore {
  append(event: NewSessionEvent): Promise<void>;
  /** The user's events, newest first: at most `limit` of them, older than the one with the id `before`. */
  list(userId: number, page: { readonly before: number | null; readonly limit: number }): Promise<SessionEvent[]>;
}
