import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { PrismaClient } from '../generated/client.ts';
import { reportUnavailable } from './unavailable.ts';

/**
 * Prisma on a pool of connections, in one schema of the database. Every operation throws `StoreUnavailable` while the
 * database is unavailable.
 */
export function createClient(pool: Pool, schema: string) {
  return new PrismaClient({ adapter: new PrismaPg(pool, { schema }), errorFormat: 'minimal' }).$extends({
    query: { $allOperations: ({ query, args }) => reportUnavailable(() => query(args)) },
  });
}

export type Client = ReturnType<typeof createClient>;
