import { beforeEach, describe, expect, test } from 'vitest';
import { usualKind } from '../testing/place.ts';
import { day, ending, idle, impossibleIds, later, cutoff, newToken, second } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

const week = 7 * day;

describe.each(usualKind)('an idle limit of one’s own on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  beforeEach(() => world.clear());

  const set = (user: { id: number }, limit: number | null, actorId: number, now: Date) =>
    world.database.sessions.setIdleLimit({ userId: user.id, limit, cutoff: cutoff(now), actorId });

  /** A user with a session that was just used, and one that was last used at `start`. */
  async function scene(now: Date) {
    const user = await world.someone();
    const unusedToken = newToken();
    const unused = await world.begin(user, { tokenHash: unusedToken });
    const used = await world.begin(user);
    await world.use(used.id, now);
    return { user, used, unused, unusedToken };
  }

  test('ends what has been unused for that long, to the instant, and tells how many', async () => {
    const early = await scene(later(week - 1));
    expect(await set(early.user, week, early.used.id, later(week - 1))).toBe(0);
    expect(await world.idsOf(early.user, later(week - 1))).toEqual([early.unused.id, early.used.id]);

    const { user, used, unused, unusedToken } = await scene(later(week));
    expect(await set(user, week, used.id, later(week))).toBe(1);
    expect(await world.find(unusedToken)).toMatchObject({ endedAt: later(week), endReason: 'idle' });
    expect(await world.endsOf(user)).toEqual([[unused.id, 'idle', used.id]]);
    expect(await world.idsOf(user, later(week))).toEqual([used.id]);
  });

  test('holds for every question about a session, until the instant, and moves with each use', async () => {
    const { user, used, unused } = await scene(later(second));
    await set(user, week, used.id, later(second));
    expect(await world.idsOf(user, later(week - 1))).toEqual([unused.id, used.id]);
    expect(await world.idsOf(user, later(week))).toEqual([used.id]);
    const { sessions } = world.database;
    expect(await sessions.listLive(user.id, cutoff(later(second)))).toMatchObject([
      { idleLimit: week },
      { idleLimit: week },
    ]);
    const late = { cutoff: cutoff(later(week)) };
    expect(await sessions.end(unused.id, ending(user, late))).toBe(false);
    expect(await sessions.rotateToken(world.renewalOf(user, unused.id, late))).toBe(false);
    await world.use(unused.id, later(week));
    expect(await world.idsOf(user, later(week))).toEqual([used.id]);

    await world.use(used.id, later(3 * day));
    await world.use(used.id, later(9 * day));
    expect(await world.idsOf(user, later(9 * day + week - 1))).toEqual([used.id]);
    expect(await world.idsOf(user, later(9 * day + week))).toEqual([]);
  });

  test('is written down by housekeeping at the moment when it came true', async () => {
    const { user, used, unused, unusedToken } = await scene(later(second));
    await set(user, week, used.id, later(second));
    const { housekeeping } = world.database;
    const dueBy = { endedBy: later(0), eventsBy: later(0), addressesBy: later(0) };
    expect((await housekeeping.countBacklog({ cutoff: cutoff(later(week - 1)), ...dueBy })).expired).toBe(0);
    expect(await housekeeping.endExpired(cutoff(later(week - 1)), 10)).toBe(0);
    expect((await housekeeping.countBacklog({ cutoff: cutoff(later(week)), ...dueBy })).expired).toBe(1);
    expect(await housekeeping.endExpired(cutoff(later(week)), 10)).toBe(1);
    expect(await world.find(unusedToken)).toMatchObject({ endedAt: later(week), endReason: 'idle' });
    expect(await world.endsOf(user)).toEqual([[unused.id, 'idle', null]]);
  });

  test('holds for sessions that begin later, and is gone for all when it is taken away', async () => {
    const { user, used } = await scene(later(second));
    await set(user, week, used.id, later(second));
    const begun = await world.begin(user, { createdAt: later(day) });
    expect(begun.idleLimit).toBe(week);
    expect((await world.begin(await world.someone())).idleLimit).toBeNull();
    expect(await world.idsOf(user, later(day + week))).toEqual([]);
    expect(await world.idsOf(user, later(day + week - 1))).toContain(begun.id);
    expect(await set(user, null, begun.id, later(2 * day))).toBe(0);
    expect(await world.idsOf(user, later(day + week))).toContain(begun.id);
    expect(await world.idsOf(user, later(day + idle))).toEqual([]);
  });

  test('brings nothing back when it is made longer: what had expired keeps its end', async () => {
    const { user, used, unusedToken } = await scene(later(second));
    await set(user, week, used.id, later(second));
    await world.use(used.id, later(5 * day));
    expect(await set(user, null, used.id, later(10 * day))).toBe(0);
    expect(await world.find(unusedToken)).toMatchObject({ endedAt: later(week), endReason: 'idle' });
  });

  test('never makes an end come later than the default limit', async () => {
    const { user, used } = await scene(later(second));
    await set(user, 365 * day, used.id, later(second));
    expect(await world.idsOf(user, later(idle))).toEqual([used.id]);
    expect(await world.idsOf(user, later(idle + second))).toEqual([]);
  });

  test('leaves an event, also where it ends nothing, and changes nothing of other users', async () => {
    const { user, used } = await scene(later(second));
    const stranger = await scene(later(second));
    await set(user, week, used.id, later(second));
    const { id: sessionId, deviceId, ip, userAgent } = used;
    expect((await world.eventsOf(user))[0]).toMatchObject({
      kind: 'idle_limit_changed',
      at: later(second),
      sessionId,
      deviceId,
      ip,
      userAgent,
    });
    expect(await world.idsOf(stranger.user, later(week))).toHaveLength(2);
    expect(await world.eventsOf(stranger.user)).toHaveLength(2);
  });

  test('is refused to a session that is foreign, missing or over', async () => {
    const { user, used, unused } = await scene(later(second));
    await world.database.sessions.end(unused.id, ending(user));
    const stranger = await scene(later(second));
    const before = await world.eventsOf(user);
    for (const actorId of [unused.id, stranger.used.id, ...impossibleIds]) {
      expect(await set(user, second, actorId, later(day))).toBeNull();
    }
    for (const id of impossibleIds) expect(await set({ id }, second, used.id, later(day))).toBeNull();
    expect(await world.eventsOf(user)).toEqual(before);
    expect(await world.idsOf(user, later(day))).toEqual([used.id]);
  });
});
