import { openEmbeddedPostgres } from '@latchkey/embedded-postgres/embedded-postgres';
import { endOf } from '@latchkey/sessions/sessions/session';
import { defaultSessionLimits } from '@latchkey/sessions/sessions/session-limits';
import type { OwnUser } from '@latchkey/sessions/accounts/user';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import fc from 'fast-check';
import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { shareConnection } from './connection/connections.ts';
import { postgresSettings } from './connection/postgres-settings.ts';
import { hasServer, kinds, temporaryCluster, temporaryServerDatabase } from './testing/place.ts';
import { runs } from './testing/race.ts';
import { day, ending, idle, later, cutoff, newDevice, newToken, second, start } from './testing/sample.ts';
import { storesOn } from './testing/test-database.ts';
import { World } from './testing/world.ts';

describe.each(kinds)('housekeeping on %s', (kind, makePlace) => {
  const world = new World(makePlace);
  beforeEach(() => world.clear());

  /** Runs a step in batches of two until nothing is left, and tells how many each batch did. */
  async function inBatches(step: (limit: number) => Promise<number>): Promise<number[]> {
    const done: number[] = [];
    do done.push(await step(2));
    while (done.at(-1) === 2);
    return done;
  }

  test('ends what is idle or too old, at the instant when that came true, and nothing a second before', async () => {
    const user = await world.someone();
    const [idleToken, expiredToken] = [newToken(), newToken()];
    const unused = await world.begin(user, { tokenHash: idleToken });
    const expiring = await world.begin(user, { tokenHash: expiredToken, absoluteExpiresAt: later(day) });
    const { housekeeping } = world.database;
    expect(await housekeeping.endExpired(cutoff(later(day - second)), 10)).toBe(0);
    expect(await housekeeping.endExpired(cutoff(later(day)), 10)).toBe(1);
    expect(await world.find(expiredToken)).toMatchObject({ endedAt: later(day), endReason: 'expired' });
    expect(await housekeeping.endExpired(cutoff(later(idle - second)), 10)).toBe(0);
    expect(await housekeeping.endExpired(cutoff(later(idle + second)), 10)).toBe(1);
    expect(await world.find(idleToken)).toMatchObject({ endedAt: later(idle), endReason: 'idle' });
    expect(await world.endsOf(user)).toEqual([
      [unused.id, 'idle', null],
      [expiring.id, 'expired', null],
    ]);
    expect((await world.eventsOf(user)).slice(0, 2)).toMatchObject([
      { at: later(idle), deviceId: unused.deviceId, ip: unused.ip, userAgent: unused.userAgent },
      { at: later(day) },
    ]);
    expect(await housekeeping.endExpired(cutoff(later(100 * day)), 10)).toBe(0);
  });

  test('an embedded database gets back the space of rows that were replaced; a server does that itself', async () => {
    const user = await world.someone();
    const { id } = await world.begin(user);
    const { housekeeping } = world.database;
    // Each table with rows once after a start.
    let tables = 0;
    while ((await housekeeping.vacuum()) > 0) tables += 1;
    expect(tables > 3).toBe(kind !== 'a PostgreSQL server');
    for (let uses = 1; uses <= 1_100; uses += 1) {
      await world.use(id, later(uses * second));
    }
    expect(await housekeeping.vacuum()).toBe(kind === 'a PostgreSQL server' ? 0 : 1);
    expect(await housekeeping.vacuum()).toBe(0);
  });

  test('what becomes idle at the instant of its expiry has expired', async () => {
    const user = await world.someone();
    const { id } = await world.begin(user, { absoluteExpiresAt: later(idle) });
    await world.database.housekeeping.endExpired(cutoff(later(idle)), 10);
    expect(await world.endsOf(user)).toEqual([[id, 'expired', null]]);
  });

  test('ends sessions at the moment and with the reason that the domain tells', async () => {
    const moment = fc.integer({ min: 0, max: 40 * day });
    const property = fc.asyncProperty(
      fc.array(fc.record({ used: moment, expires: moment }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: second, max: 20 * day }),
      moment,
      async (lives, allowed, at) => {
        await world.clear();
        const user = await world.someone();
        const limits = { ...defaultSessionLimits, idle: allowed };
        const now = later(at);
        const tokens = [];
        for (const { used, expires } of lives) {
          const tokenHash = newToken();
          tokens.push(tokenHash);
          await world.begin(user, { tokenHash, createdAt: later(used), absoluteExpiresAt: later(expires) });
        }
        const before = await Promise.all(tokens.map((token) => world.find(token)));
        const expected = before.map((session) => session && endOf(session, session.lastUsedAt.getTime(), now, limits));
        const expired = await world.database.housekeeping.endExpired({ now, idleSince: later(at - allowed) }, 100);
        expect(expired).toBe(expected.filter(Boolean).length);
        const after = await Promise.all(tokens.map((token) => world.find(token)));
        expect(after).toEqual(
          before.map((session, index) => ({
            ...session,
            endedAt: expected[index]?.at ?? null,
            endReason: expected[index]?.reason ?? null,
          })),
        );
        const ends = (await world.eventsOf(user)).filter((event) => event.kind === 'ended');
        expect(ends).toHaveLength(expired);
        for (const event of ends) {
          const session = after.find((candidate) => candidate?.id === event.sessionId);
          expect([event.at, event.endReason]).toEqual([session?.endedAt, session?.endReason]);
        }
      },
    );
    await fc.assert(property, runs(15, kind));
  });

  test('purges sessions from the instant when they have been ended for long enough', async () => {
    const user = await world.someone();
    const tokenHash = newToken();
    const { id } = await world.begin(user, { tokenHash });
    const live = await world.begin(user);
    await world.database.sessions.end(id, ending(user, { cutoff: cutoff(later(day)) }));
    const { housekeeping } = world.database;
    expect(await housekeeping.purgeSessions(later(day - second), 10)).toBe(0);
    expect(await world.find(tokenHash)).not.toBeNull();
    expect(await housekeeping.purgeSessions(later(day), 10)).toBe(1);
    expect(await world.find(tokenHash)).toBeNull();
    expect(await housekeeping.purgeSessions(later(1000 * day), 10)).toBe(0);
    expect(await world.idsOf(user)).toEqual([live.id]);
    expect(await world.endsOf(user)).toHaveLength(1);
  });

  test('purges devices that no session is left of, from the instant when they are old enough', async () => {
    const [user, other] = [await world.someone(), await world.someone()];
    const deviceTokenHash = newDevice();
    const { id } = await world.begin(user, { deviceTokenHash, createdAt: later(day) });
    await world.begin(other, { deviceTokenHash });
    const { housekeeping, sessions } = world.database;
    await sessions.end(id, ending(user, { reason: 'logout', cutoff: cutoff(later(day)) }));
    expect(await housekeeping.purgeDevices(later(100 * day), 10)).toBe(0);
    await housekeeping.purgeSessions(later(day), 10);
    expect(await housekeeping.purgeDevices(later(day - second), 10)).toBe(0);
    expect(await world.knows(user.email, deviceTokenHash)).toBe(true);
    expect(await housekeeping.purgeDevices(later(day), 10)).toBe(1);
    expect(await world.knows(user.email, deviceTokenHash)).toBe(false);
    expect(await world.knows(other.email, deviceTokenHash)).toBe(true);
  });

  test('keeps a device that signs in again after its last session was purged, until that one is purged too', async () => {
    const user = await world.someone();
    const deviceTokenHash = newDevice();
    const { housekeeping, sessions } = world.database;
    const first = await world.begin(user, { deviceTokenHash });
    await sessions.end(first.id, ending(user, { reason: 'logout', cutoff: cutoff(later(day)) }));
    expect(await housekeeping.purgeSessions(later(day), 10)).toBe(1);
    const again = await world.begin(user, { deviceTokenHash, createdAt: later(2 * day) });
    expect(again.deviceId).toBe(first.deviceId);
    await housekeeping.purgeDevices(later(100 * day), 10);
    expect(await world.knows(user.email, deviceTokenHash)).toBe(true);
    // It is not looked at again while it is in use.
    expect(await housekeeping.purgeDevices(later(100 * day), 10)).toBe(0);
    await sessions.end(again.id, ending(user, { reason: 'logout', cutoff: cutoff(later(3 * day)) }));
    await housekeeping.purgeSessions(later(3 * day), 10);
    expect(await housekeeping.purgeDevices(later(100 * day), 10)).toBe(1);
    expect(await world.knows(user.email, deviceTokenHash)).toBe(false);
  });

  test('keeps a device of which one session is purged and another is not', async () => {
    const user = await world.someone();
    const deviceTokenHash = newDevice();
    const { housekeeping } = world.database;
    // The second sign-in supersedes the first.
    await world.begin(user, { deviceTokenHash });
    await world.begin(user, { deviceTokenHash, createdAt: later(day) });
    expect(await housekeeping.purgeSessions(later(2 * day), 10)).toBe(1);
    expect(await housekeeping.purgeDevices(later(100 * day), 10)).toBe(0);
    expect(await world.knows(user.email, deviceTokenHash)).toBe(true);
  });

  test('purges events from their instant on', async () => {
    const user = await world.someone();
    await world.begin(user);
    const { housekeeping, feed } = world.database;
    expect(await housekeeping.purgeEvents(start, 10)).toBe(0);
    await feed.publish(start, 10);
    expect(await housekeeping.purgeEvents(later(-second), 10)).toBe(0);
    expect(await world.eventsOf(user)).toHaveLength(1);
    expect(await housekeeping.purgeEvents(start, 10)).toBe(1);
    expect(await world.eventsOf(user)).toEqual([]);
  });

  test('wipes the addresses of sessions by their last use and of events by their moment, and nothing else', async () => {
    const user = await world.someone();
    const [tokenHash, usedToken] = [newToken(), newToken()];
    const old = await world.begin(user, { tokenHash });
    const used = await world.begin(user, { tokenHash: usedToken });
    await world.use(used.id, later(second));
    const events = await world.eventsOf(user);
    const { housekeeping } = world.database;
    expect(await housekeeping.wipeAddresses(later(-second), 10)).toBe(0);
    expect(await world.eventsOf(user)).toEqual(events);
    expect(await housekeeping.wipeAddresses(start, 10)).toBe(3);
    expect(await world.find(tokenHash)).toEqual({ ...old, ip: null });
    expect(await world.find(usedToken)).toEqual({ ...used, lastUsedAt: later(second) });
    expect(await world.eventsOf(user)).toEqual(events.map((event) => ({ ...event, ip: null })));
    expect(await housekeeping.wipeAddresses(later(second), 10)).toBe(1);
    expect(await world.find(usedToken)).toMatchObject({ ip: null });
  });

  test('wipes the history of removed users in batches, of the one who was removed first first', async () => {
    const { users, housekeeping, feed } = world.database;
    const [kept, first, next] = [await world.someone(), await world.someone(), await world.someone()];
    for (const user of [kept, first, next])
      for (const at of [0, 0, 0, 1]) await world.begin(user, { createdAt: later(at) });
    // Of each removed user four beginnings and four ends.
    await users.delete(next.id, cutoff(later(2 * second)));
    await users.delete(first.id, cutoff(later(second)));
    const before = await world.eventsOf(kept);
    const wiped = async (user: OwnUser) =>
      (await world.eventsOf(user)).filter(({ userAgent, ip, methods }) => !userAgent && !ip && !methods).length;
    expect(await housekeeping.wipeRemovedUsers(2)).toBe(2);
    expect([await wiped(first), await wiped(next)]).toEqual([2, 0]);
    await feed.publish(later(day), 1000);
    for (const { userAgent, ip, methods } of (await feed.read(0, 1000)).filter(({ userId }) => userId === next.id)) {
      expect([userAgent, ip, methods]).toEqual(['', null, []]);
    }
    // A user that has yet to be wiped is not forgotten.
    expect(await housekeeping.purgeDeliveries(later(day), 10)).toBe(0);
    expect(await inBatches((limit) => housekeeping.wipeRemovedUsers(limit))).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 0]);
    expect([await wiped(first), await wiped(next)]).toEqual([8, 8]);
    expect(await world.eventsOf(kept)).toEqual(before);
    expect(await housekeeping.purgeDeliveries(later(day), 10)).toBe(2);
  });

  test('purges the bucket of an attempt limit from the instant when it is full again', async () => {
    const { housekeeping, rateLimits } = world.database;
    const limit = { burst: 2, every: 10 * second };
    await rateLimits.take('key', limit, start);
    await rateLimits.take('key', limit, start);
    expect(await housekeeping.purgeRateLimits(later(19 * second), 10)).toBe(0);
    expect(await rateLimits.take('key', limit, start)).toEqual(later(10 * second));
    expect(await housekeeping.purgeRateLimits(later(20 * second), 10)).toBe(1);
    expect(await rateLimits.take('key', limit, start)).toBeNull();
  });

  test('does at most a batch at once, and fewer only when nothing is left', async () => {
    const user = await world.someone();
    const { housekeeping, events, rateLimits } = world.database;
    for (let count = 0; count < 5; count += 1) {
      await world.begin(user, { absoluteExpiresAt: later(second) });
      await rateLimits.take(`key ${count}`, { burst: 1, every: 1 }, start);
    }
    expect(await inBatches((limit) => housekeeping.endExpired(cutoff(later(second)), limit))).toEqual([2, 2, 1]);
    // Five sessions, each with two events.
    expect(await inBatches((limit) => housekeeping.wipeAddresses(later(second), limit))).toEqual([
      2, 2, 2, 2, 2, 2, 2, 1,
    ]);
    expect(await inBatches((limit) => housekeeping.purgeSessions(later(second), limit))).toEqual([2, 2, 1]);
    expect(await inBatches((limit) => housekeeping.purgeDevices(start, limit))).toEqual([2, 2, 1]);
    expect(await inBatches((limit) => housekeeping.purgeRateLimits(later(second), limit))).toEqual([2, 2, 1]);
    const failed = { kind: 'sign_in_failed', userAgent: capUserAgent(''), ip: null } as const;
    await events.append({ ...failed, userId: user.id, at: start, sessionId: null, deviceId: null });
    await world.database.feed.publish(start, 100);
    expect(await inBatches((limit) => housekeeping.purgeEvents(later(second), limit))).toEqual([2, 2, 2, 2, 2, 1]);
  });

  test('two concurrent housekeeping runs process each row once', async () => {
    const user = await world.someone();
    for (let count = 0; count < 10; count += 1) await world.begin(user, { absoluteExpiresAt: later(second) });
    const { housekeeping } = world.database;
    const both = await Promise.all(
      Array.from({ length: 4 }, () => housekeeping.endExpired(cutoff(later(second)), 100)),
    );
    expect(both.reduce((sum, done) => sum + done)).toBe(10);
    expect(await world.endsOf(user)).toHaveLength(10);
  });
});

describe.runIf(hasServer)('housekeeping among many rows', () => {
  const world = new World(temporaryServerDatabase);

  test('reads no table whole to find what it has to remove or wipe', async () => {
    const user = await world.someone();
    const { id } = await world.begin(user);
    await world.database.sessions.end(id, ending(user));
    // One connection for all, which has its statistics counted before they are read.
    const pool = new pg.Pool({ ...postgresSettings(world.url), max: 1, query_timeout: 0 });
    await pool.query(
      `WITH made AS (
        INSERT INTO devices (user_id, created_at) SELECT $1, $2 FROM generate_series(1, 20000) RETURNING id
      ), begun AS (
        INSERT INTO sessions
          (user_id, device_id, token_hash, user_agent, remember_me, created_at, last_used_at, absolute_expires_at)
        SELECT $1, id, sha256(id::text::bytea), '', true, $2, $2, $2::timestamptz + interval '30 days' FROM made
        RETURNING id, device_id
      ), replaced AS (
        INSERT INTO replaced_tokens (session_id, token_hash) SELECT id, sha256(id::text::bytea) FROM begun
      ), noted AS (
        INSERT INTO session_events (user_id, kind, at, session_id, device_id, user_agent)
        SELECT $1, 'signed_in', $2, id, device_id, '' FROM begun
      )
      INSERT INTO sign_in_alerts (user_id, session_id, device_id, user_agent, created_at)
      SELECT $1, id, device_id, '', $2 FROM begun`,
      [user.id, start],
    );
    await pool.query('ANALYZE');
    const wholeReads = async () => {
      await pool.query('SELECT pg_stat_force_next_flush()');
      const { rows } = await pool.query<{ name: string; reads: string }>(
        'SELECT relname AS name, seq_scan AS reads FROM pg_stat_user_tables ORDER BY relname',
      );
      return rows;
    };
    const before = await wholeReads();
    const { housekeeping } = storesOn(pool);
    expect([
      await housekeeping.endExpired(cutoff(later(day)), 500),
      await housekeeping.purgeSessions(later(day), 500),
      await housekeeping.purgeDevices(later(day), 500),
      await housekeeping.purgeEvents(later(-day), 500),
      await housekeeping.purgeAlerts(later(-day), 500),
      await housekeeping.wipeAddresses(later(day), 500),
    ]).toEqual([0, 1, 1, 0, 0, 2]);
    expect(await wholeReads()).toEqual(before);
    await pool.end();
  });
});

test('an embedded database freezes the old rows of every table, those of PostgreSQL itself too', async () => {
  const { location, remove } = await temporaryCluster();
  const postgres = await openEmbeddedPostgres(location.dataDir);
  const connections = shareConnection(postgres.settings);
  try {
    const { housekeeping } = storesOn(connections.jobs);
    while ((await housekeeping.vacuum()) > 0);
    // As after 160 million transactions.
    const old = `((pg_current_xact_id()::text::bigint + 4294967296 - 160000000) % 4294967296)::text::xid`;
    await connections.jobs.query(
      `UPDATE pg_class SET relfrozenxid = ${old} WHERE relname IN ('signing_keys', 'pg_cast')`,
    );
    expect([await housekeeping.vacuum(), await housekeeping.vacuum(), await housekeeping.vacuum()]).toEqual([1, 1, 0]);
    const { rows } = await connections.jobs.query(
      `SELECT relname FROM pg_class WHERE relkind = 'r' AND age(relfrozenxid) > 1000000`,
    );
    expect(rows).toEqual([]);
  } finally {
    await connections.close();
    await postgres.close();
    await remove();
  }
});
