import type { OutgoingEvent } from '@latchkey/sessions/webhooks/outgoing-event';
import type { Client } from '../connection/client.ts';
import { inTransaction } from '../connection/transaction.ts';
import { Prisma } from '../generated/client.ts';
import { RowReader } from '../sql/rows.ts';
import { outgoingColumns, outgoingJoins, outgoingSelection, toOutgoingEvent } from './outgoing-event-row.ts';

const pendingEvents = new RowReader({ id: 'bigint' });
const locks = new RowReader({ isLocked: 'boolean' });
const positions = new RowReader({ last: 'bigint' });
const publications = new RowReader({ published: 'integer' });
const outgoingEvents = new RowReader(outgoingColumns);

/**
 * The advisory lock of writing deliveries, held until the commit, so that deliveries become visible in the order of their
 * ids: no delivery appears in front of one that is being sent.
 */
export const publishing = 0x6c6b_6576;

/**
 * Gives events of the history their positions. One process at a time: it holds a lock until its commit, so that a
 * position becomes visible after all lower ones. Positions that a failed transaction has drawn are not used.
 * Positions follow the ids of events, not the numbers of transactions: two changes of one user draw ids one after the
 * other, behind the lock of the user's row, but may have drawn the numbers of their transactions in the other order.
 */
export class EventFeedStore {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  async publish(now: Date, limit: number): Promise<number> {
    // Checked without the lock first, because usually no event is pending.
    const pending = Prisma.sql`SELECT id FROM session_events WHERE position IS NULL ORDER BY id LIMIT 1`;
    if ((await pendingEvents.query(this.#prisma, pending)).length === 0) return 0;
    return inTransaction(this.#prisma, async (tx) => {
      const [lock] = await locks.query(
        tx,
        Prisma.sql`SELECT pg_try_advisory_xact_lock(${publishing}::bigint) AS "isLocked"`,
      );
      // A separate statement, so that its snapshot includes the events that the last holder of the lock has
      // published.
      const [publication] = lock?.isLocked ? await publications.query(tx, publishDue(now, limit)) : [];
      return publication?.published ?? 0;
    });
  }

  async read(after: number, limit: number): Promise<OutgoingEvent[]> {
    const rows = await outgoingEvents.query(
      this.#prisma,
      Prisma.sql`
      SELECT ${outgoingSelection} FROM session_events AS event ${outgoingJoins}
      WHERE event.position > ${after}::bigint AND event.position > 0 ORDER BY event.position LIMIT ${limit}`,
    );
    return rows.map(toOutgoingEvent);
  }

  async lastPosition(): Promise<number> {
    const [position] = await positions.query(
      this.#prisma,
      Prisma.sql`SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS last FROM session_event_positions`,
    );
    return position?.last ?? 0;
  }
}

/**
 * An event whose row is locked waits for the next round, and so do later events of its user: housekeeping
 * locks events in other orders, so waiting for it could deadlock. Of the deliveries of one user in the batch,
 * all but the first are deferred: no worker can finish the first before the commit.
 */
const publishDue = (now: Date, limit: number): Prisma.Sql => Prisma.sql`
  WITH due AS MATERIALIZED (
    SELECT id, user_id FROM session_events WHERE position IS NULL ORDER BY id LIMIT ${limit}
  ), free AS MATERIALIZED (
    SELECT id FROM session_events WHERE id = ANY (ARRAY(SELECT id FROM due)) FOR NO KEY UPDATE SKIP LOCKED
  ), taken AS (
    SELECT id, nextval('session_event_positions') AS position FROM (
      SELECT due.id FROM due WHERE NOT EXISTS (
        SELECT 1 FROM due AS earlier
        WHERE earlier.user_id = due.user_id AND earlier.id <= due.id AND earlier.id NOT IN (SELECT id FROM free)
      ) ORDER BY due.id
    ) AS ordered
  ), published AS (
    UPDATE session_events AS event SET position = taken.position FROM taken WHERE event.id = taken.id
    RETURNING event.id, event.user_id, event.kind, event.position
  ), endpoint AS MATERIALIZED (
    SELECT id, kinds FROM webhook_endpoints WHERE NOT is_removed FOR KEY SHARE
  ), queued AS (
    INSERT INTO webhook_deliveries (endpoint_id, event_id, user_id, created_at, due_at, is_deferred, has_deferred)
    SELECT endpoint.id, published.id, published.user_id, ${now}::timestamptz, ${now}::timestamptz,
      lag(published.id) OVER queue IS NOT NULL, lead(published.id) OVER queue IS NOT NULL
    FROM published JOIN endpoint ON published.kind::text = ANY (endpoint.kinds)
    WINDOW queue AS (PARTITION BY endpoint.id, published.user_id ORDER BY published.position)
    ORDER BY published.position
  )
  SELECT count(*)::integer AS published FROM published`;
