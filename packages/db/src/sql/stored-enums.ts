import type { EndReason } from '@latchkey/sessions/sessions/session';
import type { EventKind } from '@latchkey/sessions/history/session-event';
import type { OutgoingKind } from '@latchkey/sessions/webhooks/outgoing-event';
import type { AlertAnswer, AlertCause } from '@latchkey/sessions/sign-in-alerts/sign-in-alert';
import {
  AlertAnswer as StoredAnswer,
  AlertCause as StoredCause,
  Prisma,
  SessionEndReason as StoredReason,
  SessionEventKind as StoredKind,
} from '../generated/client.ts';

/** Kinds of events that only instances and applications read. The history of the page does not have them. */
export type InternalKind = Exclude<OutgoingKind, EventKind>;

/** An enum of the database that has exactly the names of a list of the domain. */
export type Same<Name extends string, Stored extends string> = Readonly<Record<Name, Stored> & Record<Stored, Name>>;

/**
 * The enums of the database beside the lists of the domain. Raw SQL takes any text, and the database refuses an unknown
 * name only when the statement runs. So a name that only one side knows is a type error here.
 */
const reasons: Same<EndReason, StoredReason> = StoredReason;
const kinds: Same<EventKind | InternalKind, StoredKind> = StoredKind;
const answers: Same<AlertAnswer, StoredAnswer> = StoredAnswer;
// SQL computes the cause of an alert from literals. Compiles only while both lists have the same names.
void (StoredCause satisfies Same<AlertCause, StoredCause>);

/** A reason as a value of the database's `session_end_reason`. */
export const storedReason = (reason: EndReason): Prisma.Sql => Prisma.sql`${reasons[reason]}::session_end_reason`;

/** A kind of event as a value of the database's `session_event_kind`. */
export const storedKind = (kind: EventKind | InternalKind): Prisma.Sql =>
  Prisma.sql`${kinds[kind]}::session_event_kind`;

/** An answer to an alert, or none, as a value of the database's `alert_answer`. */
export const storedAnswer = (answer: AlertAnswer | null): Prisma.Sql =>
  Prisma.sql`${answer === null ? null : answers[answer]}::alert_answer`;
