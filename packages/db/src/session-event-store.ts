import {
  type EndedSession,
  type EventActor,
  type EventPage,
  type NewSessionEvent,
  type SessionEvent,
  eventKinds,
} from '@latchkey/sessions/history/session-event';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import type { Client } from './connection/client.ts';
import { Prisma } from './generated/client.ts';
import { toRowId } from './sql/row-id.ts';
import type { Columns, RowOf } from './sql/rows.ts';
import { type StatementPool, statement } from './sql/statement-pool.ts';
import { writeUnannouncedEvents } from './sql/write-event.ts';

const eventColumns = {
  id: 'bigint',
  kind: 'session_event_kind',
  at: 'timestamp with time zone',
  sessionId: 'bigint?',
  sessionCreatedAt: 'timestamp with time zone?',
  deviceId: 'bigint?',
  label: 'text?',
  clientLabel: 'text?',
  endReason: 'session_end_reason?',
  actorSessionId: 'bigint?',
  userAgent: 'text',
  ip: 'text?',
  methods: 'text[]?',
  actorUserAgent: 'text?',
  actorLabel: 'text?',
  actorClientLabel: 'text?',
} as const satisfies Columns;

/** Ordered by time and then by id, because housekeeping writes some ends later than they happened. */
const listEvents = statement(
  'list_events',
  eventColumns,
  Prisma.raw(`SELECT event.id, event.kind, event.at, event.session_id AS "sessionId", session.created_at AS "sessionCreatedAt", event.device_id AS "deviceId",
    device.label AS "label", session.client_label AS "clientLabel", event.end_reason AS "endReason", actor_session_id AS "actorSessionId",
    event.user_agent AS "userAgent", event.ip, event.methods, actor.user_agent AS "actorUserAgent",
    actor_device.label AS "actorLabel", actor.client_label AS "actorClientLabel"
  FROM session_events AS event
  LEFT JOIN devices AS device ON device.id = event.device_id
  LEFT JOIN sessions AS session ON session.id = event.session_id
  LEFT JOIN sessions AS actor ON actor.id = actor_session_id
  LEFT JOIN devices AS actor_device ON actor_device.id = actor.device_id
  WHERE event.user_id = $1
    AND ($2::bigint IS NULL OR (event.at, event.id) < (SELECT at, id FROM session_events WHERE id = $2 AND user_id = $1))
    AND event.kind::text = ANY($3) AND ($4::bigint IS NULL OR event.device_id = $4)
  ORDER BY event.at DESC, event.id DESC LIMIT $5`),
);

/** Also by the time, so that the index is used and not all events of the user are read. */
const findActor = statement(
  'find_actor',
  { userAgent: 'text', label: 'text?', clientLabel: 'text?' },
  Prisma.raw(`SELECT actor.user_agent AS "userAgent", device.label AS "label", actor.client_label AS "clientLabel" FROM session_events AS event
  JOIN sessions AS actor ON actor.id = actor_session_id AND actor.user_id = event.user_id
  JOIN devices AS device ON device.id = actor.device_id
  WHERE event.user_id = $1 AND event.at = $2 AND event.kind = 'ended' AND event.session_id = $3`),
);

export class SessionEventStore {
  readonly #prisma: Client;
  readonly #pool: StatementPool;

  constructor(prisma: Client, pool: StatementPool) {
    this.#prisma = prisma;
    this.#pool = pool;
  }

  /** Writes nothing if the account was removed: its data must not come back. */
  async append({ userId, kind, at, sessionId, deviceId, userAgent, ip }: NewSessionEvent): Promise<void> {
    const event = writeUnannouncedEvents({
      kind,
      at: Prisma.sql`${at}::timestamptz`,
      userId: Prisma.sql`id`,
      sessionId: Prisma.sql`${orNull(sessionId)}::bigint`,
      deviceId: Prisma.sql`${orNull(deviceId)}::bigint`,
      userAgent: Prisma.sql`${userAgent}`,
      ip: Prisma.sql`${ip}`,
      from: Prisma.sql`users WHERE id = ${toRowId(userId)} FOR KEY SHARE`,
    });
    await this.#prisma.$executeRaw(event);
  }

  async list(userId: number, { before, limit, kinds, deviceId = null }: EventPage): Promise<SessionEvent[]> {
    const userRowId = toRowId(userId);
    const [beforeRowId, deviceRowId] = [orNull(before), orNull(deviceId)];
    const isUnknown = (before !== null && beforeRowId === null) || (deviceId !== null && deviceRowId === null);
    if (userRowId === null || isUnknown) return [];
    const values = [userRowId, beforeRowId, kinds ?? eventKinds, deviceRowId, limit];
    return (await this.#pool.run(listEvents, values)).map(toEvent);
  }

  async findActor({ id, userId, endedAt }: EndedSession): Promise<EventActor | null> {
    if (toRowId(id) === null || toRowId(userId) === null) return null;
    const [row] = await this.#pool.run(findActor, [userId, endedAt, id]);
    return row ? { ...row, userAgent: capUserAgent(row.userAgent) } : null;
  }
}

function toEvent({
  userAgent,
  actorUserAgent,
  actorLabel,
  actorClientLabel,
  ...event
}: RowOf<typeof eventColumns>): SessionEvent {
  const actor =
    actorUserAgent === null
      ? null
      : { userAgent: capUserAgent(actorUserAgent), label: actorLabel, clientLabel: actorClientLabel };
  return { ...event, userAgent: capUserAgent(userAgent), actor };
}

const orNull = (id: number | null): bigint | null => (id === null ? null : toRowId(id));
