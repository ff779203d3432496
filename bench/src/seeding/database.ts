import pg from 'pg';
import { environment } from '../environment.ts';

/** The URL of a database of the benchmark, on the configured PostgreSQL. */
export function databaseUrl(name: string): string {
  const url = new URL(environment.postgres);
  url.pathname = `/${name}`;
  return url.href;
}

/** Creates a database, if it does not exist. */
export async function ensureDatabase(name: string): Promise<void> {
  await withClient(environment.postgres.href, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  });
}

export async function dropDatabase(name: string): Promise<void> {
  await withClient(environment.postgres.href, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)}`);
  });
}

/** Runs the work with its own connection, and closes that afterwards. */
export async function withClient<Value>(url: string, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
