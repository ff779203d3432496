import {
  type ActiveEndpoint,
  type ListedEndpoint,
  type NewEndpoint,
  type WebhookEndpoint,
  webhookFormat,
} from '@latchkey/sessions/webhooks/endpoint';
import { outgoingKinds } from '@latchkey/sessions/webhooks/outgoing-event';
import type { Client } from '../connection/client.ts';
import { inTransaction } from '../connection/transaction.ts';
import { Prisma } from '../generated/client.ts';
import { fromRowId, toRowId } from '../sql/row-id.ts';
import { RowReader } from '../sql/rows.ts';

const createdEndpoints = new RowReader({ id: 'bigint' });

/** The advisory lock of creating endpoints, so that two at the same moment do not exceed the limit. */
const creating = 0x6c6b_7768;

const columns = { id: true, url: true, format: true, kinds: true, audience: true } as const;

interface StoredEndpoint {
  readonly id: bigint;
  readonly url: string;
  readonly format: string;
  readonly kinds: readonly string[];
  readonly audience: string | null;
}

export class EndpointStore {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  create({ url, format, kinds, audience, secret, createdAt }: NewEndpoint, most: number): Promise<number | null> {
    return inTransaction(this.#prisma, async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${creating}::bigint)`;
      const [created] = await createdEndpoints.query(
        tx,
        Prisma.sql`
        INSERT INTO webhook_endpoints (url, format, kinds, audience, secret, created_at)
        SELECT ${url}, ${format}, ${kinds}::text[], ${audience}, ${secret}, ${createdAt}::timestamptz
        WHERE (SELECT count(*) FROM webhook_endpoints WHERE NOT is_removed) < ${most}
        RETURNING id`,
      );
      return created?.id ?? null;
    });
  }

  async list(): Promise<ListedEndpoint[]> {
    const waiting = { where: { dueAt: { not: null } } };
    const rows = await this.#prisma.webhookEndpoint.findMany({
      where: { isRemoved: false },
      select: {
        ...columns,
        createdAt: true,
        failures: true,
        failingSince: true,
        pausedAt: true,
        _count: { select: { deliveries: waiting } },
      },
      orderBy: { id: 'asc' },
    });
    return rows.map(({ _count: count, createdAt, failures, failingSince, pausedAt, ...row }) => ({
      ...toEndpoint(row),
      kinds: [...toEndpoint(row).kinds],
      createdAt,
      failures,
      failingSince,
      pausedAt,
      waiting: count.deliveries,
    }));
  }

  async active(now: Date): Promise<ActiveEndpoint[]> {
    const rows = await this.#prisma.webhookEndpoint.findMany({
      where: { isRemoved: false, pausedAt: null, OR: [{ retryAt: null }, { retryAt: { lte: now } }] },
      select: {
        ...columns,
        secret: true,
        previousSecret: true,
        previousUntil: true,
        failures: true,
        failingSince: true,
      },
      orderBy: { id: 'asc' },
    });
    return rows.map(({ secret, previousSecret, previousUntil, failures, failingSince, ...row }) => {
      const isInUse = previousSecret !== null && previousUntil !== null && previousUntil > now;
      return { ...toEndpoint(row), failures, failingSince, secrets: isInUse ? [secret, previousSecret] : [secret] };
    });
  }

  move(id: number, url: string, now: Date): Promise<boolean> {
    return this.#retry(id, { url }, now);
  }

  resume(id: number, now: Date): Promise<boolean> {
    return this.#retry(id, {}, now);
  }

  async rotate(id: number, secret: string, previousUntil: Date): Promise<boolean> {
    const count = await this.#prisma.$executeRaw`
      UPDATE webhook_endpoints SET secret = ${secret}, previous_secret = secret, previous_until = ${previousUntil}::timestamptz
      WHERE id = ${toRowId(id)} AND NOT is_removed`;
    return count > 0;
  }

  /**
   * Marks the endpoint, because it can have too many deliveries to delete in one statement. Also pauses it, so that
   * instances of older versions send nothing either.
   */
  async remove(id: number): Promise<boolean> {
    const count = await this.#prisma.$executeRaw`
      UPDATE webhook_endpoints SET is_removed = TRUE, paused_at = COALESCE(paused_at, now())
      WHERE id = ${toRowId(id)} AND NOT is_removed`;
    return count > 0;
  }

  /** Starts an endpoint afresh: no failures, no pause, and everything that waits is due. */
  #retry(id: number, changed: { readonly url?: string }, now: Date): Promise<boolean> {
    const rowId = toRowId(id) ?? -1n;
    return inTransaction(this.#prisma, async (tx) => {
      const { count } = await tx.webhookEndpoint.updateMany({
        where: { id: rowId, isRemoved: false },
        data: { ...changed, failures: 0, failingSince: null, retryAt: null, pausedAt: null },
      });
      if (count === 0) return false;
      // Skips deliveries that are being claimed or recorded at this moment: waiting for them could deadlock.
      await tx.$executeRaw`
        UPDATE webhook_deliveries SET due_at = ${now}::timestamptz WHERE id = ANY (ARRAY(
          SELECT id FROM webhook_deliveries
          WHERE endpoint_id = ${rowId} AND due_at > ${now}::timestamptz AND NOT is_deferred
          FOR NO KEY UPDATE SKIP LOCKED
        ))`;
      return true;
    });
  }
}

const toEndpoint = ({ id, url, format, kinds, audience }: StoredEndpoint): WebhookEndpoint => ({
  id: fromRowId(id),
  url,
  format: webhookFormat.parse(format),
  kinds: outgoingKinds.filter((kind) => kinds.includes(kind)),
  audience,
});
