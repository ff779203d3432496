import { Prisma } from '../generated/client.ts';
import { toRowId } from '../sql/row-id.ts';
import type { Transaction } from '../connection/transaction.ts';

/**
 * Locks a user's row until the transaction ends. Returns its id, or null if there is none. Every change of several sessions
 * of one user takes this lock first, so such changes run one after another.
 */
export function lockUser(tx: Transaction, id: number): Promise<bigint | null> {
  return lock(tx, id, Prisma.sql`FOR NO KEY UPDATE`);
}

/** Locks the row before it is deleted: this lock also excludes transactions that write to the user's history. */
export function lockUserToDelete(tx: Transaction, id: number): Promise<bigint | null> {
  return lock(tx, id, Prisma.sql`FOR UPDATE`);
}

async function lock(tx: Transaction, id: number, strength: Prisma.Sql): Promise<bigint | null> {
  const rowId = toRowId(id);
  if (rowId === null) return null;
  const count = await tx.$executeRaw`SELECT 1 FROM users WHERE id = ${rowId} ${strength}`;
  return count === 0 ? null : rowId;
}
