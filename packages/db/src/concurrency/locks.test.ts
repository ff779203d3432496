import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '@latchkey/testing/wait-for';
import { describe, expect, test } from 'vitest';
import { OtherTransaction, onPlainStores } from '../testing/other-transaction.ts';
import { connectTo, hasServer, temporaryServerDatabase } from '../testing/place.ts';
import { day, ending, idle, later, cutoff, newDevice, newToken, second, sessionOf, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

/** Long enough for an operation that need not wait. */
const moment = 300;

describe.runIf(hasServer)('while another connection to the server is in the middle of something', () => {
  const world = new World(temporaryServerDatabase);
  const other = new OtherTransaction(world);

  async function expectWaits(operation: Promise<unknown>): Promise<void> {
    expect(await Promise.race([operation, sleep(moment, 'waits')])).toBe('waits');
  }

  test('a write to the history of an account waits for its removal, and then writes nothing', async () => {
    const user = await world.someone();
    const { id, deviceId } = await world.begin(user);
    await other.query('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [user.id]);
    const { userAgent, ip } = sessionOf(user);
    const failure = { kind: 'sign_in_failed', at: start, sessionId: null, deviceId: null, userAgent, ip } as const;
    const appended = world.database.events.append({ ...failure, userId: user.id });
    const rename = { userId: user.id, deviceId, label: 'x', at: start, actorSessionId: id };
    const renamed = world.database.devices.rename(rename);
    await expectWaits(appended);
    await expectWaits(renamed);
    await other.query('DELETE FROM users WHERE id = $1', [user.id]);
    await other.query('COMMIT');
    await appended;
    expect(await renamed).toBe(false);
    expect(await world.eventsOf(user)).toHaveLength(1);
  });

  test('a sign-in, a revocation of all, a disabling and a removal wait for the sign-in before them', async () => {
    const user = await world.someone();
    await other.query('SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE', [user.id]);
    const steps = [
      world.begin(user),
      world.database.sessions.endAll({ ...ending(user), keepId: null }),
      world.database.users.disable(user.id, cutoff(start)),
      world.database.users.delete(user.id, cutoff(start)),
    ];
    for (const step of steps) step.catch(() => null);
    await expectWaits(Promise.race(steps.map((step) => step.catch(() => null))));
    await other.query('COMMIT');
    await Promise.allSettled(steps);
    expect(await world.database.users.findById(user.id)).toBeNull();
  });

  test('a sign-in waits for a change of its password, and is refused by the new one', async () => {
    await onPlainStores(world.url, async ({ sessions }) => {
      const user = await world.someone();
      await other.query(`UPDATE users SET password_hash = 'new' WHERE id = $1`, [user.id]);
      const begun = sessions.begin(sessionOf(user), { perUser: 100, cutoff: cutoff(start) }, []);
      expect(await other.blocks(begun)).toBe(true);
      await other.query('COMMIT');
      expect(await begun).toEqual({ session: null, retryAt: null });
    });
  });

  test('the removal of an account waits for an event that is being written, and wipes its address too', async () => {
    await onPlainStores(world.url, async ({ users, housekeeping }) => {
      const user = await world.someone();
      await other.query('SELECT 1 FROM users WHERE id = $1 FOR KEY SHARE', [user.id]);
      await other.query(
        `INSERT INTO session_events (user_id, kind, at, user_agent, ip) VALUES ($1, 'sign_in_failed', $2, 'curl', '::1')`,
        [user.id, start],
      );
      const removed = users.delete(user.id, cutoff(start));
      expect(await other.blocks(removed)).toBe(true);
      await other.query('COMMIT');
      expect(await removed).toBe(0);
      await housekeeping.wipeRemovedUsers(100);
      expect(await world.eventsOf(user)).toMatchObject([{ kind: 'sign_in_failed', userAgent: '', ip: null }]);
    });
  });

  test('a sign-in and a revocation of all wait for nothing that happens in another account', async () => {
    await onPlainStores(world.url, async ({ sessions }) => {
      const [user, another] = [await world.someone(), await world.someone()];
      await other.query('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [another.id]);
      const begun = sessions.begin(sessionOf(user), { perUser: 100, cutoff: cutoff(start) }, []);
      expect(await other.blocks(begun)).toBe(false);
      expect((await begun).session).not.toBeNull();
      const ended = sessions.endAll({ ...ending(user), keepId: null });
      expect(await other.blocks(ended)).toBe(false);
      expect(await ended).toBe(1);
    });
  });

  test('a change of the idle limit waits for an end that another transaction writes, and writes no second one', async () => {
    await onPlainStores(world.url, async ({ sessions }) => {
      const user = await world.someone();
      const tokenHash = newToken();
      const expired = await world.begin(user, { tokenHash, absoluteExpiresAt: later(second) });
      const { id: actorId } = await world.begin(user);
      await other.query(`UPDATE sessions SET ended_at = $2, end_reason = 'logout' WHERE id = $1`, [expired.id, start]);
      const change = { userId: user.id, limit: day, cutoff: cutoff(later(2 * second)), actorId };
      const changed = sessions.setIdleLimit(change);
      expect(await other.blocks(changed)).toBe(true);
      await other.query('COMMIT');
      expect(await changed).toBe(0);
      expect(await world.find(tokenHash)).toMatchObject({ endedAt: start, endReason: 'logout' });
      expect(await world.endsOf(user)).toEqual([]);
    });
  });

  test('a sign-in waits for the purge of its device, and is then one of a new device', async () => {
    await onPlainStores(world.url, async ({ sessions }) => {
      const user = await world.someone();
      const deviceTokenHash = newDevice();
      const { deviceId } = await world.begin(user, { deviceTokenHash });
      await other.query('DELETE FROM sessions WHERE device_id = $1', [deviceId]);
      await other.query('DELETE FROM devices WHERE id = $1', [deviceId]);
      const begun = sessions.begin(sessionOf(user, { deviceTokenHash }), { perUser: 100, cutoff: cutoff(start) }, []);
      expect(await other.blocks(begun)).toBe(true);
      await other.query('COMMIT');
      const { session } = await begun;
      expect(session?.deviceId).toBeGreaterThan(deviceId);
    });
  });

  test('the end of all sessions of all users survives a deadlock with a request that locks some, and ends them all', async () => {
    const user = await world.someone();
    const ids = [(await world.begin(user)).id, (await world.begin(user)).id, (await world.begin(user)).id];
    const lock = (id: number | undefined) => other.query('SELECT 1 FROM sessions WHERE id = $1 FOR UPDATE', [id]);
    const pids = async () =>
      (await observer.query<{ pid: number }>('SELECT pid FROM pg_locks WHERE NOT granted')).rows.map(({ pid }) => pid);
    const observer = await connectTo(world.url);
    await other.query(`SET LOCAL deadlock_timeout = '60s'`);
    await lock(ids[2]);
    const ended = world.database.administration.endEvery(cutoff(later(second)), 500);
    await waitFor(async () => expect(await pids()).toHaveLength(1), { interval: 5 });
    // It holds the first one and waits for the last: a circle, out of which PostgreSQL throws the batch.
    await lock(ids[0]);
    await other.query('COMMIT');
    expect(await ended).toEqual({ live: 3, written: 3 });
    await observer.end();
  });

  test('housekeeping skips locked rows and processes them in its next run', async () => {
    const { housekeeping, feed, rateLimits, sessions } = world.database;
    const user = await world.someone();
    await world.begin(user, { absoluteExpiresAt: later(second) });
    const ended = await world.begin(user);
    await sessions.end(ended.id, ending(user));
    await rateLimits.take('key', { burst: 1, every: 1 }, start);
    await other.query('SELECT 1 FROM users, devices, sessions, session_events, rate_limits FOR UPDATE');
    const steps = [
      () => housekeeping.endExpired(cutoff(later(idle)), 10),
      () => housekeeping.purgeSessions(later(day), 10),
      () => housekeeping.purgeDevices(later(day), 10),
      () => housekeeping.wipeAddresses(later(day), 10),
      () => feed.publish(later(day), 10),
      () => housekeeping.purgeEvents(later(day), 10),
      () => housekeeping.purgeRateLimits(later(day), 10),
    ];
    for (const step of steps) expect(await Promise.race([step(), sleep(moment * 10, 'waits')])).toBe(0);
    await other.query('COMMIT');
    const done = [];
    for (const step of steps) done.push(await step());
    // The expired one and the revoked one; their devices; two addresses are gone with them, those of four events are left.
    expect(done).toEqual([1, 2, 2, 4, 4, 4, 1]);
  });
});
