import type { UserAgent } from '../devices/user-agent.ts';
import type { EventKind } from '../history/session-event.ts';
import type { EndReason } from '../sessions/session.ts';

/** The name that applications know each kind of event by. A migration gives a new kind to endpoints that receive all. */
export const outgoingTypes = {
  signed_in: 'session.began',
  stepped_up: 'session.proved',
  session_bound: 'session.bound',
  user_changed: 'user.changed',
  ended: 'session.ended',
  sign_in_failed: 'sign_in.failed',
  step_up_failed: 'step_up.failed',
  password_changed: 'password.changed',
  password_reset_requested: 'password.reset_requested',
  password_reset: 'password.reset',
  email_verified: 'email.verified',
  device_renamed: 'device.renamed',
  idle_limit_changed: 'idle_limit.changed',
  alert_confirmed: 'alert.confirmed',
  alert_reopened: 'alert.reopened',
  alert_denied: 'alert.denied',
} as const satisfies Record<EventKind | 'session_bound' | 'user_changed', string>;

/** The kinds of events that applications receive: those of the history, bindings to a device, and changes by an application. */
export type OutgoingKind = keyof typeof outgoingTypes;
export type OutgoingType = (typeof outgoingTypes)[OutgoingKind];

export const outgoingKinds = Object.keys(outgoingTypes).filter((kind): kind is OutgoingKind =>
  Object.hasOwn(outgoingTypes, kind),
);

/** The kind of a name in `outgoingTypes`, or null for other text. */
export const kindOfType = (type: string): OutgoingKind | null =>
  outgoingKinds.find((kind) => outgoingTypes[kind] === type) ?? null;

/** An event of the history as it is delivered. It is read from the history at each delivery, not from a copy. */
export interface OutgoingEvent {
  /** The id in the history, which all deliveries of the event have. */
  readonly id: number;
  /** Its position in the order of all events. Later events have a higher one, also where their ids are lower. */
  readonly position: number;
  readonly kind: OutgoingKind;
  readonly at: Date;
  readonly userId: number;
  /** As `subjectOf`, also of a removed user. Null where the user was removed long ago. */
  readonly subject: string | null;
  /** Null for a failed sign-in, and for events of the account. */
  readonly sessionId: number | null;
  readonly deviceId: number | null;
  readonly endReason: EndReason | null;
  /** The session that caused it, if it was another one. */
  readonly actorSessionId: number | null;
  /** How the user proved who they are at a sign-in or a step-up, as RFC 8176 names it. Empty for other kinds. */
  readonly methods: readonly string[];
  /** Empty after the user was removed. */
  readonly userAgent: UserAgent;
  /** Null where it is unknown, and after it was wiped. */
  readonly ip: string | null;
}

/** The events of the history in the order of their positions. */
export interface EventFeedStore {
  /**
   * Gives up to `limit` committed events their position, and writes a delivery of each for every endpoint that wants
   * it, in one transaction. Returns how many events it published: 0 also while another process publishes. Events of
   * one user keep their order.
   */
  publish(now: Date, limit: number): Promise<number>;
  /** Events after a position, in order. No event with a lower position can appear later. */
  read(after: number, limit: number): Promise<OutgoingEvent[]>;
  /** The position of the last published event, or 0. */
  lastPosition(): Promise<number>;
}

/** The id of an event for receivers, the same at each try. */
export const outgoingEventId = ({ id }: Pick<OutgoingEvent, 'id'>): string => `evt_${id}`;
