import type { ClientBase } from 'pg';

/** The schema of new databases: one of our own, so that tables of other applications in the database do not matter. */
export const defaultSchema = 'latchkey';

/** A schema cannot be used. The message is for the operator. */
class SchemaError extends Error {
  override readonly name = 'SchemaError';
}

/** A migration by which a history is known as ours. */
export interface Landmark {
  readonly name: string;
  readonly checksum: string;
}

/**
 * Which schema the database's tables are in, or will be: the one that was named, or else our own, or else `public`, where
 * versions before schemas put them. Reads only.
 */
export async function findSchema(client: ClientBase, named: string | null, landmark: Landmark): Promise<string> {
  if (named !== null) return named;
  if (await isOurs(client, defaultSchema, landmark)) return defaultSchema;
  return (await isOurs(client, 'public', landmark)) ? 'public' : defaultSchema;
}

/**
 * Makes the schema where it is missing, and lets the unqualified names of this transaction mean it.
 * @throws {SchemaError} where something else is in it, or nothing and it must have our tables. Nothing is written then.
 */
export async function enterSchema(
  client: ClientBase,
  schema: string,
  { landmark, mustExist }: { readonly landmark: Landmark; readonly mustExist: boolean },
): Promise<void> {
  if (!(await isOurs(client, schema, landmark))) {
    if (mustExist) throw new SchemaError(`There is no Latchkey in the schema ${schema}, and this command makes none`);
    const { rows } = await client.query<{ exists: boolean }>(
      'SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = $1) AS exists',
      [schema],
    );
    if (rows[0]?.exists !== true) await client.query(`CREATE SCHEMA ${quoted(schema)}`);
    else await refuseForeign(client, schema);
  }
  await client.query(`SELECT set_config('search_path', $1, true)`, [quoted(schema)]);
}

/** As SQL writes a name. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function isOurs(client: ClientBase, schema: string, { name, checksum }: Landmark): Promise<boolean> {
  const { rows } = await client.query<{ exists: boolean }>(
    `SELECT EXISTS (
       SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
       WHERE relname = '_prisma_migrations' AND nspname = $1 AND has_table_privilege(pg_class.oid, 'SELECT')
     ) AS exists`,
    [schema],
  );
  if (rows[0]?.exists !== true) return false;
  const applied = await client.query(
    `SELECT FROM ${quoted(schema)}._prisma_migrations WHERE migration_name = $1 AND checksum = $2`,
    [name, checksum],
  );
  return applied.rowCount !== 0;
}

/** Throws if the schema has tables of other programs. Tables of extensions do not count. */
async function refuseForeign(client: ClientBase, schema: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE nspname = $1 AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
       AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
     ORDER BY name LIMIT 1`,
    [schema],
  );
  const [foreign] = rows;
  if (foreign === undefined) return;
  throw new SchemaError(
    `The schema ${schema} has tables of something else (${foreign.name}): ` +
      'name one for Latchkey alone, as ?schema=NAME in DATABASE_URL, and it is made',
  );
}
