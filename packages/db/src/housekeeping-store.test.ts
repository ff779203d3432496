import { endOf } from '@latchkey/sessions/session';
import { defaultSessionLimits } from '@latchkey/sessions/session-limits';
import { capUserAgent } from '@latchkey/sessions/user-agent';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { kinds } from './testing/place.ts';
import { runs } from './testing/runs.ts';
import { day, ending, idle, later, liveAt, newDevice, newToken, second, start } from './testing/sample.ts';
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
    const expiring = await world.begin(user, { tokenHash: expiredToken, expiresAt: later(day) });
    const { housekeeping } = world.database;
    expect(await housekeeping.endLapsed(liveAt(later(day - second)), 10)).toBe(0);
    expect(await housekeeping.endLapsed(liveAt(later(day)), 10)).toBe(1);
    expect(await world.find(expiredToken)).toMatchObject({ endedAt: later(day), endReason: 'expired' });
    expect(await housekeeping.endLapsed(liveAt(later(idle - second)), 10)).toBe(0);
    expect(await housekeeping.endLapsed(liveAt(later(idle + second)), 10)).toBe(1);
    expect(await world.find(idleToken)).toMatchObject({ endedAt: later(idle), endReason: 'idle' });
    expect(await world.endsOf(user)).toEqual([
      [unused.id, 'idle', null],
      [expiring.id, 'expired', null],
    ]);
    expect((await world.eventsOf(user)).slice(0, 2)).toMatchObject([
      { at: later(idle), deviceId: unused.deviceId, address: unused.address, userAgent: unused.userAgent },
      { at: later(day) },
    ]);
    expect(await housekeeping.endLapsed(liveAt(later(100 * day)), 10)).toBe(0);
  });

  test('what becomes idle at the instant of its expiry has expired', async () => {
    const user = await world.someone();
    const { id } = await world.begin(user, { expiresAt: later(idle) });
    await world.database.housekeeping.endLapsed(liveAt(later(idle)), 10);
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
          await world.begin(user, { tokenHash, createdAt: later(used), expiresAt: later(expires) });
        }
        const before = await Promise.all(tokens.map((token) => world.find(token)));
        const expected = before.map((session) => session && endOf(session, session.lastUsedAt.getTime(), now, limits));
        const lapsed = await world.database.housekeeping.endLapsed({ now, idleSince: later(at - allowed) }, 100);
        expect(lapsed).toBe(expected.filter(Boolean).length);
        const after = await Promise.all(tokens.map((token) => world.find(token)));
        expect(after).toEqual(
          before.map((session, index) => ({
            ...session,
            endedAt: expected[index]?.at ?? null,
            endReason: expected[index]?.reason ?? null,
          })),
        );
        const ends = (await world.eventsOf(user)).filter((event) => event.kind === 'ended');
        expect(ends).toHaveLength(lapsed);
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
    await world.database.sessions.end(id, ending(user, { liveAt: liveAt(later(day)) }));
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
    const { housekeeping, devices, sessions } = world.database;
    await sessions.end(id, ending(user, { liveAt: liveAt(later(day)) }));
    expect(await housekeeping.purgeDevices(later(100 * day), 10)).toBe(0);
    await housekeeping.purgeSessions(later(day), 10);
    expect(await housekeeping.purgeDevices(later(day - second), 10)).toBe(0);
    expect(await devices.isKnown(user.email, deviceTokenHash)).toBe(true);
    expect(await housekeeping.purgeDevices(later(day), 10)).toBe(1);
    expect(await devices.isKnown(user.email, deviceTokenHash)).toBe(false);
    expect(await devices.isKnown(other.email, deviceTokenHash)).toBe(true);
  });

  test('purges events from their instant on', async () => {
    const user = await world.someone();
    await world.begin(user);
    const { housekeeping } = world.database;
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
    expect(await world.find(tokenHash)).toEqual({ ...old, address: null });
    expect(await world.find(usedToken)).toEqual({ ...used, lastUsedAt: later(second) });
    expect(await world.eventsOf(user)).toEqual(events.map((event) => ({ ...event, address: null })));
    expect(await housekeeping.wipeAddresses(later(second), 10)).toBe(1);
    expect(await world.find(usedToken)).toMatchObject({ address: null });
  });

  test('purges attempt counts from the instant when they are used up by nobody', async () => {
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
      await world.begin(user, { expiresAt: later(second) });
      await rateLimits.take(`key ${count}`, { burst: 1, every: 1 }, start);
    }
    expect(await inBatches((limit) => housekeeping.endLapsed(liveAt(later(second)), limit))).toEqual([2, 2, 1]);
    // Five sessions, each with two events.
    expect(await inBatches((limit) => housekeeping.wipeAddresses(later(second), limit))).toEqual([
      2, 2, 2, 2, 2, 2, 2, 1,
    ]);
    expect(await inBatches((limit) => housekeeping.purgeSessions(later(second), limit))).toEqual([2, 2, 1]);
    expect(await inBatches((limit) => housekeeping.purgeDevices(start, limit))).toEqual([2, 2, 1]);
    expect(await inBatches((limit) => housekeeping.purgeRateLimits(later(second), limit))).toEqual([2, 2, 1]);
    const failed = { kind: 'sign_in_failed', userAgent: capUserAgent(''), address: null } as const;
    await events.append({ ...failed, userId: user.id, at: start, sessionId: null, deviceId: null });
    expect(await inBatches((limit) => housekeeping.purgeEvents(later(second), limit))).toEqual([2, 2, 2, 2, 2, 1]);
  });

  test('two that keep house at the same moment do each thing once', async () => {
    const user = await world.someone();
    for (let count = 0; count < 10; count += 1) await world.begin(user, { expiresAt: later(second) });
    const { housekeeping } = world.database;
    const both = await Promise.all(Array.from({ length: 4 }, () => housekeeping.endLapsed(liveAt(later(second)), 100)));
    expect(both.reduce((sum, done) => sum + done)).toBe(10);
    expect(await world.endsOf(user)).toHaveLength(10);
  });
});
