import type { Client } from './client.ts';
import { reportUnavailable } from './unavailable.ts';

/** Prisma inside a transaction. */
export type Transaction = Omit<Client, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;

/** In milliseconds. Long, because on the embedded database all transactions wait for one connection. */
const patience = { maxWait: 10_000, timeout: 10_000 };

/** Runs several statements as one step. A statement that waited for a lock sees what was committed meanwhile. */
export function inTransaction<Value>(prisma: Client, run: (tx: Transaction) => Promise<Value>): Promise<Value> {
  return reportUnavailable(() => prisma.$transaction(run, { ...patience, isolationLevel: 'ReadCommitted' }));
}
