import { describe, expect, test } from 'vitest';
import { usualKind } from '../testing/place.ts';
import { day, ending, later, cutoff, newToken, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

describe.each(usualKind)('uses that are written on %s', (_kind, makePlace) => {
  const world = new World(makePlace);

  /** Writes uses of sessions, and gives what is answered about each. */
  async function record(uses: readonly { id: number; at: number }[], writtenBy: number, idleLimit = day) {
    const written = uses.map(({ id, at }) => ({ sessionId: id, at: later(at), activeDays: 1, country: null }));
    return world.database.sessions.recordUses(written, { writtenBy: later(writtenBy), idle: idleLimit });
  }

  test('are those before the instant at which a session expires', async () => {
    const { id } = await world.begin(await world.someone(), { absoluteExpiresAt: later(5000) });
    expect(await record([{ id, at: 5000 }], 5000)).toEqual(new Map());
    expect(await record([{ id, at: 4999 }], 4999)).toEqual(new Map([[id, later(4999)]]));
  });

  test('are those before the instant at which the limit of all accounts ends a session', async () => {
    const { id } = await world.begin(await world.someone());
    expect(await record([{ id, at: 1000 }], 1000, 1000)).toEqual(new Map());
    expect(await record([{ id, at: 999 }], 999, 1000)).toEqual(new Map([[id, later(999)]]));
  });

  test('are those before the instant at which the limit of its owner ends a session, and move that instant', async () => {
    const user = await world.someone();
    const { id } = await world.begin(user);
    const { id: actorId } = await world.begin(user);
    await world.database.sessions.setIdleLimit({ userId: user.id, limit: 600, cutoff: cutoff(start), actorId });
    expect(await record([{ id, at: 600 }], 600)).toEqual(new Map());
    expect(await record([{ id, at: 500 }], 500)).toEqual(new Map([[id, later(500)]]));
    expect(await world.idsOf(user, later(1099))).toEqual([id]);
    expect(await world.idsOf(user, later(1100))).toEqual([]);
  });

  test('are none of a session that has ended, and no answer is given about it', async () => {
    const user = await world.someone();
    const { id } = await world.begin(user);
    await world.database.sessions.end(id, ending(user, { cutoff: cutoff(later(10)) }));
    expect(await record([{ id, at: 5 }], 5)).toEqual(new Map());
  });

  test('wait until what is written is old enough, and the answer is then what is written', async () => {
    const tokenHash = newToken();
    const { id } = await world.begin(await world.someone(), { tokenHash });
    expect(await record([{ id, at: 100 }], -1)).toEqual(new Map([[id, start]]));
    expect((await world.find(tokenHash))?.lastUsedAt).toEqual(start);
    expect(await record([{ id, at: 100 }], 0)).toEqual(new Map([[id, later(100)]]));
    expect((await world.find(tokenHash))?.lastUsedAt).toEqual(later(100));
  });

  test('add no day at a moment that is written already', async () => {
    const tokenHash = newToken();
    const { id } = await world.begin(await world.someone(), { tokenHash });
    const options = { writtenBy: start, idle: day };
    const use = { sessionId: id, at: start, activeDays: 0b100, country: null };
    expect(await world.database.sessions.recordUses([use], options)).toEqual(new Map([[id, start]]));
    expect((await world.find(tokenHash))?.activeDays).toBe(1);
  });

  test('are each of the session that it names', async () => {
    const user = await world.someone();
    const [one, other, unused] = [await world.begin(user), await world.begin(user), await world.begin(user)];
    const answered = await record([{ id: other.id, at: 20 }, { id: one.id, at: 10 }], 20); // prettier-ignore
    expect(answered).toEqual(new Map([[one.id, later(10)], [other.id, later(20)]])); // prettier-ignore
    expect(await world.idsOf(user)).toEqual([unused.id, one.id, other.id]);
  });
});

describe.each(usualKind)('what is read of many sessions on %s', (_kind, makePlace) => {
  const world = new World(makePlace);

  test('is nothing of a session whose token is not among those that are asked for', async () => {
    const user = await world.someone();
    const tokenHash = newToken();
    await world.begin(user, { tokenHash });
    await world.begin(user);
    expect([...(await world.database.sessions.findByTokenHashes([tokenHash])).keys()]).toEqual([tokenHash]);
  });

  test.each(['oldest_use_first', 'latest_use_first'] as const)(
    'is a page, %s, of those that no limit has ended at that instant',
    async (order) => {
      const user = await world.someone();
      const expiring = await world.begin(user, { absoluteExpiresAt: later(5000) });
      const { id: used } = await world.begin(user);
      await world.use(used, later(100));
      const page = async (now: number, idleLimit: number) => {
        const at = { now: later(now), idleSince: later(now - idleLimit) };
        const { sessions } = await world.database.sessions.pageLive(user.id, { order, after: null, limit: 9 }, at);
        return sessions.map(({ id }) => id).toSorted((a, b) => a - b);
      };
      expect(await page(4999, day)).toEqual([expiring.id, used]);
      expect(await page(5000, day)).toEqual([used]);
      expect(await page(1000, 1001)).toEqual([expiring.id, used]);
      expect(await page(1000, 1000)).toEqual([used]);
      expect(await page(1000, 900)).toEqual([]);
    },
  );
});
