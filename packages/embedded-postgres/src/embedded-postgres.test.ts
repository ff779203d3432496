import fs from 'node:fs';
import { mkdir, rmdir } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type EmbeddedPostgres, openEmbeddedPostgres } from './embedded-postgres.ts';
import { temporaryDirectory } from './testing/temporary-directory.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let postgres: EmbeddedPostgres;
let pool: pg.Pool;

beforeAll(async () => {
  directory = await temporaryDirectory();
  postgres = await openEmbeddedPostgres(directory.dataDir);
  pool = new pg.Pool(postgres.settings);
  pool.on('error', () => {});
  await pool.query('CREATE TABLE notes (note TEXT UNIQUE)');
});
afterAll(async () => {
  await pool.end();
  await postgres.close();
  await directory.remove();
});

async function one<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row | undefined> {
  return (await pool.query<Row>(sql, values)).rows[0];
}

test('sends what is committed to the disk, as PostgreSQL does everywhere', async () => {
  expect(await one('SHOW fsync')).toEqual({ fsync: 'on' });
  expect(await one('SHOW wal_sync_method')).toEqual({ wal_sync_method: 'fsync' });
  expect(await one('SHOW synchronous_commit')).toEqual({ synchronous_commit: 'on' });

  const fsync = vi.spyOn(fs, 'fsyncSync');
  syncBuiltinESMExports();
  await pool.query('SELECT count(*) FROM notes');
  expect(fsync).not.toHaveBeenCalled();
  for (let count = 1; count <= 10; count += 1) {
    await pool.query('INSERT INTO notes VALUES ($1)', [`synced ${count}`]);
    expect(fsync.mock.calls.length).toBeGreaterThanOrEqual(count);
  }
  fsync.mockRestore();
  syncBuiltinESMExports();
});

test('speaks UTC', async () => {
  expect(await one('SHOW TimeZone')).toEqual({ TimeZone: 'UTC' });
});

test('carries texts and results of any size', async () => {
  const text = 'é🔑x'.repeat(700_000);
  expect(await one('SELECT $1::text AS text', [text])).toEqual({ text });
  const { rows } = await pool.query('SELECT n, repeat($1, 100) AS text FROM generate_series(1, 20000) n', ['y']);
  expect(rows).toHaveLength(20_000);
});

test('reports an error as a server does, and goes on', async () => {
  await pool.query('INSERT INTO notes VALUES ($1)', ['once']);
  const again = pool.query('INSERT INTO notes VALUES ($1)', ['once']);
  await expect(again).rejects.toMatchObject({ code: '23505', constraint: 'notes_note_key', severity: 'ERROR' });
  await expect(pool.query('SELECT $1::int / 0', [1])).rejects.toMatchObject({ code: '22012' });
  await expect(pool.query('SELEKT 1')).rejects.toMatchObject({ code: '42601' });
  expect(await one('SELECT 1 AS one')).toEqual({ one: 1 });
});

test('answers many at once, each with its own', async () => {
  const asked = Array.from({ length: 100 }, (_, at) => one('SELECT $1::int AS at', [at]));
  expect(await Promise.all(asked)).toEqual(Array.from({ length: 100 }, (_, at) => ({ at })));
});

test.each([
  ['given up', (client: pg.PoolClient) => client.release(new Error('given up'))],
  [
    'cut off in the middle of a query',
    (client: pg.PoolClient) => {
      client.query('SELECT pg_sleep(0.01)').catch(() => {});
      client.release(new Error('cut off'));
    },
  ],
])('a connection that is %s takes its open transaction with it', async (how, drop) => {
  const client = await pool.connect();
  client.on('error', () => {});
  await client.query('BEGIN');
  await client.query('SELECT pg_advisory_lock(1)');
  await client.query('SET search_path TO nowhere');
  await client.query('INSERT INTO public.notes VALUES ($1)', [how]);
  drop(client);
  expect(await one('SELECT count(*)::int AS count FROM notes WHERE note = $1', [how])).toEqual({ count: 0 });
  expect(await one(`SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory'`)).toEqual({ count: 0 });
});

test('lets a second client in when the first has left', async () => {
  const held = await pool.connect();
  const second = new pg.Client(postgres.settings);
  let isIn = false;
  const entering = second.connect().then(() => (isIn = true));
  await held.query('SELECT pg_sleep(0.05)');
  await sleep(50);
  expect(isIn).toBe(false);
  held.release(new Error('leaving'));
  await entering;
  expect((await second.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await second.end();
});

describe('on a disk that fails', () => {
  let failing: EmbeddedPostgres;
  let place: typeof directory;
  let client: pg.Pool;
  beforeEach(async () => {
    place = await temporaryDirectory();
    failing = await openEmbeddedPostgres(place.dataDir);
    client = new pg.Pool(failing.settings);
    client.on('error', () => {});
    client.on('connect', (connection) => connection.on('error', () => {}));
    await client.query('CREATE TABLE notes (note TEXT)');
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
    await client.end();
    await failing.close();
    await place.remove();
  });

  function fail(call: 'fsyncSync' | 'writeSync', code: string) {
    vi.spyOn(fs, call).mockImplementation(() => {
      throw Object.assign(new Error(code), { code });
    });
    syncBuiltinESMExports();
  }

  test('fails every statement after a panic, says that it has stopped, and closes', async () => {
    await expect(failing.check()).resolves.toBeUndefined();
    fail('fsyncSync', 'EIO');
    await expect(client.query('INSERT INTO notes VALUES (1)')).rejects.toMatchObject({ code: '57P02' });
    await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: '57P02' });
    await expect(failing.check()).rejects.toThrow('The embedded database has stopped');
    expect((await failing.stopped).cause).toMatchObject({ message: expect.stringContaining('could not fsync') });
  });

  test('does not pass its check while the disk is full, and passes it when it has room again', async () => {
    fail('writeSync', 'ENOSPC');
    await expect(client.query('INSERT INTO notes VALUES (1)')).rejects.toMatchObject({ code: '53100' });
    const inTheWay = join(place.dataDir, 'postgres.check');
    await mkdir(inTheWay);
    await expect(failing.check()).rejects.toThrow('EISDIR');
    await expect(client.query('SELECT 1')).resolves.toMatchObject({ rowCount: 1 });
    await expect(failing.check()).rejects.toThrow('EISDIR');

    vi.restoreAllMocks();
    syncBuiltinESMExports();
    await rmdir(inTheWay);
    await expect(failing.check()).resolves.toBeUndefined();
    await client.query('INSERT INTO notes VALUES (1)');
  });
});
