import type { HousekeepingBacklog, HousekeepingCutoffs } from '@latchkey/sessions/jobs/housekeeping-store';
import type { ExpiryCutoff } from '@latchkey/sessions/sessions/session-store';
import type { Client } from './connection/client.ts';
import { Prisma } from './generated/client.ts';
import { expired } from './sql/live.ts';
import { endExpired } from './sessions/expiry.ts';
import type { AnnouncedChanges } from './connection/announced-changes.ts';
import { inTransaction } from './connection/transaction.ts';
import { RowReader } from './sql/rows.ts';
import { vacuumNext } from './vacuum.ts';
import { DeferralCheck, releaseNext } from './webhooks/deferred-deliveries.ts';

const purgedSessions = new RowReader({ deviceId: 'bigint', count: 'integer' });
const purgedDeliveries = new RowReader({
  endpointId: 'bigint',
  userId: 'bigint',
  isUnfinished: 'boolean',
  count: 'integer',
});
const wipedEvents = new RowReader({ count: 'integer', isUnfinished: 'boolean' });
const markedDevices = new RowReader({ id: 'bigint' });

/**
 * `SKIP LOCKED` everywhere: never block, and never wait for, a live request; locked rows are for the next run. The due ids
 * are in an `ARRAY`, which is evaluated once: the planner may run a plain subquery again for each row. The ids that are due
 * longest come first, which keeps the planner on the index.
 */
export class HousekeepingStore {
  readonly #prisma: Client;
  readonly #changes: AnnouncedChanges;
  readonly #deferrals: DeferralCheck;
  readonly #hasAutovacuum: boolean;

  /** `hasAutovacuum`: whether the database vacuums by itself, as a server does. */
  constructor(prisma: Client, changes: AnnouncedChanges, hasAutovacuum: boolean) {
    this.#prisma = prisma;
    this.#changes = changes;
    this.#hasAutovacuum = hasAutovacuum;
    this.#deferrals = new DeferralCheck(prisma);
  }

  endExpired(cutoff: ExpiryCutoff, limit: number): Promise<number> {
    const due = Prisma.sql`SELECT id FROM sessions WHERE ${expired(cutoff)} LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
    return this.#changes.byTime((change) => endExpired(change, cutoff, due));
  }

  /**
   * Only sessions whose device it can lock too, so that each device that has lost its last session is marked. A second
   * statement marks them, because its snapshot includes what another process has purged before the devices were locked.
   */
  purgeSessions(endedBy: Date, limit: number): Promise<number> {
    return inTransaction(this.#prisma, async (tx) => {
      const purged = await purgedSessions.query(
        tx,
        Prisma.sql`
      WITH due AS MATERIALIZED (
        SELECT id, device_id FROM sessions WHERE ended_at <= ${endedBy}::timestamptz
        ORDER BY ended_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ), held AS MATERIALIZED (
        SELECT id FROM devices WHERE id = ANY (ARRAY(SELECT device_id FROM due)) FOR NO KEY UPDATE SKIP LOCKED
      ), purged AS (
        DELETE FROM sessions WHERE id = ANY (ARRAY(SELECT due.id FROM due JOIN held ON held.id = device_id))
        RETURNING device_id
      )
      SELECT device_id AS "deviceId", count(*)::integer AS count FROM purged GROUP BY device_id`,
      );
      const deviceIds = purged.map(({ deviceId }) => BigInt(deviceId));
      if (deviceIds.length > 0) {
        await tx.$executeRaw`
          UPDATE devices SET unused_since = ${endedBy}::timestamptz
          WHERE id = ANY (${deviceIds}) AND NOT EXISTS (SELECT 1 FROM sessions WHERE device_id = devices.id)`;
      }
      return purged.reduce((sum, { count }) => sum + count, 0);
    });
  }

  purgeDevices(createdBy: Date, limit: number): Promise<number> {
    return inTransaction(this.#prisma, async (tx) => {
      const marked = await markedDevices.query(
        tx,
        Prisma.sql`
        SELECT id FROM devices WHERE unused_since IS NOT NULL AND created_at <= ${createdBy}::timestamptz
        ORDER BY unused_since LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
      );
      if (marked.length === 0) return 0;
      const ids = marked.map(({ id }) => BigInt(id));
      // A session may have begun on the device before it was locked. None can begin while it is locked, so this check
      // is final.
      await tx.$executeRaw`
        DELETE FROM devices
        WHERE id = ANY (${ids}) AND NOT EXISTS (SELECT 1 FROM sessions WHERE device_id = devices.id)`;
      await tx.$executeRaw`UPDATE devices SET unused_since = NULL WHERE id = ANY (${ids})`;
      return marked.length;
    });
  }

  /** Only published events without an unfinished delivery. */
  purgeEvents(by: Date, limit: number): Promise<number> {
    return this.#prisma.$executeRaw`
      DELETE FROM session_events WHERE id = ANY (ARRAY(
        SELECT id FROM session_events WHERE at <= ${by}::timestamptz AND position IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM webhook_deliveries WHERE event_id = session_events.id AND due_at IS NOT NULL
        )
        ORDER BY at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ))`;
  }

  releaseDeferred(): Promise<number> {
    return this.#deferrals.run();
  }

  /**
   * Also those of removed endpoints, of any age, and waiting deliveries of an endpoint that was paused for this long: of each
   * user the first ones, so that one transaction at a time finishes deliveries of a user.
   */
  async purgeDeliveries(createdBy: Date, limit: number): Promise<number> {
    const ofRemoved = await this.#purgeRemovedEndpoints(limit);
    // The rest of the batch.
    return ofRemoved + (await this.#purgeOldDeliveries(createdBy, limit - ofRemoved));
  }

  /** An endpoint without deliveries is deleted: with very many of them, that would take too long. */
  async #purgeRemovedEndpoints(limit: number): Promise<number> {
    const deliveries = await this.#prisma.$executeRaw`
      DELETE FROM webhook_deliveries WHERE id = ANY (ARRAY(
        SELECT id FROM webhook_deliveries
        WHERE endpoint_id = ANY (ARRAY(SELECT id FROM webhook_endpoints WHERE is_removed))
        LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ))`;
    await this.#prisma.$executeRaw`
      DELETE FROM webhook_endpoints WHERE id = ANY (ARRAY(
        SELECT id FROM webhook_endpoints WHERE is_removed AND NOT EXISTS (
          SELECT 1 FROM webhook_deliveries WHERE endpoint_id = webhook_endpoints.id
        )
        FOR UPDATE SKIP LOCKED
      ))`;
    return deliveries;
  }

  async #purgeOldDeliveries(createdBy: Date, limit: number): Promise<number> {
    const deliveries = await inTransaction(this.#prisma, async (tx) => {
      const purged = await purgedDeliveries.query(tx, purgeOldDeliveries(createdBy, limit));
      const unfinished = purged.filter(({ isUnfinished }) => isUnfinished);
      if (unfinished.length > 0) await releaseNext(tx, unfinished);
      return purged.reduce((sum, { count }) => sum + count, 0);
    });
    // The rest of the batch.
    const subjects = await this.#prisma.$executeRaw`
      DELETE FROM removed_subjects WHERE user_id = ANY (ARRAY(
        SELECT user_id FROM removed_subjects WHERE removed_at <= ${createdBy}::timestamptz AND unwiped_from IS NULL
        ORDER BY removed_at LIMIT ${limit - deliveries} FOR UPDATE SKIP LOCKED
      ))`;
    return deliveries + subjects;
  }

  purgeAlerts(by: Date, limit: number): Promise<number> {
    return this.#prisma.$executeRaw`
      DELETE FROM sign_in_alerts WHERE id = ANY (ARRAY(
        SELECT id FROM sign_in_alerts WHERE created_at <= ${by}::timestamptz
        ORDER BY created_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ))`;
  }

  async wipeAddresses(by: Date, limit: number): Promise<number> {
    const ofSessions = await this.#prisma.$executeRaw`
      UPDATE sessions SET ip = NULL WHERE id = ANY (ARRAY(
        SELECT id FROM sessions
        WHERE last_used_at <= ${by}::timestamptz AND ip IS NOT NULL
        ORDER BY last_used_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ))`;
    // The rest of the batch.
    const ofEvents = await this.#prisma.$executeRaw`
      UPDATE session_events SET ip = NULL WHERE id = ANY (ARRAY(
        SELECT id FROM session_events
        WHERE at <= ${by}::timestamptz AND ip IS NOT NULL
        ORDER BY at LIMIT ${limit - ofSessions} FOR UPDATE SKIP LOCKED
      ))`;
    const ofAlerts = await this.#prisma.$executeRaw`
      UPDATE sign_in_alerts SET ip = NULL WHERE id = ANY (ARRAY(
        SELECT id FROM sign_in_alerts
        WHERE created_at <= ${by}::timestamptz AND ip IS NOT NULL
        ORDER BY created_at LIMIT ${limit - ofSessions - ofEvents} FOR UPDATE SKIP LOCKED
      ))`;
    return ofSessions + ofEvents + ofAlerts;
  }

  async wipeRemovedUsers(limit: number): Promise<number> {
    let done = 0;
    while (done < limit) {
      const [user] = await wipedEvents.query(this.#prisma, wipeRemovedUser(limit - done));
      if (!user) break;
      done += user.isUnfinished ? user.count : user.count + 1;
    }
    return done;
  }

  async vacuum(): Promise<number> {
    return this.#hasAutovacuum ? 0 : vacuumNext(this.#prisma);
  }

  purgeRateLimits(drainedBy: Date, limit: number): Promise<number> {
    return this.#prisma.$executeRaw`
      DELETE FROM rate_limits WHERE key = ANY (ARRAY(
        SELECT key FROM rate_limits WHERE drained_at <= ${drainedBy}::timestamptz
        ORDER BY drained_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ))`;
  }

  async countBacklog({
    cutoff: { now, idleSince },
    endedBy,
    eventsBy,
    addressesBy,
  }: HousekeepingCutoffs): Promise<HousekeepingBacklog> {
    const byLimit = [{ absoluteExpiresAt: { lte: now } }, { lastUsedAt: { lte: idleSince } }, { idleAt: { lte: now } }];
    const byTime = { endedAt: null, OR: byLimit };
    const { session, sessionEvent } = this.#prisma;
    return {
      expired: await session.count({ where: byTime }),
      sessions: await session.count({ where: { endedAt: { lte: endedBy } } }),
      events: await sessionEvent.count({ where: { at: { lte: eventsBy } } }),
      addresses: await session.count({ where: { lastUsedAt: { lte: addressesBy }, ip: { not: null } } }),
    };
  }
}

/**
 * Wipes events of the user who was removed first, in their order, so that each batch continues after the one before. Waits
 * for the locks of events, because it must not pass one over: others hold them for one statement, in which they wait for no
 * other event.
 */
const wipeRemovedUser = (limit: number): Prisma.Sql => Prisma.sql`
  WITH removed AS MATERIALIZED (
    SELECT user_id, unwiped_from FROM removed_subjects WHERE unwiped_from IS NOT NULL
    ORDER BY removed_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
  ), due AS MATERIALIZED (
    SELECT id, at FROM session_events
    WHERE user_id = (SELECT user_id FROM removed) AND at >= (SELECT unwiped_from FROM removed)
      AND (user_agent <> '' OR ip IS NOT NULL OR methods IS NOT NULL)
    ORDER BY at, id LIMIT ${limit} FOR NO KEY UPDATE
  ), wiped AS (
    UPDATE session_events SET user_agent = '', ip = NULL, methods = NULL WHERE id IN (SELECT id FROM due)
  ), batch AS (
    SELECT count(*)::integer AS count, count(*) = ${limit} AS is_unfinished, max(at) AS last FROM due
  )
  UPDATE removed_subjects SET unwiped_from = CASE WHEN is_unfinished THEN last END
  FROM removed, batch WHERE removed_subjects.user_id = removed.user_id
  RETURNING count, is_unfinished AS "isUnfinished"`;

const purgeOldDeliveries = (createdBy: Date, limit: number): Prisma.Sql => Prisma.sql`
  WITH due AS MATERIALIZED (
    SELECT id, endpoint_id, user_id, due_at FROM webhook_deliveries
    WHERE created_at <= ${createdBy}::timestamptz AND (due_at IS NULL OR endpoint_id = ANY (ARRAY(
      SELECT id FROM webhook_endpoints WHERE paused_at <= ${createdBy}::timestamptz
    )))
    ORDER BY created_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED
  ), kept AS MATERIALIZED (
    SELECT endpoint_id, user_id, (
      SELECT id FROM webhook_deliveries AS waiting
      WHERE waiting.endpoint_id = queue.endpoint_id AND waiting.user_id = queue.user_id AND waiting.due_at IS NOT NULL
        AND id NOT IN (SELECT due.id FROM due)
      ORDER BY id LIMIT 1
    ) AS first_id FROM (SELECT DISTINCT endpoint_id, user_id FROM due WHERE due_at IS NOT NULL) AS queue
  ), purged AS (
    DELETE FROM webhook_deliveries WHERE id = ANY (ARRAY(
      SELECT due.id FROM due LEFT JOIN kept USING (endpoint_id, user_id)
      WHERE due.due_at IS NULL OR first_id IS NULL OR due.id < first_id
    ))
    RETURNING endpoint_id, user_id, due_at
  )
  SELECT endpoint_id AS "endpointId", user_id AS "userId", bool_or(due_at IS NOT NULL) AS "isUnfinished",
    count(*)::integer AS count
  FROM purged GROUP BY endpoint_id, user_id`;
