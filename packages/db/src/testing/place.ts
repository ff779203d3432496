import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { DatabaseLocation } from '../database.ts';
import { cluster, migratedCluster } from './cluster.ts';

export const migrations = fileURLToPath(new URL('../../../../prisma/migrations', import.meta.url));

const serverUrl = process.env.TEST_DATABASE_URL;

/** An empty place for a database, and the way to clear it away. */
export interface Place<Location extends DatabaseLocation> {
  readonly location: Location;
  readonly remove: () => Promise<void>;
}

export async function temporaryDirectory(): Promise<Place<{ dataDir: string }>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'latchkey-'));
  return { location: { dataDir }, remove: () => rm(dataDir, { recursive: true, force: true }) };
}

/** A directory with an embedded database in it that has its tables and nothing in them. */
export const temporaryCluster = (): Promise<Place<{ dataDir: string }>> => copyOf(migratedCluster);

async function copyOf(source: string): Promise<Place<{ dataDir: string }>> {
  const place = await temporaryDirectory();
  await cp(source, join(place.location.dataDir, 'postgres'), { recursive: true });
  return place;
}

/** A database of its own on the server that `TEST_DATABASE_URL` names. */
export async function temporaryServerDatabase(): Promise<Place<{ url: string }>> {
  const name = `latchkey_test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(serverUrl ?? '');
  url.pathname = `/${name}`;
  // Where tests find the tables with a plain client, too.
  url.searchParams.set('schema', 'public');
  await onServer(`CREATE DATABASE ${name}`);
  return { location: { url: url.href }, remove: () => onServer(`DROP DATABASE ${name} WITH (FORCE)`) };
}

export async function onServer(sql: string, url = serverUrl): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** A connection of a test's own, beside those of what it tests. */
export async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  // The database is dropped before it is closed where a test fails.
  client.on('error', () => {});
  await client.connect();
  return client;
}

export const hasServer = serverUrl !== undefined && serverUrl !== '';

/** What tests call the embedded database. */
export const embedded = 'the embedded database';

type Kinds = readonly (readonly [string, () => Promise<Place<DatabaseLocation>>])[];

const isWithEmbedded = process.env.TEST_EMBEDDED !== 'off';
const servers: Kinds = hasServer ? [['a PostgreSQL server', temporaryServerDatabase]] : [];

/** Every kind of database that this machine has to test on. `TEST_EMBEDDED=off` leaves the embedded one out. */
export const kinds: Kinds = [...(isWithEmbedded ? ([[embedded, temporaryCluster]] as const) : []), ...servers];

/**
 * The one for the tests of what does not depend on the kind of database, because `rows.test.ts` tries every statement on all:
 * the server where there is one, which runs transactions at the same time.
 */
export const usualKind: Kinds = kinds.slice(-1);

/** All kinds, without any table. */
export const kindsWithoutTables: Kinds = [
  ...(isWithEmbedded ? ([[embedded, () => copyOf(cluster)]] as const) : []),
  ...servers,
];
