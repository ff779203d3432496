import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programIdentity } from '@latchkey/sessions/devices/program-identity';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DatabaseLocation } from '../database.ts';
import { openEmbeddedPostgres } from '@latchkey/embedded-postgres/embedded-postgres';
import { MigrationError, migrate } from './migrations.ts';
import { postgresSettings } from '../connection/postgres-settings.ts';
import {
  type Place,
  hasServer,
  kindsWithoutTables,
  migrations,
  temporaryCluster,
  temporaryServerDatabase,
} from '../testing/place.ts';
import { schemaDrift } from '../testing/schema-drift.ts';

const first = '20261123000000_init';
const since = [
  '20261124090000_devices_events_limits',
  '20261124120000_instances',
  '20261125100000_active_days',
  '20261125110000_idle_limits',
  '20261125120000_sign_in_alerts',
  '20261125130000_device_binding',
  '20261125140000_languages',
  '20261126100000_unused_devices',
  '20261126103000_device_trust',
  '20261126104001_account_mails',
  '20261126160000_page_files',
  '20261127100000_rename_columns',
  '20261128100000_subjects',
  '20261128110000_last_country',
  '20261128120000_service_keys',
  '20261128150000_sign_in_methods',
  '20261128160000_session_limits',
  '20261128170000_events_out',
  '20261128180000_deferred_deliveries',
  '20261129100000_user_changed',
  '20261129110000_replaced_tokens',
  '20261129120000_removed_users',
  '20261129121000_removed_endpoints',
];
const released = [first, ...since];

let folder: string;
let undo: (() => Promise<void>)[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-migrations-'));
  await cp(migrations, folder, { recursive: true });
  undo = [() => rm(folder, { recursive: true })];
});
afterEach(async () => {
  for (const step of undo.toReversed()) await step();
});

/** The columns of a session that the migration `rename_columns` has renamed. */
const renamed: Readonly<Record<string, string>> = {
  address: 'ip',
  information: 'client_label',
  stays_signed_in: 'remember_me',
  expires_at: 'absolute_expires_at',
};

const underNewNames = (session: object) =>
  Object.fromEntries(Object.entries(session).map(([column, value]) => [renamed[column] ?? column, value]));

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
}

async function makeSettings(makePlace: () => Promise<Place<DatabaseLocation>>): Promise<pg.PoolConfig> {
  const { location, remove } = await makePlace();
  undo.push(remove);
  if ('url' in location) return postgresSettings(location.url);
  const { settings, close } = await openEmbeddedPostgres(location.dataDir);
  undo.push(close);
  return settings;
}

async function clientOf(settings: pg.PoolConfig): Promise<pg.Client> {
  const client = new pg.Client(settings);
  await client.connect();
  undo.push(() => client.end());
  return client;
}

describe.each(kindsWithoutTables)('on %s', (_kind, makePlace) => {
  let client: pg.Client;

  beforeEach(async () => {
    client = await clientOf(await makeSettings(makePlace));
  });

  test('applies what is new, in order, once, and refuses a history that does not fit', async () => {
    expect(await migrate(client, folder)).toEqual(released);
    expect(await migrate(client, folder)).toEqual([]);

    await addMigration('20990102000000_second', 'INSERT INTO notes VALUES (1)');
    await addMigration('20990101000000_first', 'CREATE TABLE notes (note INT); COMMENT ON TABLE notes IS $$a;b$$');
    expect(await migrate(client, folder)).toEqual(['20990101000000_first', '20990102000000_second']);
    const { rows } = await client.query<{ steps: number; sound: boolean }>(
      `SELECT applied_steps_count AS steps, finished_at >= started_at AND length(checksum) = 64 AS sound
       FROM _prisma_migrations`,
    );
    expect(rows).toEqual(Array.from({ length: released.length + 2 }, () => ({ steps: 1, sound: true })));

    await addMigration('20990102000000_second', 'INSERT INTO notes VALUES (2)');
    await expect(migrate(client, folder)).rejects.toThrow(/second has changed since it was applied/);
    await rm(join(folder, '20990102000000_second'), { recursive: true });
    await expect(migrate(client, folder)).rejects.toThrow(MigrationError);
    await expect(migrate(client, folder)).rejects.toThrow(/second, which this version does not know/);

    await client.query(`UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name LIKE '%second'`);
    await client.query(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%first'`);
    await expect(migrate(client, folder)).rejects.toThrow(/first began and never finished/);
  });

  test('leaves nothing of a migration that fails, and goes on from there when it is mended', async () => {
    await addMigration('20990101000000_broken', 'CREATE TABLE notes (note INT); SELECT 1 / 0');
    await expect(migrate(client, folder)).rejects.toThrow('division by zero');
    expect((await client.query(`SELECT to_regclass('notes') AS notes`)).rows).toEqual([{ notes: null }]);
    await addMigration('20990101000000_broken', 'CREATE TABLE notes (note INT)');
    expect(await migrate(client, folder)).toEqual(['20990101000000_broken']);
  });

  test('a database from before devices keeps its sessions, and each of them gets a device of its own', async () => {
    for (const name of since) await rm(join(folder, name), { recursive: true });
    expect(await migrate(client, folder)).toEqual([first]);
    await client.query(`
      INSERT INTO users (email, password_hash, created_at) VALUES ('a@example.org', 'x', now()), ('b@example.org', 'x', now());
      INSERT INTO sessions (user_id, token_hash, user_agent, stays_signed_in, created_at, last_used_at, expires_at,
        ended_at, end_reason)
      SELECT 1 + n % 2, sha256(n::text::bytea), 'agent ' || n, true, '2026-01-01'::timestamptz + n * interval '1 hour',
        now(), '2027-01-01', CASE WHEN n = 3 THEN now() END, CASE WHEN n = 3 THEN 'idle'::session_end_reason END
      FROM generate_series(1, 5) AS n`);
    const { rows: before } = await client.query('SELECT * FROM sessions ORDER BY id');

    for (const name of since) await cp(join(migrations, name), join(folder, name), { recursive: true });
    expect(await migrate(client, folder)).toEqual(since);
    const { rows: after } = await client.query('SELECT * FROM sessions ORDER BY id');
    const added = {
      ip: null,
      stepped_up_at: null,
      device_id: expect.any(String),
      active_days: 1,
      idle_at: null,
      binding_secret: null,
      binding_key: null,
      challenged_at: null,
      last_country: null,
      methods: ['pwd'],
      authenticated_at: null,
      sign_in_methods: null,
    };
    expect(after).toEqual(before.map((session) => ({ ...underNewNames(session), ...added })));
    const { rows: devices } = await client.query(`
      SELECT DISTINCT devices.id FROM devices JOIN sessions
        ON sessions.device_id = devices.id AND sessions.user_id = devices.user_id AND sessions.created_at = devices.created_at
      WHERE devices.token_hash IS NULL AND devices.label IS NULL`);
    expect(devices).toHaveLength(5);
    expect((await client.query('SELECT id FROM devices')).rows).toHaveLength(5);
  });

  test('a database from before confirmed devices keeps what was answered, and confirms no device that was never answered', async () => {
    const last = '20261126103000_device_trust';
    const later = released.slice(released.indexOf(last));
    for (const name of later) await rm(join(folder, name), { recursive: true });
    await migrate(client, folder);
    await client.query(`
      INSERT INTO users (email, password_hash, created_at) VALUES ('a@example.org', 'x', now());
      INSERT INTO devices (user_id, token_hash, created_at)
      SELECT 1, CASE WHEN n <= 4 THEN sha256(n::text::bytea) END, '2026-01-01'::timestamptz + n * interval '1 hour'
      FROM generate_series(1, 7) AS n;
      INSERT INTO sessions (user_id, device_id, token_hash, user_agent, information, stays_signed_in, created_at,
        last_used_at, expires_at)
      SELECT 1, n, sha256(n::text::bytea), CASE n WHEN 5 THEN 'python-requests/2.32.4' WHEN 6 THEN 'A (b) c/1' ELSE 'curl/8' END,
        CASE n WHEN 5 THEN 'Nightly backup' END, true, now(), now(), '2027-01-01'
      FROM generate_series(1, 7) AS n;
      INSERT INTO sign_in_alerts (user_id, session_id, device_id, user_agent, created_at, answer, answered_at)
      VALUES (1, 2, 2, '', '2026-01-01', NULL, NULL), (1, 3, 3, '', '2026-01-01', 'confirmed', '2026-01-02'),
        (1, 7, 7, '', '2026-01-01', 'denied', '2026-01-02'), (1, 5, 5, '', '2026-01-01', NULL, NULL)`);
    for (const name of later) await cp(join(migrations, name), join(folder, name), { recursive: true });
    expect(await migrate(client, folder)).toEqual(later);
    const { rows: devices } = await client.query<{ confirmed: boolean; program: string | null }>(
      'SELECT confirmed_at IS NOT NULL AS confirmed, program FROM devices ORDER BY id',
    );
    expect(devices).toEqual([
      { confirmed: true, program: null },
      { confirmed: false, program: null },
      { confirmed: true, program: null },
      { confirmed: true, program: null },
      { confirmed: false, program: programIdentity(capUserAgent('python-requests/2.32.5'), 'Nightly backup') },
      { confirmed: true, program: 'A (b) c/1\n' },
      { confirmed: false, program: null },
    ]);
    const { rows: alerts } = await client.query(
      'SELECT device_id AS device, is_browser AS browser, is_final AS final, program FROM sign_in_alerts ORDER BY id',
    );
    expect(alerts).toEqual([
      { device: '2', browser: true, final: false, program: null },
      { device: '3', browser: true, final: true, program: null },
      { device: '7', browser: false, final: true, program: null },
      { device: '5', browser: false, final: false, program: devices[4]?.program },
    ]);
  });

  test('an event has a reason exactly when it is an end', async () => {
    await migrate(client, folder);
    const insert = 'INSERT INTO session_events (user_id, kind, at, end_reason, user_agent) VALUES';
    await client.query(`${insert} (1, 'ended', now(), 'idle', ''), (1, 'signed_in', now(), NULL, '')`);
    await expect(client.query(`${insert} (1, 'ended', now(), NULL, '')`)).rejects.toThrow('session_events_end_check');
    await expect(client.query(`${insert} (1, 'signed_in', now(), 'idle', '')`)).rejects.toThrow(
      'session_events_end_check',
    );
  });
});

test.runIf(hasServer)('processes that start together migrate once', async () => {
  const { location, remove } = await temporaryServerDatabase();
  undo.push(remove);
  await addMigration('20990101000000_slow', 'CREATE TABLE notes (note INT); SELECT pg_sleep(0.3)');
  const clients = await Promise.all(Array.from({ length: 4 }, () => clientOf(postgresSettings(location.url))));
  const applied = await Promise.all(clients.map((client) => migrate(client, folder)));
  expect(applied.flat().toSorted()).toEqual([...released, '20990101000000_slow']);
});

test('the migrations make what schema.prisma describes: a failure shows the SQL that is missing', async () => {
  const settings = await makeSettings(temporaryCluster);
  const client = await clientOf(settings);
  await migrate(client, migrations);
  await client.end();
  const pool = new pg.Pool(settings);
  undo.push(() => pool.end());
  expect(await schemaDrift(pool)).toBe('');
});
