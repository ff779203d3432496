import type { BetterAuthOptions } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import pg from 'pg';

/** The options of better-auth, as its documentation has them for PostgreSQL. */
export const betterAuthOptions = (pool: pg.Pool) =>
  ({
    database: pool,
    emailAndPassword: { enabled: true },
    // Its rate limit counts requests by address, and all requests come from one address here.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
  }) satisfies BetterAuthOptions;

/** Creates better-auth's tables, if they are missing. */
export async function createBetterAuthTables(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    const { runMigrations } = await getMigrations(betterAuthOptions(pool));
    await runMigrations();
  } finally {
    await pool.end();
  }
}
