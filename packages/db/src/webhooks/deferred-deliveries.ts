import type { Client } from '../connection/client.ts';
import type { Transaction } from '../connection/transaction.ts';
import { Prisma } from '../generated/client.ts';
import { toRowId } from '../sql/row-id.ts';
import { RowReader } from '../sql/rows.ts';

/** The unfinished deliveries of one user to one endpoint, which are sent one after another. */
export interface DeliveryQueue {
  readonly endpointId: number;
  readonly userId: number;
}

/** Queues that one search for a deferred delivery at the front examines at most. */
const examinedAtOnce = 2_000;

const examinedQueues = new RowReader({
  endpointId: 'bigint',
  userId: 'bigint',
  isReleased: 'boolean',
  isLast: 'boolean',
});

/**
 * Lets workers read the first delivery of each queue again. In a transaction that has finished the first one before: its
 * snapshot has all deliveries that were deferred behind that one, and none can be until the commit (decision 0085).
 */
export async function releaseNext(tx: Transaction, queues: readonly DeliveryQueue[]): Promise<void> {
  const endpointIds = queues.map(({ endpointId }) => toRowId(endpointId));
  const userIds = queues.map(({ userId }) => toRowId(userId));
  await tx.$executeRaw`
    UPDATE webhook_deliveries AS delivery SET ${released} WHERE id = ANY (ARRAY(
      SELECT (
        SELECT id FROM webhook_deliveries AS waiting
        WHERE waiting.endpoint_id = queue.endpoint_id AND waiting.user_id = queue.user_id AND due_at IS NOT NULL
        ORDER BY id LIMIT 1
      ) FROM unnest(${endpointIds}::bigint[], ${userIds}::bigint[]) AS queue (endpoint_id, user_id)
    ))`;
}

/** Values of a delivery called `delivery` that becomes the first of its queue. */
const released = Prisma.sql`
  is_deferred = FALSE, has_deferred = has_deferred OR EXISTS (
    SELECT 1 FROM webhook_deliveries AS later
    WHERE later.endpoint_id = delivery.endpoint_id AND later.user_id = delivery.user_id AND later.id > delivery.id
      AND later.due_at IS NOT NULL
  )`;

/**
 * Finds deliveries that are deferred although none is in front of them, and releases them. The product leaves none; instances
 * of a version without deferral do, while they are replaced, and operators who delete rows.
 */
export class DeferralCheck {
  readonly #prisma: Client;
  /** The queue at which the last run stopped, or null if it had examined all. */
  #last: DeliveryQueue | null = null;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  /** Examines the next queues, and starts again after the last one. Returns how many deliveries it released. */
  async run(): Promise<number> {
    const { endpointId, userId } = this.#last ?? { endpointId: 0, userId: 0 };
    const rows = await examinedQueues.query(
      this.#prisma,
      Prisma.sql`
      WITH RECURSIVE queue AS (
        SELECT ${endpointId}::bigint AS endpoint_id, ${userId}::bigint AS user_id, NULL::bigint AS first_id,
          FALSE AS is_deferred, 0 AS place
        UNION ALL
        SELECT next.*, queue.place + 1 FROM queue CROSS JOIN LATERAL (
          SELECT endpoint_id, user_id, id, delivery.is_deferred FROM webhook_deliveries AS delivery
          WHERE due_at IS NOT NULL AND (endpoint_id, user_id) > (queue.endpoint_id, queue.user_id)
          ORDER BY endpoint_id, user_id, id LIMIT 1
        ) AS next WHERE queue.place < ${examinedAtOnce}
      ), found AS MATERIALIZED (
        SELECT id FROM webhook_deliveries WHERE id = ANY (ARRAY(SELECT first_id FROM queue WHERE is_deferred))
        FOR NO KEY UPDATE SKIP LOCKED
      ), changed AS (
        UPDATE webhook_deliveries AS delivery SET ${released} FROM found WHERE delivery.id = found.id RETURNING delivery.id
      )
      SELECT endpoint_id AS "endpointId", user_id AS "userId", changed.id IS NOT NULL AS "isReleased",
        place = ${examinedAtOnce} AS "isLast"
      FROM queue LEFT JOIN changed ON changed.id = first_id
      WHERE changed.id IS NOT NULL OR place = ${examinedAtOnce}`,
    );
    this.#last = rows.find(({ isLast }) => isLast) ?? null;
    return rows.filter(({ isReleased }) => isReleased).length;
  }
}
