import type { BetterAuthOptions } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import pg from 'pg';

/** How better-auth is set up: as it documents for PostgreSQL, with nothing between it and the load. */
export const betterAuthOptions = (pool: pg.Pool) =>
  ({
    database: pool,
    emailAndPassword: { enabled: true },
    // Counts requests of one address, as Latchkey would: all come from one here.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
  }) satisfies BetterAuthOptions;

/** Lets better-auth make its own tables, where they are not there. */
export async function createBetterAuthTables(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    const { runMigrations } = await getMigrations(betterAuthOptions(pool));
    await runMigrations();
  } finally {
    await pool.end();
  }
}
