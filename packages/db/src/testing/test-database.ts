import type { Announce } from '@latchkey/sessions/instances/invalidation';
import type { Stores } from '@latchkey/sessions/latchkey';
import type pg from 'pg';
import { createClient } from '../connection/client.ts';
import { type Database, type OpenDatabaseOptions, openDatabase } from '../database.ts';
import { StatementPool } from '../sql/statement-pool.ts';
import { type StoresOptions, createStores } from '../stores.ts';

/** A database with its stores, for tests without instances: changes are not announced. */
export type TestDatabase = Database & Stores;

const unannounced: Announce = () => Promise.resolve();

const withStores = (database: Database): TestDatabase => ({
  ...database,
  ...database.createStores(unannounced),
});

/** Opens a database with its stores. */
export const openTestDatabase = async (options: OpenDatabaseOptions): Promise<TestDatabase> =>
  withStores(await openDatabase(options));

/**
 * The stores on one pool, in the schema `public`, without the limiter, which runs again what a lock broke off: here that is an
 * error of the test.
 */
export function storesOn(pool: pg.Pool, announce: Announce = unannounced): Stores {
  const access = { prisma: createClient(pool, 'public'), statements: new StatementPool(pool) };
  const limiter: StoresOptions['limiter'] = { run: (_owner, work) => work() };
  return createStores({ requests: access, jobs: access, limiter, announce, hasAutovacuum: false });
}
