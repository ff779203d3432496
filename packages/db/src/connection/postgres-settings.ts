import { StoreUnavailable } from '@latchkey/sessions/store-unavailable';
import type { Client, PoolConfig } from 'pg';
import { defaultSchema, quoted } from '../migrations/own-schema.ts';

/** How long the database may take, in milliseconds, before it counts as unavailable. */
const connectTimeout = 5_000;
const queryTimeout = 5_000;

/** Parameters of the server for a connection, by their names. Times are in milliseconds. */
export type ServerParameters = Readonly<Record<string, number>>;

export interface SettingsOptions {
  /** The schema of the connections, or else the one that the URL names. */
  readonly schema?: string;
  /** What a connection asks the server for as it starts. Poolers may refuse or ignore it. */
  readonly parameters?: ServerParameters;
}

/** PostgreSQL's own schema of views on its catalog. */
const metadataSchema = 'information_schema';

/** Names that Prisma's tools accept too, short enough for the name of a channel. */
const schemaName = /^[a-z_][a-z0-9_]{0,47}$/i;

/** Other names for the schema in a database URL. If they were ignored, the data would be written to another schema. */
const otherNames = new Set(['schemas', 'currentschema', 'searchpath', 'defaultschema']);

/** Whether a parameter of a URL would name the schema, and is not the one that does. */
function isElsewhere(key: string, value: string): boolean {
  const letters = key.toLowerCase().replaceAll(/[^a-z]/g, '');
  return otherNames.has(letters) || (letters === 'schema' && key !== 'schema') || /search_path/i.test(value);
}

/**
 * The schema that `?schema=` names in the URL of a database, or null.
 * @throws {TypeError} on a name that PostgreSQL keeps for itself, or that is none, and where the schema is named otherwise.
 */
export function schemaNamedIn(url: string): string | null {
  const { searchParams, hash } = new URL(url);
  const names = searchParams.getAll('schema');
  const other = [...searchParams].find(([key, value]) => isElsewhere(key, value))?.[0];
  if (other !== undefined) throw new TypeError(`${other} is not read there: name the schema by ?schema=`);
  if (hash !== '') throw new TypeError('must have no #: what follows is not read. In a password it is %23');
  if (names.length > 1) throw new TypeError('schema must be named once');
  const [name = null] = names;
  if (name === null) return null;
  if (schemaName.test(name) && !name.toLowerCase().startsWith('pg_') && name !== metadataSchema) return name;
  throw new TypeError('schema must be a name of letters, digits and _, of at most 48 characters, without pg_ in front');
}

/**
 * The settings of a pool on a PostgreSQL server, whose connections are in one schema. Schema and time zone are set by a
 * statement, because poolers refuse or ignore startup options.
 * @throws {TypeError} if the text is not the URL of a PostgreSQL. The message does not repeat it.
 */
export function postgresSettings(url: string, { schema: given, parameters = {} }: SettingsOptions = {}): PoolConfig {
  const scheme = URL.canParse(url) ? new URL(url).protocol : null;
  if (scheme !== 'postgresql:' && scheme !== 'postgres:') {
    throw new TypeError('The database URL must read postgresql://user:password@host:port/name');
  }
  const schema = given ?? schemaNamedIn(url) ?? defaultSchema;
  const ip = new URL(url);
  ip.searchParams.delete('schema');
  // `pg` would use the options of the URL instead of ours, so both are joined in the URL.
  const ours = Object.entries(parameters).map(([name, value]) => `-c ${name}=${value}`);
  const options = [ip.searchParams.get('options'), ...ours].filter(Boolean).join(' ');
  if (options !== '') ip.searchParams.set('options', options);
  // `pg` decodes percent signs only: it would read the plus that stands for a space as a plus.
  ip.search = ip.search.replaceAll('+', '%20');
  return {
    connectionString: ip.href,
    max: 10,
    connectionTimeoutMillis: connectTimeout,
    query_timeout: queryTimeout,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // Not in `verify`: where its caller has given up meanwhile, the pool would give the client to that caller, and lose it for good.
    // oxlint-disable-next-line typescript/no-misused-promises -- The pool waits for the promise, which its types do not say.
    onConnect(client) {
      // The pool handles errors of idle clients only, and an unhandled one ends the process. Queries fail with it anyway.
      client.on('error', () => {});
      return prepare(client, schema);
    },
  };
}

interface ConnectionState {
  readonly read_only: string;
  readonly schema: string | null;
  readonly zone: string;
}

const stateQuery = `SELECT current_setting('transaction_read_only') AS read_only, current_schema() AS schema,
  current_setting('TimeZone') AS zone`;

/**
 * Checks a new connection, and sets the schema and the time zone: Prisma's adapter reads every time as UTC.
 *
 * During a failover, the name of a server may lead to a standby, which returns outdated rows. Such a connection is refused. A
 * primary cannot become a standby without closing its connections.
 */
async function prepare(client: Pick<Client, 'query'>, schema: string): Promise<void> {
  const { rows } = await client.query<ConnectionState>(stateQuery);
  const [state] = rows;
  if (state?.read_only !== 'off') throw new StoreUnavailable(new Error('The server only lets one read'));
  if (state.schema === schema && state.zone === 'UTC') return;
  await client.query(`SELECT set_config('search_path', $1, false), set_config('TimeZone', 'UTC', false)`, [
    quoted(schema),
  ]);
}
