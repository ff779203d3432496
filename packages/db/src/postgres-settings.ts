import { StoreUnavailable } from '@latchkey/sessions/store-unavailable';
import type { Client, PoolConfig } from 'pg';

/** How long the database may take, in milliseconds, before it counts as away. */
const connectTimeout = 5_000;
const queryTimeout = 5_000;

/** Parameters of the server for a connection, by their names. Times are in milliseconds. */
export type ServerParameters = Readonly<Record<string, number>>;

/** The settings of a pool on a PostgreSQL server. Throws on a text that is not the URL of one, without repeating it. */
export function postgresSettings(url: string, parameters: ServerParameters = {}): PoolConfig {
  const scheme = URL.canParse(url) ? new URL(url).protocol : null;
  if (scheme !== 'postgresql:' && scheme !== 'postgres:') {
    throw new TypeError('The database URL must read postgresql://user:password@host:port/name');
  }
  const withZone = new URL(url);
  // Prisma's adapter takes every time for UTC. Options in the URL would replace ours, so they are joined there.
  const ours = Object.entries({ TimeZone: 'UTC', ...parameters }).map(([name, value]) => `-c ${name}=${value}`);
  const options = [withZone.searchParams.get('options'), ...ours].filter(Boolean).join(' ');
  withZone.searchParams.set('options', options);
  // pg reads percent signs only, and a plus elsewhere in the URL is a plus.
  withZone.search = withZone.search.replaceAll('+', '%20');
  return {
    connectionString: withZone.href,
    max: 10,
    connectionTimeoutMillis: connectTimeout,
    query_timeout: queryTimeout,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    verify: (client, done) => {
      // The pool listens to idle clients only, and an error that nobody listens to ends the process. Queries tell of it anyway.
      client.on('error', () => {});
      refuseStandby(client).then(() => done(), done);
    },
  };
}

/**
 * While a server fails over, its name may lead to a standby for a moment, which answers what was true a moment ago. Nothing
 * here may read that. A primary, once connected to, cannot become a standby without breaking its connections.
 */
async function refuseStandby(client: Pick<Client, 'query'>): Promise<void> {
  const { rows } = await client.query<{ readonly transaction_read_only: string }>('SHOW transaction_read_only');
  if (rows[0]?.transaction_read_only !== 'off') throw new StoreUnavailable(new Error('The server only lets one read'));
}
