import { Prisma } from './generated/client.ts';
import { toRowId } from './row-id.ts';
import type { Transaction } from './transaction.ts';

/**
 * Holds a user's row until the transaction ends, and gives its id, or null where there is none. All that concerns several
 * sessions of one user takes it first: so one follows the other, and none misses what another has just done.
 */
export function lockUser(tx: Transaction, id: number): Promise<bigint | null> {
  return lock(tx, id, Prisma.sql`FOR NO KEY UPDATE`);
}

/** The same before the row goes: it also keeps out whoever is writing to the user's history. */
export function lockUserToDelete(tx: Transaction, id: number): Promise<bigint | null> {
  return lock(tx, id, Prisma.sql`FOR UPDATE`);
}

async function lock(tx: Transaction, id: number, strength: Prisma.Sql): Promise<bigint | null> {
  const rowId = toRowId(id);
  if (rowId === null) return null;
  const found = await tx.$executeRaw`SELECT 1 FROM users WHERE id = ${rowId} ${strength}`;
  return found === 0 ? null : rowId;
}
