import {
  type ListedServiceKey,
  type NewServiceKey,
  type ServiceKey,
  type ServiceScope,
  serviceScopes,
} from '@latchkey/sessions/applications/service-key';
import type { AnnouncedChanges } from '../connection/announced-changes.ts';
import type { Client } from '../connection/client.ts';
import { inTransaction } from '../connection/transaction.ts';
import { Prisma } from '../generated/client.ts';
import { fromRowId, toRowId } from '../sql/row-id.ts';
import { RowReader } from '../sql/rows.ts';

const createdKeys = new RowReader({ id: 'bigint' });

/** The advisory lock of creating keys, so that two at the same moment do not exceed the limit. */
const creating = 0x6c6b_6579;

/** Revoked keys are listed for a year. */
const keepRevoked = 365 * 24 * 60 * 60 * 1000;

export class ServiceKeyStore {
  readonly #prisma: Client;
  readonly #changes: AnnouncedChanges;

  constructor(prisma: Client, changes: AnnouncedChanges) {
    this.#prisma = prisma;
    this.#changes = changes;
  }

  async create({ name, keyHash, scopes, createdAt }: NewServiceKey, most: number): Promise<number | null> {
    const outdated = new Date(createdAt.getTime() - keepRevoked);
    return inTransaction(this.#prisma, async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${creating}::bigint)`;
      await tx.serviceKey.deleteMany({ where: { revokedAt: { lte: outdated } } });
      const [created] = await createdKeys.query(
        tx,
        Prisma.sql`
        INSERT INTO service_keys (name, key_hash, scopes, created_at)
        SELECT ${name}, ${Buffer.from(keyHash, 'hex')}, ${scopes}::text[], ${createdAt}::timestamptz
        WHERE (SELECT count(*) FROM service_keys WHERE revoked_at IS NULL) < ${most}
        RETURNING id`,
      );
      return created?.id ?? null;
    });
  }

  async find(keyHash: string): Promise<(ServiceKey & { readonly id: number }) | null> {
    const key = await this.#prisma.serviceKey.findFirst({
      where: { keyHash: Buffer.from(keyHash, 'hex'), revokedAt: null },
      select: { id: true, name: true, scopes: true },
    });
    return key && { ...key, id: fromRowId(key.id), scopes: knownScopes(key.scopes) };
  }

  async list(): Promise<ListedServiceKey[]> {
    const select = { id: true, name: true, scopes: true, createdAt: true, lastUsedAt: true, revokedAt: true };
    const keys = await this.#prisma.serviceKey.findMany({ select, orderBy: { id: 'asc' } });
    return keys.map((key) => ({ ...key, id: fromRowId(key.id), scopes: knownScopes(key.scopes) }));
  }

  /** `SKIP LOCKED`: requests of other instances with the same key write the same. */
  async markUsed(id: number, at: Date, writtenBy: Date): Promise<void> {
    await this.#prisma.$executeRaw`
      UPDATE service_keys SET last_used_at = ${at}::timestamptz WHERE id = (
        SELECT id FROM service_keys
        WHERE id = ${toRowId(id)} AND (last_used_at IS NULL OR last_used_at <= ${writtenBy}::timestamptz)
        FOR NO KEY UPDATE SKIP LOCKED
      )`;
  }

  /** Announced as a change of all users, so that every instance drops the keys that it has cached. */
  async revoke(id: number, at: Date): Promise<boolean> {
    const rowId = toRowId(id);
    if (rowId === null) return false;
    const { count } = await this.#changes.ofAll(({ tx }) =>
      tx.serviceKey.updateMany({ where: { id: rowId, revokedAt: null }, data: { revokedAt: at } }),
    );
    return count > 0;
  }
}

/** A scope that a newer version has stored opens nothing here. */
const knownScopes = (scopes: readonly string[]): ServiceScope[] =>
  serviceScopes.filter((scope) => scopes.includes(scope));
