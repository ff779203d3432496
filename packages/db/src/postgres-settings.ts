import { StoreUnavailable } from '@latchkey/sessions/store-unavailable';
import type { Client, PoolConfig } from 'pg';
import { defaultSchema, quoted } from './postgres/own-schema.ts';

/** How long the database may take, in milliseconds, before it counts as away. */
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

/** What Prisma's own tools understand as well. Short enough that a channel's name can hold it. */
const schemaName = /^[a-z_][a-z0-9_]{0,47}$/i;

/** What other programs call the schema in the URL of a database. Passed over, they would lead the data elsewhere. */
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
  if (schemaName.test(name) && !name.toLowerCase().startsWith('pg_') && name !== 'information_schema') return name;
  throw new TypeError('schema must be a name of letters, digits and _, of at most 48 characters, without pg_ in front');
}

/**
 * The settings of a pool on a PostgreSQL server, whose connections are in one schema. Throws on a text that is not the
 * URL of one, without repeating it.
 *
 * Schema and time zone are set by a statement, since nothing works without them: poolers refuse or ignore options of the
 * start.
 */
export function postgresSettings(url: string, { schema: given, parameters = {} }: SettingsOptions = {}): PoolConfig {
  const scheme = URL.canParse(url) ? new URL(url).protocol : null;
  if (scheme !== 'postgresql:' && scheme !== 'postgres:') {
    throw new TypeError('The database URL must read postgresql://user:password@host:port/name');
  }
  const schema = given ?? schemaNamedIn(url) ?? defaultSchema;
  const address = new URL(url);
  address.searchParams.delete('schema');
  // Options in the URL would replace ours, so they are joined there.
  const ours = Object.entries(parameters).map(([name, value]) => `-c ${name}=${value}`);
  const options = [address.searchParams.get('options'), ...ours].filter(Boolean).join(' ');
  if (options !== '') address.searchParams.set('options', options);
  // pg reads percent signs only, and a plus elsewhere in the URL is a plus.
  address.search = address.search.replaceAll('+', '%20');
  return {
    connectionString: address.href,
    max: 10,
    connectionTimeoutMillis: connectTimeout,
    query_timeout: queryTimeout,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    verify: (client, done) => {
      // The pool listens to idle clients only, and an error that nobody listens to ends the process. Queries tell of it anyway.
      client.on('error', () => {});
      prepare(client, schema).then(() => done(), done);
    },
  };
}

interface Found {
  readonly read_only: string;
  readonly schema: string | null;
  readonly zone: string;
}

const look = `SELECT current_setting('transaction_read_only') AS read_only, current_schema() AS schema,
  current_setting('TimeZone') AS zone`;

/**
 * Looks at a new connection, and sets what is missing: Prisma's adapter takes every time for UTC.
 *
 * While a server fails over, its name may lead to a standby for a moment, which answers what was true a moment ago. Nothing
 * here may read that. A primary, once connected to, cannot become a standby without breaking its connections.
 */
async function prepare(client: Pick<Client, 'query'>, schema: string): Promise<void> {
  const { rows } = await client.query<Found>(look);
  const [found] = rows;
  if (found?.read_only !== 'off') throw new StoreUnavailable(new Error('The server only lets one read'));
  if (found.schema === schema && found.zone === 'UTC') return;
  await client.query(`SELECT set_config('search_path', $1, false), set_config('TimeZone', 'UTC', false)`, [
    quoted(schema),
  ]);
}
