import type { HousekeepingStore } from '@latchkey/sessions/housekeeping-store';
import type { LiveAt } from '@latchkey/sessions/session-store';
import type { Client } from './client.ts';
import { Prisma } from './generated/client.ts';
import { lapsed } from './live.ts';
import { endLapsed } from './session-lapse.ts';
import { inTransaction } from './transaction.ts';

/**
 * `SKIP LOCKED` everywhere: what somebody is working on waits for the next round, and nobody waits for housekeeping. What
 * is due stands in an `ARRAY`, which is made once: as a plain subquery the planner may run it again for each row. What is
 * due longest comes first, which keeps the planner on the index.
 */
export class PrismaHousekeepingStore implements HousekeepingStore {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  endLapsed(liveAt: LiveAt, limit: number): Promise<number> {
    const due = Prisma.sql`SELECT id FROM sessions WHERE ${lapsed(liveAt)} LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
    return endLapsed(this.#prisma, liveAt, due);
  }

  /** Only sessions whose device it can lock too, so that each device that has lost its last session is marked. */
  async purgeSessions(endedBy: Date, limit: number): Promise<number> {
    const [purged] = await this.#prisma.$queryRaw<{ readonly count: number }[]>`
      WITH due AS MATERIALIZED (
        SELECT id, device_id FROM sessions WHERE ended_at <= ${endedBy}::timestamptz
        ORDER BY ended_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ), held AS MATERIALIZED (
        SELECT id FROM devices WHERE id = ANY (ARRAY(SELECT device_id FROM due)) FOR NO KEY UPDATE SKIP LOCKED
      ), purged AS (
        DELETE FROM sessions WHERE id = ANY (ARRAY(SELECT due.id FROM due JOIN held ON held.id = device_id))
        RETURNING id, device_id
      ), marked AS (
        UPDATE devices SET unused_since = ${endedBy}::timestamptz
        WHERE id IN (SELECT device_id FROM purged) AND NOT EXISTS (
          SELECT 1 FROM sessions WHERE device_id = devices.id AND id <> ALL (ARRAY(SELECT id FROM purged))
        )
      )
      SELECT count(*)::integer AS count FROM purged`;
    return purged?.count ?? 0;
  }

  purgeDevices(createdBy: Date, limit: number): Promise<number> {
    return inTransaction(this.#prisma, async (tx) => {
      const marked = await tx.$queryRaw<{ readonly id: bigint }[]>`
        SELECT id FROM devices WHERE unused_since IS NOT NULL AND created_at <= ${createdBy}::timestamptz
        ORDER BY unused_since LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
      if (marked.length === 0) return 0;
      const ids = marked.map(({ id }) => id);
      // A session may have begun between the mark and the lock. Behind the lock none can, so only this look is sure.
      await tx.$executeRaw`
        DELETE FROM devices
        WHERE id = ANY (${ids}) AND NOT EXISTS (SELECT 1 FROM sessions WHERE device_id = devices.id)`;
      await tx.$executeRaw`UPDATE devices SET unused_since = NULL WHERE id = ANY (${ids})`;
      return marked.length;
    });
  }

  purgeEvents(by: Date, limit: number): Promise<number> {
    return this.#prisma.$executeRaw`
      DELETE FROM session_events WHERE id = ANY (ARRAY(
        SELECT id FROM session_events WHERE at <= ${by}::timestamptz
        ORDER BY at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ))`;
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
      UPDATE sessions SET address = NULL WHERE id = ANY (ARRAY(
        SELECT id FROM sessions
        WHERE last_used_at <= ${by}::timestamptz AND address IS NOT NULL
        ORDER BY last_used_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ))`;
    // What is left of the batch.
    const ofEvents = await this.#prisma.$executeRaw`
      UPDATE session_events SET address = NULL WHERE id = ANY (ARRAY(
        SELECT id FROM session_events
        WHERE at <= ${by}::timestamptz AND address IS NOT NULL
        ORDER BY at LIMIT ${limit - ofSessions} FOR UPDATE SKIP LOCKED
      ))`;
    const ofAlerts = await this.#prisma.$executeRaw`
      UPDATE sign_in_alerts SET address = NULL WHERE id = ANY (ARRAY(
        SELECT id FROM sign_in_alerts
        WHERE created_at <= ${by}::timestamptz AND address IS NOT NULL
        ORDER BY created_at LIMIT ${limit - ofSessions - ofEvents} FOR UPDATE SKIP LOCKED
      ))`;
    return ofSessions + ofEvents + ofAlerts;
  }

  purgeRateLimits(drainedBy: Date, limit: number): Promise<number> {
    return this.#prisma.$executeRaw`
      DELETE FROM rate_limits WHERE key = ANY (ARRAY(
        SELECT key FROM rate_limits WHERE drained_at <= ${drainedBy}::timestamptz
        ORDER BY drained_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ))`;
  }
}
