import { StoreBusy } from '@latchkey/sessions/store-unavailable';
import { waitFor } from '@latchkey/testing/wait-for';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectTo, hasServer, temporaryServerDatabase } from '../testing/place.ts';
import { ending, cutoff, later, newDevice, second, sessionOf, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';
import { workLimits } from './work-limiter.ts';

const limits = { perUser: 100, cutoff: cutoff(start) };

describe.runIf(hasServer)('the work of a user whose row another transaction holds', { timeout: 120_000 }, () => {
  const world = new World(temporaryServerDatabase);
  let holder: pg.Client;
  let watcher: pg.Client;
  beforeEach(async () => {
    [holder, watcher] = await Promise.all([connectTo(world.url), connectTo(world.url)]);
    await holder.query('BEGIN');
  });
  afterEach(async () => {
    await Promise.all([holder.end(), watcher.end()]);
  });

  /** How many connections wait for a lock in this database at this moment. */
  async function waiting(): Promise<number> {
    const { rows } = await watcher.query<{ count: number }>(
      `SELECT count(DISTINCT pid)::integer AS count FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE NOT granted AND datname = current_database()`,
    );
    return rows[0]?.count ?? 0;
  }

  test('waits on a few connections only, gives them back in between, and is done when the row is free', async () => {
    const user = await world.someone();
    await holder.query('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [user.id]);
    const begun = Array.from({ length: 20 }, () => world.database.sessions.begin(sessionOf(user), limits, []));
    const outcomes = Promise.allSettled(begun);
    const counts: number[] = [];
    const seen = (count: number) =>
      waitFor(
        async () => {
          counts.push(await waiting());
          expect(counts.at(-1)).toBe(count);
        },
        { timeout: 20_000, interval: 1 },
      );
    // One piece of work tries again and again, and none holds a connection in between.
    for (const count of [1, 0, 1, 0]) await seen(count);
    expect(Math.max(...counts)).toBeLessThanOrEqual(workLimits.inFlight);
    await holder.query('COMMIT');
    for (const outcome of await outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StoreBusy);
    }
    expect((await world.database.sessions.begin(sessionOf(user), limits, [])).session).not.toBeNull();
  });

  test('is refused as busy where the row stays held, and has changed nothing', async () => {
    const user = await world.someone();
    const { id, deviceId } = await world.begin(user);
    const before = await world.eventsOf(user);
    await holder.query('SELECT 1 FROM users, sessions WHERE users.id = $1 AND user_id = $1 FOR UPDATE', [user.id]);
    const { sessions, users, devices, events, alerts } = world.database;
    const { userAgent, ip } = sessionOf(user);
    const failed = { kind: 'sign_in_failed', at: start, sessionId: null, deviceId: null, userAgent, ip } as const;
    const by = { deviceId, sessionId: id, isProved: true };
    const kinds = {
      begin: () => sessions.begin(sessionOf(user, { deviceTokenHash: newDevice() }), limits, []),
      end: () => sessions.end(id, ending(user)),
      endMany: () => sessions.endMany([id], ending(user)),
      endAll: () => sessions.endAll({ ...ending(user), keepId: null }),
      renew: () => sessions.rotateToken(world.renewalOf(user, id)),
      setIdleLimit: () => sessions.setIdleLimit({ userId: user.id, limit: second, cutoff: cutoff(start), actorId: id }),
      changePassword: () => users.changePassword('new', world.renewalOf(user, id), start),
      setLanguage: () => users.setLanguage({ userId: user.id, deviceId, language: 'de', at: start }),
      disable: () => users.disable(user.id, cutoff(start)),
      enable: () => users.enable(user.id),
      delete: () => users.delete(user.id, cutoff(start)),
      rename: () => devices.rename({ userId: user.id, deviceId, label: 'x', at: start, actorSessionId: id }),
      append: () => events.append({ ...failed, userId: user.id }),
      answer: () =>
        alerts.answer({
          userId: user.id,
          alertIds: [1],
          answer: 'denied',
          by,
          ip: null,
          openSince: start,
          cutoff: cutoff(start),
        }),
    };
    const outcomes = await Promise.all(
      Object.entries(kinds).map(
        async ([name, run]) => [name, await run().then(String, (error: unknown) => error)] as const,
      ),
    );
    for (const [name, outcome] of outcomes) expect([name, outcome]).toEqual([name, expect.any(StoreBusy)]);
    await holder.query('ROLLBACK');
    expect(await world.eventsOf(user)).toEqual(before);
    expect(await world.idsOf(user)).toEqual([id]);
  });

  test('waits also where it has no user yet: for a subject that another transaction creates', async () => {
    const subject = 'user-7';
    await holder.query(`INSERT INTO users (subject, password_hash, created_at) VALUES ($1, 'x', $2)`, [subject, start]);
    const provisioned = world.database.subjects.provision({ subject }, start);
    let isOver = false;
    void provisioned.catch(() => null).then(() => (isOver = true));
    for (const count of [1, 0, 1]) {
      await waitFor(async () => expect(await waiting()).toBe(count), { timeout: 20_000, interval: 1 });
    }
    expect(isOver).toBe(false);
    await holder.query('COMMIT');
    expect((await provisioned).user.subject).toBe(subject);
  });

  test('is busy where the row of a service key stays held, except recording its use, which is left out', async () => {
    const { serviceKeys } = world.database;
    const keyHash = '00'.repeat(32);
    const id = await serviceKeys.create({ name: 'shop', scopes: [], keyHash, createdAt: start }, 100);
    if (id === null) throw new Error('There should be room for a key');
    const lastUse = async () => (await serviceKeys.list()).find((key) => key.id === id)?.lastUsedAt;
    await holder.query('SELECT 1 FROM service_keys WHERE id = $1 FOR UPDATE', [id]);
    await expect(serviceKeys.revoke(id, start)).rejects.toThrow(StoreBusy);
    await serviceKeys.markUsed(id, start, start);
    expect(await lastUse()).toBeNull();
    await holder.query('COMMIT');
    await serviceKeys.markUsed(id, start, start);
    // Another instance has written a use within the step.
    await serviceKeys.markUsed(id, later(second), later(-1));
    expect(await lastUse()).toEqual(start);
    await serviceKeys.markUsed(id, later(second), start);
    expect(await lastUse()).toEqual(later(second));
    expect(await serviceKeys.revoke(id, start)).toBe(true);
  });

  test('leaves reading to that user, and everything to the others', async () => {
    const [user, other] = [await world.someone(), await world.someone()];
    const { id } = await world.begin(user);
    await holder.query('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [user.id]);
    let isOver = false;
    const blocked = Promise.allSettled(
      Array.from({ length: 20 }, () => world.database.sessions.begin(sessionOf(user), limits, [])),
    ).then(() => (isOver = true));
    expect(await world.idsOf(user)).toEqual([id]);
    const session = await world.begin(other);
    expect(await world.database.sessions.end(session.id, ending(other))).toBe(true);
    expect(isOver).toBe(false);
    await holder.query('COMMIT');
    await blocked;
  });
});
