import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '@latchkey/testing/wait-for';
import { describe, expect, test } from 'vitest';
import { connectTo, hasServer, temporaryServerDatabase } from './testing/place.ts';
import { cutoff, ending, later, newDevice, second } from './testing/sample.ts';
import { World } from './testing/world.ts';

describe.runIf(hasServer)('housekeeping of sessions', () => {
  const world = new World(temporaryServerDatabase);

  test.each(['sessions', 'devices'])(
    'leaves those whose row in %s a transaction holds, and purges the others',
    async (table) => {
      const user = await world.someone();
      const [held, free] = [newDevice(), newDevice()];
      const { housekeeping, sessions } = world.database;
      const ids = new Map<string, { readonly sessions: number; readonly devices: number }>();
      for (const deviceTokenHash of [held, free]) {
        const { id, deviceId } = await world.begin(user, { deviceTokenHash });
        await sessions.end(id, ending(user, { reason: 'logout', actorId: id }));
        ids.set(deviceTokenHash, { sessions: id, devices: deviceId });
      }
      const row = ids.get(held) ?? { sessions: 0, devices: 0 };
      const id = table === 'sessions' ? row.sessions : row.devices;
      const other = await connectTo(world.url);
      await other.query('BEGIN');
      await other.query(`SELECT 1 FROM ${table} WHERE id = $1 FOR NO KEY UPDATE`, [id]);
      const purge = () => Promise.race([housekeeping.purgeSessions(later(second), 9), sleep(5000, 'waits')]);
      expect(await purge()).toBe(1);
      await other.query('COMMIT');
      await other.end();
      // Only the device that has lost its session is gone.
      expect(await housekeeping.purgeDevices(later(second), 9)).toBe(1);
      expect([await world.knows(user.email, held), await world.knows(user.email, free)]).toEqual([true, false]);
      expect(await purge()).toBe(1);
      expect(await housekeeping.purgeDevices(later(second), 9)).toBe(1);
      expect(await world.knows(user.email, held)).toBe(false);
    },
  );

  test('marks a device also where another process purges the session before its last one at the same moment', async () => {
    const user = await world.someone();
    const deviceTokenHash = newDevice();
    const { housekeeping, sessions } = world.database;
    // The second sign-in supersedes the first.
    const first = await world.begin(user, { deviceTokenHash });
    const last = await world.begin(user, { deviceTokenHash, createdAt: later(1) });
    await sessions.end(last.id, ending(user, { reason: 'logout', actorId: last.id, cutoff: cutoff(later(0)) }));
    const other = await connectTo(world.url);
    await other.query(`
      CREATE FUNCTION wait_for_other() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN OLD; END $$;
      CREATE TRIGGER wait_for_other BEFORE DELETE ON sessions FOR EACH ROW EXECUTE FUNCTION wait_for_other()`);
    await other.query('BEGIN; SELECT pg_advisory_xact_lock(1)');
    const purged = housekeeping.purgeSessions(later(second), 1);
    await waitFor(async () => {
      const { rows } = await other.query('SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = $1', ['advisory']);
      expect(rows).toHaveLength(1);
    });
    await other.query('DELETE FROM sessions WHERE id = $1', [first.id]);
    await other.query('COMMIT; DROP FUNCTION wait_for_other CASCADE');
    await other.end();
    expect(await purged).toBe(1);
    expect(await housekeeping.purgeDevices(later(second), 9)).toBe(1);
    expect(await world.knows(user.email, deviceTokenHash)).toBe(false);
  });

  test('leaves a device without a session that a transaction holds, and waits for none', async () => {
    const user = await world.someone();
    const deviceTokenHash = newDevice();
    const { housekeeping, sessions } = world.database;
    const { id, deviceId } = await world.begin(user, { deviceTokenHash });
    await sessions.end(id, ending(user, { reason: 'logout', actorId: id }));
    expect(await housekeeping.purgeSessions(later(second), 9)).toBe(1);
    const other = await connectTo(world.url);
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM devices WHERE id = $1 FOR KEY SHARE', [deviceId]);
    const purge = () => Promise.race([housekeeping.purgeDevices(later(second), 9), sleep(5000, 'waits')]);
    expect(await purge()).toBe(0);
    await other.query('COMMIT');
    await other.end();
    expect(await world.knows(user.email, deviceTokenHash)).toBe(true);
    expect(await purge()).toBe(1);
  });
});
