import {
  type ArrivedDelivery,
  type ClaimedDelivery,
  type DeliveryAttempt,
  type LoggedDelivery,
  claimLease,
  failuresUntilProbing,
} from '@latchkey/sessions/webhooks/delivery';
import type { Retry } from '@latchkey/sessions/webhooks/webhook-stores';
import type { Client } from '../connection/client.ts';
import { inTransaction } from '../connection/transaction.ts';
import { Prisma } from '../generated/client.ts';
import { toRowId } from '../sql/row-id.ts';
import { RowReader } from '../sql/rows.ts';
import { type StatementPool, statement } from '../sql/statement-pool.ts';
import { outgoingColumns, outgoingJoins, outgoingSelection, toOutgoingEvent } from './outgoing-event-row.ts';

const createdDeliveries = new RowReader({ id: 'bigint' });
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
 * Claims deliveries of the endpoint $1 that are due at $2 until $3, at most $4. A delivery that another process has claimed
 * is unfinished, so later ones of the same user wait for it.
 */
const claimDeliveries = statement(
  'claim_deliveries',
  { id: 'bigint', tries: 'integer', ...outgoingColumns },
  Prisma.sql`
  WITH first AS MATERIALIZED (
    SELECT id FROM webhook_deliveries AS delivery
    WHERE endpoint_id = $1::bigint AND due_at <= $2::timestamptz AND NOT EXISTS (
      SELECT 1 FROM webhook_deliveries AS earlier
      WHERE earlier.endpoint_id = delivery.endpoint_id AND earlier.user_id = delivery.user_id
        AND earlier.id < delivery.id AND earlier.due_at IS NOT NULL
    )
    ORDER BY due_at, id LIMIT $4::integer FOR NO KEY UPDATE OF delivery SKIP LOCKED
  ), claimed AS (
    UPDATE webhook_deliveries AS delivery SET
      tries = delivery.tries + 1, due_at = $3::timestamptz, tried_at = $2::timestamptz
    FROM first WHERE delivery.id = first.id
    RETURNING delivery.id, delivery.event_id, delivery.tries
  )
  SELECT claimed.id, claimed.tries, ${outgoingSelection}
  FROM claimed JOIN session_events AS event ON event.id = claimed.event_id ${outgoingJoins} ORDER BY claimed.id`,
);

/**
 * Records the deliveries $2 of the endpoint $1, with their tries $3 and statuses $4, as delivered at $5. The row of the
 * endpoint is written only if the endpoint had failed, so that deliveries of other endpoints do not wait for its lock. If it
 * was down, all deliveries that wait for a retry become due; not if one delivery failed while others arrived.
 */
const settleDeliveries = statement(
  'settle_deliveries',
  {},
  Prisma.sql`
  WITH arrived AS (
    SELECT * FROM unnest($2::bigint[], $3::integer[], $4::integer[]) AS one (id, tries, status)
  ), settled AS (
    UPDATE webhook_deliveries AS delivery SET
      due_at = NULL, delivered_at = $5::timestamptz, last_status = arrived.status, last_error = NULL
    FROM arrived WHERE delivery.id = arrived.id AND delivery.tries = arrived.tries AND due_at IS NOT NULL
  ), failed AS MATERIALIZED (
    SELECT id, failures FROM webhook_endpoints WHERE id = $1::bigint AND failures > 0 FOR NO KEY UPDATE
  ), recovered AS (
    UPDATE webhook_endpoints AS endpoint SET failures = 0, failing_since = NULL, retry_at = NULL
    FROM failed WHERE endpoint.id = failed.id RETURNING endpoint.id, failed.failures
  )
  UPDATE webhook_deliveries AS delivery SET due_at = $5::timestamptz FROM recovered
  WHERE recovered.failures >= ${Prisma.raw(String(failuresUntilProbing))} AND endpoint_id = recovered.id
    AND due_at > $5::timestamptz
    AND tried_at < $5::timestamptz - interval '${Prisma.raw(String(claimLease))} milliseconds'
    AND delivery.id <> ALL ($2::bigint[])`,
);

interface Claim {
  readonly now: Date;
  readonly until: Date;
  readonly limit: number;
}

/** Claims and records deliveries by prepared statements of `pg`, because each event that leaves takes part in both. */
export class DeliveryStore {
  readonly #prisma: Client;
  readonly #statements: StatementPool;

  constructor(prisma: Client, statements: StatementPool) {
    this.#prisma = prisma;
    this.#statements = statements;
  }

  async claim(endpointId: number, { now, until, limit }: Claim): Promise<ClaimedDelivery[]> {
    const rows = await this.#statements.run(claimDeliveries, [toRowId(endpointId), now, until, limit]);
    return rows.map(({ id, tries, ...event }) => ({ id, tries, event: toOutgoingEvent(event) }));
  }

  async settle(endpointId: number, arrived: readonly ArrivedDelivery[], now: Date): Promise<void> {
    const [ids, tries] = [arrived.map(({ id }) => toRowId(id)), arrived.map((delivery) => delivery.tries)];
    const statuses = arrived.map(({ status }) => status);
    await this.#statements.run(settleDeliveries, [toRowId(endpointId), ids, tries, statuses, now]);
  }

  fail(
    endpointId: number,
    { id, tries }: ClaimedDelivery,
    { status, error }: DeliveryAttempt,
    { dueAt, endpointRetryAt, pauses, now }: Retry & { readonly now: Date },
  ): Promise<void> {
    return inTransaction(this.#prisma, async (tx) => {
      const count = await tx.$executeRaw`
        UPDATE webhook_deliveries SET due_at = ${dueAt}::timestamptz, last_status = ${status}, last_error = ${error}
        WHERE id = ${toRowId(id)} AND tries = ${tries} AND due_at IS NOT NULL`;
      if (count === 0) return;
      await tx.$executeRaw`
        UPDATE webhook_endpoints SET failures = failures + 1, failing_since = COALESCE(failing_since, ${now}::timestamptz),
          retry_at = ${endpointRetryAt}::timestamptz,
          paused_at = CASE WHEN ${pauses} THEN COALESCE(paused_at, ${now}::timestamptz) ELSE paused_at END
        WHERE id = ${toRowId(endpointId)}`;
    });
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
      WHERE endpoint_id = ${toRowId(endpointId)} AND (${beforeId}::bigint IS NULL OR delivery.id < ${beforeId})
      ORDER BY delivery.id DESC LIMIT ${limit}`,
    );
  }

  async resend(id: number, now: Date): Promise<number | null> {
    const [created] = await createdDeliveries.query(
      this.#prisma,
      Prisma.sql`
      INSERT INTO webhook_deliveries (endpoint_id, event_id, user_id, created_at, due_at)
      SELECT endpoint_id, event_id, delivery.user_id, ${now}::timestamptz, ${now}::timestamptz
      FROM webhook_deliveries AS delivery JOIN session_events AS event ON event.id = event_id
      WHERE delivery.id = ${toRowId(id)} AND due_at IS NULL
      RETURNING id`,
    );
    return created?.id ?? null;
  }
}
