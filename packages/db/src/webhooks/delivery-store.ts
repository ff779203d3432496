import {
  type ArrivedDelivery,
  type ClaimedDelivery,
  type DeliveryAttempt,
  type LoggedDelivery,
  type Retry,
  claimLease,
  failuresUntilProbing,
} from '@latchkey/sessions/webhooks/delivery';
import type { Client } from '../connection/client.ts';
import { type Transaction, inTransaction } from '../connection/transaction.ts';
import { tryAgainAfterLock } from '../connection/unavailable.ts';
import { Prisma } from '../generated/client.ts';
import { toRowId } from '../sql/row-id.ts';
import { RowReader } from '../sql/rows.ts';
import { type StatementPool, statement } from '../sql/statement-pool.ts';
import { type Claim, claimDue } from './claim-deliveries.ts';
import { releaseNext } from './deferred-deliveries.ts';
import { publishing } from './event-feed-store.ts';

const createdDeliveries = new RowReader({ id: 'bigint' });
const finishedDeliveries = new RowReader({ userId: 'bigint', hasDeferred: 'boolean' });
const failedDeliveries = new RowReader({ userId: 'bigint', isReleasing: 'boolean' });
const lockedEndpoints = new RowReader({ url: 'text' });
const loggedDeliveries = new RowReader({
  id: 'bigint',
  eventId: 'bigint',
  kind: 'text?',
  createdAt: 'timestamp with time zone',
  dueAt: 'timestamp with time zone?',
  tries: 'integer',
  triedAt: 'timestamp with time zone?',
  deliveredAt: 'timestamp with time zone?',
  lastStatus: 'integer?',
  lastError: 'text?',
});

/**
 * Records the deliveries $2 of the endpoint $1, with their tries $3 and statuses $4, as delivered at $5. The row of the
 * endpoint is written only if the endpoint had failed, so that deliveries of other endpoints do not wait for its lock, and is
 * locked before deliveries are, as everywhere. If it was down, all deliveries that wait for a retry become due; not if one
 * delivery failed while others arrived. Deliveries behind which others are deferred are not recorded: PostgreSQL checks that
 * again when it has waited for a claim that defers. `num_nonnulls`, because `IS NOT NULL` lets the planner read the whole index of
 * unfinished deliveries instead of looking for some ids. Two of these statements for an endpoint that had failed can deadlock, so
 * that one has to be tried again.
 */
const settleDeliveries = statement(
  'settle_deliveries',
  { id: 'bigint' },
  Prisma.sql`
  WITH arrived AS (
    SELECT * FROM unnest($2::bigint[], $3::integer[], $4::integer[]) AS one (id, tries, status)
  ), failed AS MATERIALIZED (
    SELECT id, failures FROM webhook_endpoints WHERE id = $1::bigint AND failures > 0 FOR NO KEY UPDATE
  ), settled AS (
    UPDATE webhook_deliveries AS delivery SET
      due_at = NULL, delivered_at = $5::timestamptz, last_status = arrived.status, last_error = NULL
    FROM arrived WHERE (SELECT count(*) FROM failed) >= 0
      AND delivery.id = arrived.id AND delivery.tries = arrived.tries AND num_nonnulls(due_at) = 1 AND NOT has_deferred
    RETURNING delivery.id
  ), recovered AS (
    UPDATE webhook_endpoints AS endpoint SET failures = 0, failing_since = NULL, retry_at = NULL
    FROM failed WHERE endpoint.id = failed.id RETURNING endpoint.id, failed.failures
  ), waiting AS MATERIALIZED (
    SELECT delivery.id FROM webhook_deliveries AS delivery
    WHERE EXISTS (SELECT 1 FROM recovered WHERE failures >= ${Prisma.raw(String(failuresUntilProbing))})
      AND endpoint_id = $1::bigint AND due_at > $5::timestamptz AND NOT is_deferred
      AND tried_at < $5::timestamptz - interval '${Prisma.raw(String(claimLease))} milliseconds'
      AND id <> ALL ($2::bigint[])
    FOR NO KEY UPDATE OF delivery SKIP LOCKED
  ), retried AS (
    UPDATE webhook_deliveries AS delivery SET due_at = $5::timestamptz FROM waiting WHERE delivery.id = waiting.id
  )
  SELECT id FROM settled`,
);

/** Claims and records deliveries by prepared statements of `pg`, because each event that leaves takes part in both. */
export class DeliveryStore {
  readonly #prisma: Client;
  readonly #statements: StatementPool;

  constructor(prisma: Client, statements: StatementPool) {
    this.#prisma = prisma;
    this.#statements = statements;
  }

  claim(endpointId: number, claim: Claim): Promise<ClaimedDelivery[]> {
    return claimDue(this.#statements, endpointId, claim);
  }

  async settle(endpointId: number, arrived: readonly ArrivedDelivery[], now: Date): Promise<void> {
    const values = [toRowId(endpointId), ...toArrays(arrived), now];
    const rows = await tryAgainAfterLock(() => this.#statements.run(settleDeliveries, values));
    const settled = new Set(rows.map(({ id }) => id));
    const others = arrived.filter(({ id }) => !settled.has(id));
    if (others.length > 0) await tryAgainAfterLock(() => this.#settleAndRelease(endpointId, others, now));
  }

  fail(
    endpointId: number,
    { id, tries }: ClaimedDelivery,
    { status, error }: DeliveryAttempt,
    { dueAt, endpointRetryAt, pauses, now, sentTo }: Retry & { readonly now: Date; readonly sentTo: string },
  ): Promise<boolean> {
    const record = async (tx: Transaction): Promise<boolean> => {
      const [endpoint] = await lockedEndpoints.query(
        tx,
        Prisma.sql`SELECT url FROM webhook_endpoints WHERE id = ${toRowId(endpointId)} FOR NO KEY UPDATE`,
      );
      const hasMoved = endpoint !== undefined && endpoint.url !== sentTo;
      // What was moved or resumed during the try stays due: the pause after a failure would undo that.
      const [failed] = await failedDeliveries.query(
        tx,
        Prisma.sql`
        UPDATE webhook_deliveries SET last_status = ${status}, last_error = ${error},
          due_at = CASE WHEN ${hasMoved} OR (${dueAt !== null} AND due_at <= ${now}::timestamptz) THEN ${now}::timestamptz
            ELSE ${dueAt}::timestamptz END
        WHERE id = ${toRowId(id)} AND tries = ${tries} AND due_at IS NOT NULL
        RETURNING user_id AS "userId", has_deferred AND due_at IS NULL AS "isReleasing"`,
      );
      if (hasMoved) return false;
      if (!failed) return true;
      if (failed.isReleasing) await releaseNext(tx, [{ endpointId, userId: failed.userId }]);
      await tx.$executeRaw`
        UPDATE webhook_endpoints SET failures = failures + 1, failing_since = COALESCE(failing_since, ${now}::timestamptz),
          retry_at = ${endpointRetryAt}::timestamptz,
          paused_at = CASE WHEN ${pauses} THEN COALESCE(paused_at, ${now}::timestamptz) ELSE paused_at END
        WHERE id = ${toRowId(endpointId)}`;
      return true;
    };
    return tryAgainAfterLock(() => inTransaction(this.#prisma, record));
  }

  log(
    endpointId: number,
    { before, limit }: { readonly before: number | null; readonly limit: number },
  ): Promise<LoggedDelivery[]> {
    const beforeId = before === null ? null : toRowId(before);
    return loggedDeliveries.query(
      this.#prisma,
      Prisma.sql`
      SELECT delivery.id, event_id AS "eventId", event.kind::text AS kind, created_at AS "createdAt", due_at AS "dueAt", tries,
        tried_at AS "triedAt", delivered_at AS "deliveredAt", last_status AS "lastStatus", last_error AS "lastError"
      FROM webhook_deliveries AS delivery LEFT JOIN session_events AS event ON event.id = event_id
      WHERE endpoint_id = (SELECT id FROM webhook_endpoints WHERE id = ${toRowId(endpointId)} AND NOT is_removed) AND (${beforeId}::bigint IS NULL OR delivery.id < ${beforeId})
      ORDER BY delivery.id DESC LIMIT ${limit}`,
    );
  }

  resend(id: number, now: Date): Promise<number | null> {
    return inTransaction(this.#prisma, async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${publishing}::bigint)`;
      const [created] = await createdDeliveries.query(
        tx,
        Prisma.sql`
        INSERT INTO webhook_deliveries (endpoint_id, event_id, user_id, created_at, due_at)
        SELECT endpoint_id, event_id, delivery.user_id, ${now}::timestamptz, ${now}::timestamptz
        FROM webhook_deliveries AS delivery JOIN session_events AS event ON event.id = event_id
          JOIN webhook_endpoints AS endpoint ON endpoint.id = endpoint_id AND NOT is_removed
        WHERE delivery.id = ${toRowId(id)} AND due_at IS NULL
        RETURNING id`,
      );
      return created?.id ?? null;
    });
  }

  /** Records deliveries behind which others may be deferred, and releases the next one of each user. */
  #settleAndRelease(endpointId: number, arrived: readonly ArrivedDelivery[], now: Date): Promise<void> {
    return inTransaction(this.#prisma, async (tx) => {
      const [ids, tries, statuses] = toArrays(arrived);
      const settled = await finishedDeliveries.query(
        tx,
        Prisma.sql`
        UPDATE webhook_deliveries AS delivery SET
          due_at = NULL, delivered_at = ${now}::timestamptz, last_status = arrived.status, last_error = NULL
        FROM unnest(${ids}::bigint[], ${tries}::integer[], ${statuses}::integer[]) AS arrived (id, tries, status)
        WHERE delivery.id = arrived.id AND delivery.tries = arrived.tries AND due_at IS NOT NULL
        RETURNING user_id AS "userId", has_deferred AS "hasDeferred"`,
      );
      const followed = settled.filter(({ hasDeferred }) => hasDeferred);
      if (followed.length > 0)
        await releaseNext(
          tx,
          followed.map(({ userId }) => ({ endpointId, userId })),
        );
    });
  }
}

/** The ids, the tries and the statuses of deliveries. */
const toArrays = (arrived: readonly ArrivedDelivery[]) =>
  [
    arrived.map(({ id }) => toRowId(id)),
    arrived.map(({ tries }) => tries),
    arrived.map(({ status }) => status),
  ] as const;
