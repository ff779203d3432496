import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { kindsWithoutTables, migrations } from '../testing/place.ts';
import { type TestPool, migrateOn, openBarePool } from '../testing/pool.ts';

const renamesColumns = '20261127100000_rename_columns';

/** What came after it, and the columns that it added, with their values in rows from before. */
const laterMigrations = [
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
const newTables = [
  'removed_subjects',
  'replaced_tokens',
  'service_keys',
  'signing_keys',
  'webhook_deliveries',
  'webhook_endpoints',
];
const added: Readonly<Record<string, Row>> = {
  users: {
    subject: null,
    display_name: null,
    max_browsers: null,
    max_programs: null,
    refuses_at_limit: null,
  },
  sessions: {
    last_country: null,
    methods: ['pwd'],
    authenticated_at: null,
    sign_in_methods: null,
  },
  session_events: { methods: null, position: 0 },
};

/** The columns that the migration renames, by table. */
const renamed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sessions: {
    expires_at: 'absolute_expires_at',
    stays_signed_in: 'remember_me',
    information: 'client_label',
    address: 'ip',
  },
  session_events: { address: 'ip' },
  sign_in_alerts: { information: 'client_label', address: 'ip' },
  recovery_requests: { address: 'ip' },
  devices: { name: 'label' },
};

/** Two rows of every table for each of three users: the first with a value in every column, the second as empty as it may be. */
const filling = `
  INSERT INTO users (email, password_hash, created_at, email_verified_at, disabled_at, idle_limit, language, countries)
  SELECT n || '@example.org', 'hash ' || n, '2026-01-01', '2026-01-02', '2026-01-03', 86400000 * n, 'de', ARRAY['DE', 'BR']
  FROM generate_series(1, 3) AS n;
  INSERT INTO devices (user_id, token_hash, program, name, created_at, unused_since, confirmed_at)
  SELECT users.id, CASE WHEN n = 1 THEN sha256(email::bytea) END, CASE WHEN n = 1 THEN 'curl' END,
    CASE WHEN n = 1 THEN 'Name ' || email END, '2026-01-01', CASE WHEN n = 1 THEN '2026-01-02'::timestamptz END,
    CASE WHEN n = 1 THEN '2026-01-03'::timestamptz END
  FROM users, generate_series(1, 2) AS n;
  INSERT INTO sessions (user_id, device_id, token_hash, user_agent, address, information, stays_signed_in, created_at,
    stepped_up_at, last_used_at, active_days, idle_at, expires_at, binding_secret, binding_key, challenged_at, ended_at,
    end_reason)
  SELECT user_id, id, sha256(id::text::bytea), 'agent ' || id, CASE WHEN name IS NOT NULL THEN '192.0.2.' || id END,
    'Label of ' || name, name IS NULL, '2026-01-04', unused_since, '2026-01-05', 5, unused_since, '2027-01-01',
    'secret ' || name, 'key ' || name, unused_since, unused_since,
    CASE WHEN name IS NOT NULL THEN 'revoked'::session_end_reason END
  FROM devices;
  INSERT INTO session_events (user_id, kind, at, session_id, device_id, end_reason, actor_session_id, user_agent, address,
    written_in)
  SELECT user_id, CASE WHEN end_reason IS NULL THEN 'sign_in_failed' ELSE 'ended' END::session_event_kind, last_used_at,
    CASE WHEN end_reason IS NOT NULL THEN id END, CASE WHEN end_reason IS NOT NULL THEN device_id END, end_reason,
    CASE WHEN end_reason IS NOT NULL THEN id END, user_agent, address, CASE WHEN end_reason IS NOT NULL THEN id END
  FROM sessions;
  INSERT INTO sign_in_alerts (user_id, session_id, device_id, cause, is_browser, program, user_agent, information, address,
    country, created_at, answer, answered_at, answered_in, is_final, link_hash, mail_due_at, mail_tries, mailed_at)
  SELECT user_id, id, device_id, 'new_country', end_reason IS NULL, information, user_agent, information, address,
    CASE WHEN end_reason IS NOT NULL THEN 'BR' END, created_at,
    CASE WHEN end_reason IS NOT NULL THEN 'confirmed'::alert_answer END, ended_at,
    CASE WHEN end_reason IS NOT NULL THEN id END, end_reason IS NOT NULL,
    CASE WHEN end_reason IS NOT NULL THEN token_hash END, ended_at, 3, ended_at
  FROM sessions;
  INSERT INTO account_mails (user_id, kind, requested_at, link_hash, link_made_at, is_mailed, mail_due_at, mail_tries, mailed_at)
  SELECT id, 'recovery'::account_mail_kind, '2026-01-06'::timestamptz, sha256(email::bytea), '2026-01-06'::timestamptz, TRUE, '2026-01-06'::timestamptz, 2, '2026-01-07'::timestamptz
  FROM users UNION ALL SELECT id, 'verification', '2026-01-06'::timestamptz, NULL, NULL, FALSE, NULL, 0, NULL FROM users;
  INSERT INTO recovery_requests (email, requested_at, user_agent, address)
  VALUES ('a@example.org', '2026-01-08', 'agent', '192.0.2.1'), ('b@example.org', '2026-01-08', '', NULL);
  INSERT INTO rate_limits (key, drained_at) VALUES ('one', '2026-01-09'), ('two', '2026-01-10');
  INSERT INTO instances (id, renewed_in) VALUES ('one', 7), ('two', 8);
  INSERT INTO page_files (name, content, is_brotli, seen_at)
  VALUES ('a.js', 'a', TRUE, '2026-01-11'), ('b.js', 'b', FALSE, '2026-01-12')`;

type Row = Record<string, unknown>;

async function rowsByTable(pool: pg.Pool): Promise<Record<string, Row[]>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY tablename`,
  );
  const rowsOf: Record<string, Row[]> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: Row }>(`SELECT to_jsonb(${name}) AS row FROM ${name} ORDER BY 1`);
    rowsOf[name] = rows.map(({ row }) => row);
  }
  return rowsOf;
}

const underNewNames = (table: string, row: Row): Row => ({
  ...Object.fromEntries(Object.entries(row).map(([column, value]) => [renamed[table]?.[column] ?? column, value])),
  ...added[table],
});

describe.each(kindsWithoutTables)(
  'a filled database of the schema before the renamed columns, on %s,',
  (_kind, makePlace) => {
    let opened: TestPool;
    let folder: string;
    beforeEach(async () => {
      opened = await openBarePool(makePlace);
      folder = await mkdtemp(join(tmpdir(), 'latchkey-upgrade-'));
      await cp(migrations, folder, { recursive: true });
      for (const name of [renamesColumns, ...laterMigrations]) await rm(join(folder, name), { recursive: true });
    });
    afterEach(async () => {
      await opened.close();
      await rm(folder, { recursive: true });
    });

    test('keeps every row and every value', async () => {
      const { pool } = opened;
      await migrateOn(pool, folder);
      await pool.query(filling);
      const before = await rowsByTable(pool);
      for (const [table, rows] of Object.entries(before)) {
        expect(rows.length, table).toBeGreaterThan(1);
        for (const column of Object.keys(rows[0] ?? {})) {
          expect(
            rows.some((row) => row[column] !== null),
            `${table}.${column} has a value`,
          ).toBe(true);
        }
      }

      expect(await migrateOn(pool, migrations)).toEqual([renamesColumns, ...laterMigrations]);
      const after = await rowsByTable(pool);
      for (const [table, rows] of Object.entries(before)) {
        expect(new Set(after[table]), table).toEqual(new Set(rows.map((row) => underNewNames(table, row))));
        expect(after[table], table).toHaveLength(rows.length);
      }
      expect(Object.keys(after)).toEqual([...Object.keys(before), ...newTables].toSorted());
    });

    test('sends the changes of users to endpoints that receive all kinds of events, and to no others', async () => {
      const { pool } = opened;
      const userChanged = '20261129100000_user_changed';
      for (const name of laterMigrations.slice(0, laterMigrations.indexOf(userChanged)))
        await cp(join(migrations, name), join(folder, name), { recursive: true });
      await cp(join(migrations, renamesColumns), join(folder, renamesColumns), { recursive: true });
      await migrateOn(pool, folder);
      await pool.query(`INSERT INTO webhook_endpoints (url, format, kinds, secret, created_at)
        SELECT 'https://app.example.com/' || n, 'webhook',
          CASE n WHEN 1 THEN enum_range(NULL::session_event_kind)::text[] ELSE ARRAY['ended', 'signed_in'] END, 'secret', now()
        FROM generate_series(1, 2) AS n`);
      await migrateOn(pool, migrations);
      const { rows } = await pool.query('SELECT kinds FROM webhook_endpoints ORDER BY id');
      expect(rows).toEqual([
        { kinds: expect.arrayContaining(['user_changed', 'ended']) },
        { kinds: ['ended', 'signed_in'] },
      ]);
    });
  },
);
