import {
  type EndedSession,
  type EventActor,
  type EventPage,
  type NewSessionEvent,
  type SessionEvent,
  type SessionEventStore,
  eventKinds,
} from '@latchkey/sessions/session-event';
import { capUserAgent } from '@latchkey/sessions/user-agent';
import type { Client } from './client.ts';
import { toRowId } from './row-id.ts';
import { type StatementPool, statement } from './statement-pool.ts';
import { storedKind } from './stored-enums.ts';

type EventRow = Omit<SessionEvent, 'userAgent' | 'actor'> & {
  readonly userAgent: string;
  readonly actorUserAgent: string | null;
  readonly actorDeviceName: string | null;
  readonly actorInformation: string | null;
};

/** In order of the moment, and not of the id alone: housekeeping writes some ends later than they happened. */
const listEvents = statement<EventRow>(
  'list_events',
  `SELECT event.id, event.kind, event.at, event.session_id AS "sessionId", event.device_id AS "deviceId",
    device.name AS "deviceName", session.information, event.end_reason AS "endReason", actor_session_id AS "actorSessionId",
    event.user_agent AS "userAgent", event.address, actor.user_agent AS "actorUserAgent",
    actor_device.name AS "actorDeviceName", actor.information AS "actorInformation"
  FROM session_events AS event
  LEFT JOIN devices AS device ON device.id = event.device_id
  LEFT JOIN sessions AS session ON session.id = event.session_id
  LEFT JOIN sessions AS actor ON actor.id = actor_session_id
  LEFT JOIN devices AS actor_device ON actor_device.id = actor.device_id
  WHERE event.user_id = $1
    AND ($2::bigint IS NULL OR (event.at, event.id) < (SELECT at, id FROM session_events WHERE id = $2 AND user_id = $1))
    AND event.kind::text = ANY($3)
  ORDER BY event.at DESC, event.id DESC LIMIT $4`,
);

/** By the moment too, as the index has it, so that no history is read through. */
const findActor = statement<Omit<EventActor, 'userAgent'> & { readonly userAgent: string }>(
  'find_actor',
  `SELECT actor.user_agent AS "userAgent", device.name AS "deviceName", actor.information FROM session_events AS event
  JOIN sessions AS actor ON actor.id = actor_session_id AND actor.user_id = event.user_id
  JOIN devices AS device ON device.id = actor.device_id
  WHERE event.user_id = $1 AND event.at = $2 AND event.kind = 'ended' AND event.session_id = $3`,
);

export class PrismaSessionEventStore implements SessionEventStore {
  readonly #prisma: Client;
  readonly #pool: StatementPool;

  constructor(prisma: Client, pool: StatementPool) {
    this.#prisma = prisma;
    this.#pool = pool;
  }

  /** Nothing, where the account is gone: what was wiped with it must not come back. */
  async append({ userId, kind, at, sessionId, deviceId, userAgent, address }: NewSessionEvent): Promise<void> {
    await this.#prisma.$executeRaw`
      INSERT INTO session_events (user_id, kind, at, session_id, device_id, user_agent, address)
      SELECT id, ${storedKind(kind)}, ${at}::timestamptz, ${orNull(sessionId)}::bigint,
        ${orNull(deviceId)}::bigint, ${userAgent}, ${address}
      FROM users WHERE id = ${toRowId(userId)} FOR KEY SHARE`;
  }

  async list(userId: number, { before, limit, kinds }: EventPage): Promise<SessionEvent[]> {
    const userRowId = toRowId(userId);
    const beforeRowId = orNull(before);
    if (userRowId === null || (before !== null && beforeRowId === null)) return [];
    return (await this.#pool.run(listEvents, [userRowId, beforeRowId, kinds ?? eventKinds, limit])).map(toEvent);
  }

  async findActor({ id, userId, endedAt }: EndedSession): Promise<EventActor | null> {
    if (toRowId(id) === null || toRowId(userId) === null) return null;
    const [row] = await this.#pool.run(findActor, [userId, endedAt, id]);
    return row ? { ...row, userAgent: capUserAgent(row.userAgent) } : null;
  }
}

function toEvent({ userAgent, actorUserAgent, actorDeviceName, actorInformation, ...event }: EventRow): SessionEvent {
  const actor =
    actorUserAgent === null
      ? null
      : { userAgent: capUserAgent(actorUserAgent), deviceName: actorDeviceName, information: actorInformation };
  return { ...event, userAgent: capUserAgent(userAgent), actor };
}

const orNull = (id: number | null): bigint | null => (id === null ? null : toRowId(id));
