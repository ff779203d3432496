import pg from 'pg';

/** A pooler before PostgreSQL loses settings of a connection. The message is for the operator. */
class PoolerError extends Error {
  override readonly name = 'PoolerError';
}

interface Connection {
  readonly pid: number;
  readonly schema: string | null;
  readonly zone: string;
}

/** SQLSTATE of PostgreSQL for a prepared statement that the connection does not have. */
const noSuchStatement = '26000';

const connectionQuery = `SELECT pg_backend_pid() AS pid, current_schema() AS schema, current_setting('TimeZone') AS zone`;

/**
 * Detects a pooler in transaction mode, which gives each transaction any free connection, and checks that every connection
 * behind it has the schema, the time zone and the prepared statements. It changes no setting, because the pooler would lend a
 * changed connection to other applications.
 * @throws {PoolerError} with what is missing.
 */
export async function checkPooling(settings: pg.ClientConfig, schema: string): Promise<void> {
  const [first, second] = [new pg.Client(settings), new pg.Client(settings)];
  for (const client of [first, second]) client.on('error', () => {});
  const readConnection = () => first.query<Connection>({ name: 'latchkey_pooling', text: connectionQuery });
  try {
    await first.connect();
    const before = (await readConnection()).rows[0];
    await second.connect();
    await second.query('BEGIN');
    const busy = (await second.query<Connection>(connectionQuery)).rows[0];
    // Without a pooler, the first client keeps a server process of its own.
    if (before?.pid !== busy?.pid) return;
    const other = (await readConnection()).rows[0];
    for (const connection of [busy, other]) {
      if (connection?.schema !== schema || connection.zone !== 'UTC') throw new PoolerError(lostSettings(schema));
    }
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === noSuchStatement) throw new PoolerError(lostStatements);
    throw error;
  } finally {
    await Promise.all([first.end(), second.end()]);
  }
}

const through = 'It leads through a pooler in transaction mode';

const lostStatements = `${through}, which loses prepared statements: use session mode, or PgBouncer 1.21 or newer with max_prepared_statements`;

const lostSettings = (schema: string) =>
  `${through}, which loses the settings of a connection: use session mode, or give them to the role, as ` +
  `ALTER ROLE … SET search_path = '${schema}' and ALTER ROLE … SET TimeZone = 'UTC'`;
