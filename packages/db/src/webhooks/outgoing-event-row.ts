import { subjectOf } from '@latchkey/sessions/applications/subject';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import { type OutgoingEvent, outgoingKinds } from '@latchkey/sessions/webhooks/outgoing-event';
import { Prisma } from '../generated/client.ts';
import type { Columns, RowOf } from '../sql/rows.ts';

export const outgoingColumns = {
  eventId: 'bigint',
  position: 'bigint?',
  kind: 'text',
  at: 'timestamp with time zone',
  userId: 'bigint',
  subject: 'text?',
  isUser: 'boolean',
  sessionId: 'bigint?',
  deviceId: 'bigint?',
  endReason: 'session_end_reason?',
  actorSessionId: 'bigint?',
  methods: 'text[]?',
  userAgent: 'text',
  ip: 'text?',
} as const satisfies Columns;

/**
 * The columns of an event called `event` with those of `outgoingJoins`. Of a removed user without the personal data, which
 * housekeeping may not have wiped yet.
 */
export const outgoingSelection = Prisma.sql`
  event.id AS "eventId", event.position, event.kind::text AS kind, event.at, event.user_id AS "userId",
  COALESCE(users.subject, removed.subject) AS subject, users.id IS NOT NULL AS "isUser", event.session_id AS "sessionId",
  event.device_id AS "deviceId", event.end_reason AS "endReason", event.actor_session_id AS "actorSessionId",
  CASE WHEN users.id IS NOT NULL THEN event.methods END AS methods,
  CASE WHEN users.id IS NOT NULL THEN event.user_agent ELSE '' END AS "userAgent",
  CASE WHEN users.id IS NOT NULL THEN event.ip END AS ip`;

/** The user of an event, also after the user was removed. */
export const outgoingJoins = Prisma.sql`
  LEFT JOIN users ON users.id = event.user_id
  LEFT JOIN removed_subjects AS removed ON removed.user_id = event.user_id`;

export function toOutgoingEvent(row: RowOf<typeof outgoingColumns>): OutgoingEvent {
  const { eventId: id, isUser, kind: stored, userAgent, position, ...event } = row;
  const kind = outgoingKinds.find((known) => known === stored);
  if (kind === undefined) throw new TypeError(`The event ${id} is of the unknown kind ${stored}`);
  return {
    at: event.at,
    userId: event.userId,
    sessionId: event.sessionId,
    deviceId: event.deviceId,
    endReason: event.endReason,
    actorSessionId: event.actorSessionId,
    ip: event.ip,
    methods: event.methods ?? [],
    id,
    kind,
    position: position ?? 0,
    subject: isUser ? subjectOf({ id: event.userId, subject: event.subject }) : event.subject,
    userAgent: capUserAgent(userAgent),
  };
}
