import type { EventKind } from '@latchkey/sessions/history/session-event';
import type { Change } from '../connection/announced-changes.ts';
import { Prisma } from '../generated/client.ts';
import { type InternalKind, storedKind } from './stored-enums.ts';

/** Kinds of events that change nothing which an instance caches or a stream shows. */
export type UnannouncedKind = 'sign_in_failed' | 'step_up_failed' | 'password_reset_requested' | 'email_verified';

/**
 * The columns of the events, as expressions over the rows of `from`. By default a column is read from the one of the
 * same name, the session from `id`, and reason, actor and methods are null.
 */
interface EventSource<Kind> {
  readonly kind: Kind;
  readonly at: Prisma.Sql;
  /** A table or a common table expression, with its conditions and order, and `RETURNING` where it is needed. */
  readonly from: Prisma.Sql;
  readonly userId?: Prisma.Sql;
  readonly sessionId?: Prisma.Sql;
  readonly deviceId?: Prisma.Sql;
  readonly endReason?: Prisma.Sql;
  readonly actorId?: Prisma.Sql;
  readonly userAgent?: Prisma.Sql;
  readonly ip?: Prisma.Sql;
  readonly methods?: Prisma.Sql;
}

/** One event for each row of a source, as (a part of) the statement of a change that is announced. */
export const writeEvents = (_change: Change, source: EventSource<EventKind | InternalKind>): Prisma.Sql =>
  insertEvents(source);

/** The same for kinds that need no announcement. */
export const writeUnannouncedEvents = (source: EventSource<UnannouncedKind>): Prisma.Sql => insertEvents(source);

interface AccountEvent {
  readonly at: Date;
  readonly userAgent: string;
  readonly ip: string | null;
}

/** The columns of an event of a user that concerns no session. */
export const accountEvent = (userId: bigint, { at, userAgent, ip }: AccountEvent) => ({
  at: Prisma.sql`${at}::timestamptz`,
  userId: Prisma.sql`id`,
  sessionId: Prisma.sql`NULL`,
  deviceId: Prisma.sql`NULL`,
  userAgent: Prisma.sql`${userAgent}`,
  ip: Prisma.sql`${ip}`,
  from: Prisma.sql`users WHERE id = ${userId}`,
});

function insertEvents({
  kind,
  at,
  from,
  userId = Prisma.sql`user_id`,
  sessionId = Prisma.sql`id`,
  deviceId = Prisma.sql`device_id`,
  endReason = Prisma.sql`NULL`,
  actorId = Prisma.sql`NULL`,
  userAgent = Prisma.sql`user_agent`,
  ip = Prisma.sql`ip`,
  methods = Prisma.sql`NULL::text[]`,
}: EventSource<EventKind | InternalKind>): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO session_events
      (user_id, kind, at, session_id, device_id, end_reason, actor_session_id, user_agent, ip, methods)
    SELECT ${userId}, ${storedKind(kind)}, ${at}, ${sessionId}, ${deviceId}, ${endReason}, ${actorId}, ${userAgent}, ${ip},
      ${methods}
    FROM ${from}`;
}
