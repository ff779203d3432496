import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { PostgresInstanceStore } from './instance-store.ts';
import { postgresSettings } from '../connection/postgres-settings.ts';
import { StatementPool } from '../sql/statement-pool.ts';
import { hasServer, temporaryServerDatabase } from '../testing/place.ts';
import { ending, later, cutoff } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

describe.runIf(hasServer)('the register of instances on a PostgreSQL server', () => {
  const world = new World(temporaryServerDatabase);
  let pool: pg.Pool;
  let instances: PostgresInstanceStore;
  beforeAll(() => {
    pool = new pg.Pool(postgresSettings(world.url));
    instances = new PostgresInstanceStore(new StatementPool(pool));
  });
  afterAll(() => pool.end());

  /** As an instance does it: it renews, and then looks. */
  const poll = async (cursor: string | null) => {
    await instances.renew('me');
    return instances.poll('me', cursor);
  };

  test('tells by every renewal whether the instance was there, with a number that never comes again', async () => {
    const seen = new Set<number>();
    for (const wasThere of [false, true, true]) {
      expect(await instances.renew('a')).toBe(wasThere);
      for (const { renewals } of await instances.instances()) seen.add(renewals);
    }
    await instances.leave('a');
    expect(await instances.instances()).toEqual([]);
    expect(await instances.renew('a')).toBe(false);
    for (const { renewals } of await instances.instances()) seen.add(renewals);
    expect(seen.size).toBe(4);
  });

  test('removes an instance that has not renewed, and none that has', async () => {
    await instances.renew('b');
    const before = (await instances.instances()).find(({ id }) => id === 'b') ?? { id: '', renewals: 0 };
    await instances.renew('b');
    await instances.remove(before);
    const after = (await instances.instances()).find(({ id }) => id === 'b');
    expect(after?.renewals).toBeGreaterThan(before.renewals);
    if (after) await instances.remove(after);
    expect((await instances.instances()).map(({ id }) => id)).not.toContain('b');
  });

  test('tells whose sessions have changed since the last poll: by every kind of change, and by no other', async () => {
    const { sessions, devices, users } = world.database;
    const user = await world.someone();
    const one = await world.begin(user, { bindingSecret: 'secret' });
    const changedBy = async (change: () => Promise<unknown>) => {
      const { cursor } = await poll(null);
      await change();
      const { changed } = await poll(cursor);
      return changed !== 'all' && changed.includes(user.id);
    };
    expect(await changedBy(() => world.use(one.id, later(5000)))).toBe(false);
    const { userAgent, ip } = one;
    for (const kind of ['sign_in_failed', 'step_up_failed'] as const) {
      const failure = { userId: user.id, kind, at: later(1), sessionId: null, deviceId: null, userAgent, ip };
      expect(await changedBy(() => world.database.events.append(failure))).toBe(false);
    }
    expect(await changedBy(() => world.begin(user))).toBe(true);
    const rename = { userId: user.id, deviceId: one.deviceId, label: 'x', at: later(1), actorSessionId: one.id };
    expect(await changedBy(() => devices.rename(rename))).toBe(true);
    const binding = { userId: user.id, sessionId: one.id, key: 'key', cutoff: cutoff(later(1)) };
    expect(await changedBy(() => sessions.bind(binding))).toBe(true);
    const challenge = { userId: user.id, sessionId: one.id, at: later(1), cutoff: cutoff(later(1)) };
    expect(await changedBy(() => sessions.useChallenge(challenge))).toBe(false);
    const renewal = world.renewalOf(user, one.id);
    expect(await changedBy(() => sessions.rotateToken(renewal))).toBe(true);
    const again = { ...renewal, fromTokenHash: renewal.tokenHash, tokenHash: renewal.fromTokenHash };
    expect(await changedBy(() => users.changePassword('hash', again, later(1)))).toBe(true);
    expect(await changedBy(() => sessions.end(one.id, ending(user)))).toBe(true);
    expect(await changedBy(() => sessions.end(one.id, ending(user)))).toBe(false);
    await world.begin(user);
    expect(await changedBy(() => sessions.endAll({ ...ending(user), keepId: null }))).toBe(true);
    await world.begin(user);
    expect(await changedBy(() => users.delete(user.id, cutoff(later(9000))))).toBe(true);
  });

  test('tells of a user once, after however many changes', async () => {
    const user = await world.someone();
    const { cursor } = await poll(null);
    for (let count = 0; count < 2; count += 1) await world.begin(user);
    expect((await poll(cursor)).changed).toEqual([user.id]);
  });

  test('keeps the other instances when one leaves', async () => {
    for (const id of ['leaving', 'staying']) await instances.renew(id);
    await instances.leave('leaving');
    const ids = (await instances.instances()).map(({ id }) => id);
    expect(ids).toContain('staying');
    expect(ids).not.toContain('leaving');
    await instances.leave('staying');
  });

  test('tells of a change that began before the last poll and was committed after it', async () => {
    const user = await world.someone();
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO session_events (user_id, kind, at, user_agent) VALUES (${user.id}, 'signed_in', now(), '')`,
    );
    // Another one begins later, is committed first, and is looked at.
    const other = await world.someone();
    const { cursor: before } = await poll(null);
    await world.begin(other);
    const { changed, cursor } = await poll(before);
    expect(changed).toContain(other.id);
    expect(changed).not.toContain(user.id);
    await client.query('COMMIT');
    client.release();
    expect((await poll(cursor)).changed).toContain(user.id);
  });

  test('goes back to its own renewal, beyond numbers that were given and may not be on the disk', async () => {
    const before = await poll(null);
    // A notice that does not wait for the disk, and a change that was given up.
    for (const end of ['COMMIT', 'ROLLBACK']) {
      await pool.query(`BEGIN; SET LOCAL synchronous_commit = off; SELECT pg_notify('x', ''); ${end}`);
    }
    const renewed = (await instances.instances()).find(({ id }) => id === 'me')?.renewals;
    const { cursor } = await instances.poll('me', before.cursor);
    expect(Number(cursor.split('@')[0])).toBe(renewed);
  });

  test('is not confused by the numbers of the server that its rows were copied from', async () => {
    const user = await world.someone();
    await pool.query(
      `INSERT INTO session_events (user_id, kind, at, user_agent, written_in) VALUES ($1, 'signed_in', now(), '', $2)`,
      [user.id, 2 ** 40],
    );
    const { cursor } = await poll(null);
    expect((await poll(cursor)).changed).toEqual([]);
  });

  test('takes everything for changed after another server took over, which counts anew', async () => {
    const { cursor } = await poll(null);
    expect((await poll(cursor)).changed).toEqual([]);
    const [oldest] = cursor.split('@');
    expect((await poll(`${oldest}@1763900000.123456`)).changed).toBe('all');
  });
});
