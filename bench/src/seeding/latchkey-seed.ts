import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type pg from 'pg';
import { knownToken } from '../known-token.ts';
import { ServerProcess } from '../processes/server-process.ts';
import { latchkeyProgram } from '../processes/latchkey-program.ts';
import { closeProgress, progressBar, spokenTime } from '../progress.ts';
import { programNames, userAgents } from './client-names.ts';
import { databaseUrl, ensureDatabase, withClient } from './database.ts';
import { LatchkeyLayout } from './latchkey-layout.ts';

const batchSize = 100_000;

/** The name of the database with this number of sessions. */
const latchkeyDatabase = (sessions: number): string => `latchkey_bench_${sessions}`;

/**
 * Fills a database of Latchkey with this number of sessions, and returns its URL. Continues an interrupted run, because
 * each batch is one transaction.
 */
export async function seedLatchkey(root: URL, sessions: number): Promise<string> {
  const layout = new LatchkeyLayout(sessions);
  const name = latchkeyDatabase(sessions);
  await ensureDatabase(name);
  // The hand-written statements name no schema, so Latchkey keeps its tables in the default one.
  const url = `${databaseUrl(name)}?schema=public`;
  // Latchkey migrates the database when it starts.
  const server = await ServerProcess.start(latchkeyProgram(root, url));
  await server.stop();
  await withClient(url, (client) => fill(client, layout));
  return url;
}

async function fill(client: pg.Client, layout: LatchkeyLayout): Promise<void> {
  const begin = performance.now();
  const { sessions } = layout;
  const found = await client.query<{ done: string }>('SELECT coalesce(max(id), 0) AS done FROM sessions');
  const before = Number(found.rows[0]?.done);
  if (before >= sessions) return;
  await relax(client);
  const label = `seeding ${sessions.toLocaleString('en')} sessions`;
  for (let from = before; from < sessions; from += batchSize) {
    const to = Math.min(from + batchSize, sessions);
    await client.query('BEGIN');
    await insertBatch(client, layout, from, to);
    await client.query('COMMIT');
    const left = (((performance.now() - begin) / (to - before)) * (sessions - to)) / 1000;
    progressBar(label, to, sessions, to < sessions ? `${spokenTime(left)} left` : 'vacuuming and analyzing');
  }
  for (const table of ['users', 'devices', 'sessions', 'session_events']) {
    await client.query(`SELECT setval(pg_get_serial_sequence($1, 'id'), (SELECT max(id) FROM ${table}))`, [table]);
    // VACUUM ANALYZE gives the planner statistics and a visibility map, as autovacuum does in operation.
    await client.query(`VACUUM (ANALYZE) ${table}`);
  }
  await client.query('CHECKPOINT').catch(() => {});
  closeProgress();
}

/** Trades durability for speed: lost rows are seeded again, and the rows need no check of their foreign keys. */
async function relax(client: pg.Client): Promise<void> {
  await client.query('SET synchronous_commit = off');
  // Needs a superuser, and saves a third of the time.
  await client.query('SET session_replication_role = replica').catch(() => {});
}

/** Writes sessions `from` to `to`, their devices and sign-in events, and the users whose first session is among them. */
async function insertBatch(client: pg.Client, layout: LatchkeyLayout, from: number, to: number): Promise<void> {
  const { sessionsPerGroup: group, usersPerGroup: users } = layout;
  const place = `i % ${group}`;
  const userId = `((i / ${group}) * ${users} + (CASE WHEN ${place} < 5 THEN 0 ELSE 1 + (${place} - 5) / 10 END) + 1)`;
  const begins = `(${place} = 0 OR (${place} >= 5 AND (${place} - 5) % 10 = 0))`;
  const numbers = `generate_series(${from}::bigint, ${to - 1}::bigint) AS i`;

  await client.query(
    `INSERT INTO users (id, email, password_hash, created_at)
     SELECT ${userId}, 'user-' || ${userId} || '@bench.example', '$argon2id$nobody-signs-in', now() - interval '400 days'
     FROM ${numbers} WHERE ${begins}`,
  );
  await client.query(
    `INSERT INTO devices (id, user_id, token_hash, label, created_at)
     SELECT i + 1, ${userId}, NULL, CASE WHEN i % 20 = 7 THEN 'Kitchen' END, now() - interval '20 days' FROM ${numbers}`,
  );
  const known = knownHashes(layout, from, to);
  await client.query(
    `CREATE TEMP TABLE batch ON COMMIT DROP AS
     SELECT i, ${userId} AS user_id, hashes.hash AS known,
       coalesce(hashes.hash, sha256(convert_to('latchkey bench nobody ' || i, 'UTF8'))) AS token_hash,
       ($3::text[])[1 + floor(random() ^ 2 * ${userAgents.length})::int] AS user_agent, random() AS used,
       CASE WHEN random() < 0.15 THEN ($4::text[])[1 + floor(random() * ${programNames.length})::int] END AS client_label,
       CASE WHEN hashes.hash IS NULL AND random() < 0.2 THEN now() - random() * interval '15 days' END AS ended_at,
       '203.0.' || i % 113 || '.' || i % 251 AS ip
     FROM ${numbers} LEFT JOIN unnest($1::bigint[], $2::bytea[]) AS hashes (number, hash) ON number = i`,
    [known.indexes, known.hashes, userAgents, programNames],
  );
  // Ordered by hash, which scatters the sessions of a user over the table, as sign-ins on different days do.
  await client.query(
    `INSERT INTO sessions (id, user_id, device_id, token_hash, user_agent, ip, client_label, remember_me,
       created_at, last_used_at, absolute_expires_at, ended_at, end_reason)
     SELECT i + 1, user_id, i + 1, token_hash, user_agent, ip, client_label, true,
       now() - interval '19 days', now() - used * interval '3 days' - CASE WHEN ended_at IS NULL THEN '0'::interval ELSE '15 days' END,
       now() + interval '11 days' + used * interval '1 day', ended_at,
       CASE WHEN ended_at IS NOT NULL THEN (CASE WHEN i % 3 = 0 THEN 'revoked' ELSE 'logout' END)::session_end_reason END
     FROM batch ORDER BY token_hash`,
  );
  await client.query(
    // Position 0 means that the event is too old to leave, or the server would publish all of them when it starts.
    `INSERT INTO session_events (user_id, kind, at, session_id, device_id, user_agent, ip, position)
     SELECT user_id, 'signed_in', now() - interval '19 days', i + 1, i + 1, user_agent, ip, 0
     FROM batch ORDER BY i`,
  );
}

function knownHashes(layout: LatchkeyLayout, from: number, to: number): { indexes: number[]; hashes: Buffer[] } {
  const indexes: number[] = [];
  const hashes: Buffer[] = [];
  for (let number = from; number < to; number += 1) {
    const place = number % layout.sessionsPerGroup;
    if (place >= 5) continue;
    const token = knownToken(layout.tokenIndex(Math.floor(number / layout.sessionsPerGroup), place));
    indexes.push(number);
    hashes.push(createHash('sha256').update(token).digest());
  }
  return { indexes, hashes };
}

/** Makes all known sessions live, last used this many seconds ago, because an earlier run may have ended some. */
export async function freshenLatchkey(url: string, layout: LatchkeyLayout, secondsAgo: number): Promise<void> {
  await withClient(url, async (client) => {
    await client.query('SET synchronous_commit = off');
    await client.query(
      `UPDATE sessions SET ended_at = NULL, end_reason = NULL, absolute_expires_at = now() + interval '25 days',
         last_used_at = now() - $3 * interval '1 second'
       FROM generate_series(0, $1::bigint - 1) AS known_user, generate_series(1, 5) AS place
       WHERE sessions.id = known_user * $2::bigint + place`,
      [layout.knownUsers, layout.sessionsPerGroup, secondsAgo],
    );
    await client.query(`DELETE FROM session_events WHERE kind = 'ended'`);
    await client.query('VACUUM (ANALYZE) sessions');
  });
}
