import pg from 'pg';

/** What stands between this process and PostgreSQL loses what a connection needs. The message is for the operator. */
export class PoolerRefused extends Error {
  override readonly name = 'PoolerRefused';
}

interface Connection {
  readonly pid: number;
  readonly schema: string | null;
  readonly zone: string;
}

/** What PostgreSQL says of a prepared statement that this connection has not. */
const noSuchStatement = '26000';

const look = `SELECT pg_backend_pid() AS pid, current_schema() AS schema, current_setting('TimeZone') AS zone`;

/**
 * Notices a pooler in transaction mode, which gives each transaction whatever connection is free, and checks that every
 * connection behind it has the schema, the time zone and the prepared statements that ours are given. Sets nothing, because
 * a setting would stay on a connection that other applications are given next.
 * @throws {PoolerRefused} with what is missing.
 */
export async function checkPooling(settings: pg.ClientConfig, schema: string): Promise<void> {
  const [first, second] = [new pg.Client(settings), new pg.Client(settings)];
  for (const client of [first, second]) client.on('error', () => {});
  const lookAgain = () => first.query<Connection>({ name: 'latchkey_pooling', text: look });
  try {
    await first.connect();
    const before = (await lookAgain()).rows[0];
    await second.connect();
    await second.query('BEGIN');
    const held = (await second.query<Connection>(look)).rows[0];
    // A connection of its own is nobody else's while its client is there.
    if (before?.pid !== held?.pid) return;
    const other = (await lookAgain()).rows[0];
    for (const connection of [held, other]) {
      if (connection?.schema !== schema || connection.zone !== 'UTC') throw new PoolerRefused(lostSettings(schema));
    }
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === noSuchStatement) throw new PoolerRefused(lostStatements);
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
