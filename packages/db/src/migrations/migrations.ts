import { createHash, randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { enterSchema, findSchema } from './own-schema.ts';

/** The database and the folder of migrations contradict each other. The operator has to decide. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface AppliedMigration {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/** Prisma's own key: `prisma migrate deploy` and this runner keep each other out. */
const advisoryLock = 72_707_369;

/** Prisma's own table, so that either can go on where the other stopped. */
const table = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/** A schema of a PostgreSQL server that may have others. */
export interface SchemaChoice {
  /** The schema that the URL names, or null. */
  readonly named: string | null;
  /** Whether our tables must be there already. */
  readonly mustExist: boolean;
}

/**
 * Brings a database up to the state of a folder of Prisma migrations, each in one transaction, and gives the names of
 * those that it applied. Processes that start together take turns, so that each migration runs once. The lock belongs to
 * the transaction: a lock of the session would stay on a connection that a pooler gives to another client.
 * @throws {MigrationError} where an applied migration has changed, is missing from the folder, or never finished.
 */
export async function migrate(client: ClientBase, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder);
  return applyAll(client, migrations, async () => {});
}

/**
 * The same in a schema of a server, which is made where it is missing. Gives the name of the schema.
 * @throws {SchemaError} where the schema has something else in it, or nothing and must have our tables.
 */
export async function migrateSchema(client: ClientBase, folder: string, choice: SchemaChoice): Promise<string> {
  const migrations = await readMigrations(folder);
  const [landmark] = migrations;
  if (!landmark) throw new MigrationError(`There are no migrations in ${folder}`);
  const schema = await findSchema(client, choice.named, landmark);
  await applyAll(client, migrations, () => enterSchema(client, schema, { landmark, mustExist: choice.mustExist }));
  return schema;
}

async function applyAll(
  client: ClientBase,
  migrations: readonly Migration[],
  enter: () => Promise<void>,
): Promise<string[]> {
  const applied: string[] = [];
  for (;;) {
    const name = await applyNext(client, migrations, enter);
    if (name === null) return applied;
    applied.push(name);
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function findPending(client: ClientBase, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<AppliedMigration>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished_at: finishedAt } of rows) {
    const migration = known.get(name);
    if (!migration) {
      throw new MigrationError(`The database has the migration ${name}, which this version does not know`);
    }
    if (!finishedAt) throw new MigrationError(`The migration ${name} began and never finished`);
    if (migration.checksum !== checksum) {
      throw new MigrationError(`The migration ${name} has changed since it was applied`);
    }
  }
  const applied = new Set(rows.map((row) => row.migration_name));
  return migrations.filter(({ name }) => !applied.has(name));
}

/** Applies the first migration that is pending, and gives its name, or null where none is. */
async function applyNext(
  client: ClientBase,
  migrations: readonly Migration[],
  enter: () => Promise<void>,
): Promise<string | null> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [advisoryLock]);
    await enter();
    await client.query(table);
    const [next] = await findPending(client, migrations);
    if (next) {
      await client.query(next.sql);
      await client.query(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
         VALUES ($1, $2, $3, now(), GREATEST(now(), clock_timestamp()), 1)`,
        [randomUUID(), next.checksum, next.name],
      );
    }
    await client.query('COMMIT');
    return next?.name ?? null;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
