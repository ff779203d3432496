import pg from 'pg';
import { postgresSettings } from '../connection/postgres-settings.ts';
import type { DatabaseLocation } from '../database.ts';
import { openEmbeddedPostgres } from '@latchkey/embedded-postgres/embedded-postgres';
import { migrate } from '../migrations/migrations.ts';
import { type Place, migrations } from './place.ts';

/** A pool on a database of its own, for tests that look at rows and statements themselves. */
export interface TestPool {
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** The database has the tables that its place has. */
export async function openBarePool(makePlace: () => Promise<Place<DatabaseLocation>>): Promise<TestPool> {
  const { location, remove } = await makePlace();
  const { settings, close } =
    'url' in location
      ? { settings: postgresSettings(location.url), close: async () => {} }
      : await openEmbeddedPostgres(location.dataDir);
  const pool = new pg.Pool(settings);
  // The server drops the database of a test that failed before its connections are closed.
  pool.on('error', () => {});
  return {
    pool,
    async close() {
      await pool.end();
      await close();
      await remove();
    },
  };
}

/** The database has all tables. */
export async function openTestPool(makePlace: () => Promise<Place<DatabaseLocation>>): Promise<TestPool> {
  const opened = await openBarePool(makePlace);
  await migrateOn(opened.pool, migrations);
  return opened;
}

/** Applies the migrations of a folder. Returns the names of those that were pending. */
export async function migrateOn(pool: pg.Pool, folder: string): Promise<string[]> {
  const client = await pool.connect();
  try {
    return await migrate(client, folder);
  } finally {
    client.release();
  }
}
