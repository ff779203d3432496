import type { ClaimedDelivery } from '@latchkey/sessions/webhooks/delivery';
import { Prisma } from '../generated/client.ts';
import { toRowId } from '../sql/row-id.ts';
import { type StatementPool, statement } from '../sql/statement-pool.ts';
import { outgoingColumns, outgoingSelection, outgoingJoins, toOutgoingEvent } from './outgoing-event-row.ts';

/** Due deliveries that one statement examines at most, once it has met some that must wait. */
const examinedAtOnce = 256;

/**
 * Examines $5 deliveries of the endpoint $1 that are due at $2, and claims until $3 at most $4 that are the first unfinished
 * ones of their users. A delivery that another process has claimed is unfinished, so later ones of the same user wait for it.
 * Those are deferred, so that the next claims do not read them, but only while the first one is locked and unfinished: the
 * process that finishes it waits for this statement, and then releases the next one (decision 0085). If this statement
 * examines the first one too, the next claim defers, because a statement can update a row once.
 */
const claimDeliveries = statement(
  'claim_deliveries',
  { id: 'bigint', tries: 'integer', isClaimed: 'boolean', isDeferred: 'boolean', ...outgoingColumns },
  Prisma.sql`
  WITH due AS MATERIALIZED (
    SELECT id, event_id, user_id, due_at, tries FROM webhook_deliveries
    WHERE endpoint_id = $1::bigint AND due_at <= $2::timestamptz AND NOT is_deferred
      AND NOT (SELECT is_removed FROM webhook_endpoints WHERE id = $1::bigint)
    ORDER BY due_at, id LIMIT $5::integer FOR NO KEY UPDATE SKIP LOCKED
  ), examined AS MATERIALIZED (
    SELECT due.*, (
      SELECT id FROM webhook_deliveries AS earlier
      WHERE earlier.endpoint_id = $1::bigint AND earlier.user_id = due.user_id AND earlier.id < due.id
        AND earlier.due_at IS NOT NULL
      ORDER BY id LIMIT 1
    ) AS first_id FROM due
  ), locked AS MATERIALIZED (
    SELECT id FROM webhook_deliveries
    WHERE id = ANY (ARRAY(SELECT first_id FROM examined WHERE first_id NOT IN (SELECT id FROM due)))
      AND num_nonnulls(due_at) = 1
    FOR NO KEY UPDATE SKIP LOCKED
  ), deferring AS (
    UPDATE webhook_deliveries SET has_deferred = TRUE WHERE id IN (SELECT id FROM locked) AND NOT has_deferred
  ), deferred AS (
    UPDATE webhook_deliveries AS delivery SET is_deferred = TRUE
    FROM examined JOIN locked ON locked.id = examined.first_id WHERE delivery.id = examined.id
    RETURNING delivery.id
  ), first AS (
    SELECT id FROM examined WHERE first_id IS NULL ORDER BY due_at, id LIMIT $4::integer
  ), claimed AS (
    UPDATE webhook_deliveries AS delivery SET
      tries = delivery.tries + 1, due_at = $3::timestamptz, tried_at = $2::timestamptz
    FROM first WHERE delivery.id = first.id
    RETURNING delivery.id, delivery.tries
  )
  SELECT examined.id, COALESCE(claimed.tries, examined.tries) AS tries, claimed.id IS NOT NULL AS "isClaimed",
    deferred.id IS NOT NULL AS "isDeferred", ${outgoingSelection}
  FROM examined LEFT JOIN claimed ON claimed.id = examined.id LEFT JOIN deferred ON deferred.id = examined.id
    JOIN session_events AS event ON event.id = examined.event_id ${outgoingJoins} ORDER BY examined.id`,
);

export interface Claim {
  readonly now: Date;
  readonly until: Date;
  readonly limit: number;
}

/** Claims due deliveries. Examines more while it meets some that must wait: each of them once, because it defers them. */
export async function claimDue(
  statements: StatementPool,
  endpointId: number,
  { now, until, limit }: Claim,
): Promise<ClaimedDelivery[]> {
  const claimed: ClaimedDelivery[] = [];
  for (let examined = limit; ; examined = examinedAtOnce) {
    const values = [toRowId(endpointId), now, until, limit - claimed.length, examined];
    const rows = await statements.run(claimDeliveries, values);
    for (const { id, tries, isClaimed, isDeferred: _, ...event } of rows) {
      if (isClaimed) claimed.push({ id, tries, event: toOutgoingEvent(event) });
    }
    // Without progress, other processes have locked the rows that matter: they are for the next claim.
    const hasProgress = rows.some(({ isClaimed, isDeferred }) => isClaimed || isDeferred);
    if (claimed.length >= limit || rows.length < examined || !hasProgress) return claimed;
  }
}
