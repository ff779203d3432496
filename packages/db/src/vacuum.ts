import type { Client } from './connection/client.ts';
import { Prisma } from './generated/client.ts';
import { RowReader } from './sql/rows.ts';

const vacuumedTables = new RowReader({ name: 'text', isOld: 'boolean' });

/** Rows of a table that have been replaced, removed or added since it was vacuumed, beside a fifth of the table. */
const mostChangedRows = 1_000;

/**
 * Transactions since a table's oldest row that is not frozen, from which on it is frozen: PostgreSQL's own limit for an
 * ordinary vacuum. After some two thousand million, the database would refuse to write.
 */
const mostTransactions = 150_000_000;

/**
 * Vacuums the table that needs it most, and returns how many it has vacuumed: none or one. For the embedded database, which has
 * no autovacuum, and whose process does nothing else meanwhile. Each table once after a start too, because a process that is
 * killed loses the counters of changed rows.
 */
export async function vacuumNext(prisma: Client): Promise<number> {
  // The counters are written after a second without them, in which this connection may run no other statement.
  await prisma.$executeRaw`SELECT pg_stat_force_next_flush()`;
  const [table] = await vacuumedTables.query(
    prisma,
    Prisma.sql`
    SELECT quote_ident(nspname) || '.' || quote_ident(tables.relname) AS name,
      age(relfrozenxid) >= ${mostTransactions} AS "isOld"
    FROM pg_class AS tables JOIN pg_namespace ON pg_namespace.oid = relnamespace
      JOIN pg_stat_all_tables AS changes ON changes.relid = tables.oid
    WHERE relkind = 'r' AND (age(relfrozenxid) >= ${mostTransactions} OR nspname = current_schema() AND (
      last_vacuum IS NULL AND pg_relation_size(tables.oid) > 0
      OR greatest(n_dead_tup, n_ins_since_vacuum) >= ${mostChangedRows} + greatest(n_live_tup, reltuples) / 5
    ))
    ORDER BY age(relfrozenxid) >= ${mostTransactions} DESC, n_dead_tup DESC LIMIT 1`,
  );
  if (table === undefined) return 0;
  await prisma.$executeRawUnsafe(`VACUUM (ANALYZE, FREEZE ${table.isOld}) ${table.name}`);
  return 1;
}
