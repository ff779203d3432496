import type { Session } from '@latchkey/sessions/sessions/session';
import type { NewSession } from '@latchkey/sessions/sessions/session-store';
import type { User } from '@latchkey/sessions/accounts/user';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { usualKind } from '../testing/place.ts';
import { Race, starts, runs } from '../testing/race.ts';
import { day, ending, later, cutoff, newDevice, newToken, second, sessionOf, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

const signIns = 6;

describe.each(usualKind)('sign-ins that race on %s', (kind, makePlace) => {
  const world = new World(makePlace);

  async function begin(user: User, other: Partial<NewSession> = {}, perUser = 100): Promise<Session | null> {
    const limits = { perUser, cutoff: cutoff(start) };
    return (await world.database.sessions.begin(sessionOf(user, other), limits, [])).session;
  }

  /** Every session that is not live has one end in the history, and no live one has any. */
  async function expectOneEndEach(user: User, begun: readonly (Session | null)[]): Promise<void> {
    const live = new Set(await world.idsOf(user));
    const gone = begun.flatMap((session) => (session && !live.has(session.id) ? [session.id] : []));
    const ended = (await world.endsOf(user)).map(([id]) => id);
    expect(ended.toSorted((a, b) => Number(a) - Number(b))).toEqual(gone.toSorted((a, b) => a - b));
  }

  test('what was begun before a revocation of all does not survive it, and what begins after it lives', async () => {
    const property = fc.asyncProperty(starts(signIns), starts(2), async (begins, revocations) => {
      const [user, race] = [await world.someone(), new Race()];
      const all = { ...ending(user, { reason: 'revoked_all' }), keepId: null };
      const [begun, revoked] = await Promise.all([
        Promise.all(begins.map((at) => race.run(at, () => begin(user)))),
        Promise.all(revocations.map((at) => race.run(at, () => world.database.sessions.endAll(all)))),
      ]);
      const live = await world.idsOf(user);
      for (const { value, from, until } of begun) {
        if (revoked.some((revocation) => until < revocation.from)) expect(live).not.toContain(value?.id);
        if (revoked.every((revocation) => from > revocation.until)) expect(live).toContain(value?.id);
      }
      expect(revoked.reduce((sum, { value }) => sum + value, 0)).toBe(signIns - live.length);
      await expectOneEndEach(
        user,
        begun.map(({ value }) => value),
      );
    });
    await fc.assert(property, runs(30, kind));
  });

  test('no session that was begun with the old password survives the change', async () => {
    const property = fc.asyncProperty(starts(signIns), fc.nat(6), async (begins, change) => {
      const [user, race] = [await world.someone(), new Race()];
      const asking = await world.begin(user);
      const [changed, ...begun] = await Promise.all([
        race.run(change, () => world.database.users.changePassword('new', world.renewalOf(user, asking.id), start)),
        ...begins.map((at) => race.run(at, () => begin(user))),
      ]);
      expect(changed.value).toBe(true);
      expect(await world.idsOf(user)).toEqual([asking.id]);
      for (const { value, from } of begun) if (from > changed.until) expect(value).toBeNull();
      await expectOneEndEach(
        user,
        begun.map(({ value }) => value),
      );
    });
    await fc.assert(property, runs(30, kind));
  });

  test('of two sessions that change the password at the same moment, the one that ends the other keeps its own', async () => {
    const property = fc.asyncProperty(starts(2), async (changes) => {
      const user = await world.someone();
      const sessions = [await world.begin(user), await world.begin(user)];
      const race = new Race();
      const changed = await Promise.all(
        sessions.map(({ id }, at) =>
          race.run(changes[at], () =>
            world.database.users.changePassword(`by ${id}`, world.renewalOf(user, id), start),
          ),
        ),
      );
      expect(changed.filter(({ value }) => value)).toHaveLength(1);
      const [live] = await world.idsOf(user);
      expect(await world.database.users.findById(user.id)).toMatchObject({ passwordHash: `by ${live}` });
    });
    await fc.assert(property, runs(15, kind));
  });

  test('of many sign-ins from one browser, the last one lives and each other is superseded once', async () => {
    const property = fc.asyncProperty(starts(signIns), async (begins) => {
      const [user, race, deviceTokenHash] = [await world.someone(), new Race(), newDevice()];
      const runsOf = await Promise.all(begins.map((at) => race.run(at, () => begin(user, { deviceTokenHash }))));
      const begun = runsOf.flatMap(({ value }) => value ?? []);
      expect(begun).toHaveLength(signIns);
      expect(new Set(begun.map(({ deviceId }) => deviceId)).size).toBe(1);
      expect(await world.idsOf(user)).toEqual([Math.max(...begun.map(({ id }) => id))]);
      expect((await world.endsOf(user)).every(([, reason]) => reason === 'superseded')).toBe(true);
      await expectOneEndEach(user, begun);
    });
    await fc.assert(property, runs(30, kind));
  });

  test('no list that is read during concurrent sign-ins has more sessions than the limit', async () => {
    const property = fc.asyncProperty(starts(signIns), fc.integer({ min: 1, max: 4 }), async (begins, perUser) => {
      const [user, race] = [await world.someone(), new Race()];
      const looks = Promise.all(begins.map((at) => race.run(at, () => world.idsOf(user))));
      const begun = await Promise.all(begins.map((at) => race.run(at, () => begin(user, {}, perUser))));
      for (const { value } of await looks) expect(value.length).toBeLessThanOrEqual(perUser);
      expect(await world.idsOf(user)).toHaveLength(perUser);
      await expectOneEndEach(
        user,
        begun.map(({ value }) => value),
      );
    });
    await fc.assert(property, runs(30, kind));
  });

  test('as many sign-ins as there is room for stand, and all others are refused, where none may end', async () => {
    const property = fc.asyncProperty(starts(signIns), fc.integer({ min: 1, max: 4 }), async (begins, perUser) => {
      const [user, race] = [await world.someone(), new Race()];
      const limits = { perUser, atLimit: 'refuse', cutoff: cutoff(start) } as const;
      const runsOf = await Promise.all(
        begins.map((at, index) => {
          const deviceTokenHash = index % 2 === 0 ? newDevice() : null;
          return race.run(at, () => world.database.sessions.begin(sessionOf(user, { deviceTokenHash }), limits, []));
        }),
      );
      const stood = runsOf.flatMap(({ value }) => value.session?.id ?? []);
      const refused = runsOf.filter(({ value }) => value.session === null && value.isFull);
      const ofEachKind = Math.min(perUser, signIns / 2);
      expect([stood.length, refused.length]).toEqual([2 * ofEachKind, signIns - 2 * ofEachKind]);
      expect((await world.idsOf(user)).toSorted()).toEqual(stood.toSorted());
      expect(await world.endsOf(user)).toEqual([]);
    });
    await fc.assert(property, runs(30, kind));
  });

  test('a disabled account has no live session after concurrent sign-ins', async () => {
    const property = fc.asyncProperty(starts(signIns), fc.nat(6), async (begins, disableAt) => {
      const [user, race] = [await world.someone(), new Race()];
      const [disabled, ...begun] = await Promise.all([
        race.run(disableAt, () => world.database.users.disable(user.id, cutoff(start))),
        ...begins.map((at) => race.run(at, () => begin(user))),
      ]);
      expect(disabled.value).toBe(begun.filter(({ value }) => value).length);
      expect(await world.idsOf(user)).toEqual([]);
      for (const { value, from } of begun) if (from > disabled.until) expect(value).toBeNull();
      await expectOneEndEach(
        user,
        begun.map(({ value }) => value),
      );
    });
    await fc.assert(property, runs(30, kind));
  });

  test('a removed account leaves nothing of the person, whatever is under way', async () => {
    const property = fc.asyncProperty(starts(signIns), starts(4), fc.nat(6), async (begins, others, removal) => {
      const [user, race, deviceTokenHash] = [await world.someone(), new Race(), newDevice()];
      const tokenHash = newToken();
      const { id, deviceId } = await world.begin(user, { deviceTokenHash, tokenHash });
      await world.begin(user, { absoluteExpiresAt: later(second) });
      const { sessions, users, devices, events, housekeeping } = world.database;
      const { userAgent, ip } = sessionOf(user);
      const failure = { kind: 'sign_in_failed', userId: user.id, at: start, deviceId, userAgent, ip } as const;
      await Promise.all([
        race.run(removal, () => users.delete(user.id, cutoff(later(2 * second)))),
        ...begins.map((at) => race.run(at, () => begin(user))),
        ...begins.map((at) => race.run(at, () => events.append({ ...failure, sessionId: null }))),
        ...begins.map((at) => race.run(at, () => sessions.findByTokenHash(tokenHash))),
        ...begins.map((at) => race.run(at, () => sessions.listLive(user.id, cutoff(start)))),
        race.run(others[0], () => sessions.rotateToken(world.renewalOf(user, id))),
        race.run(others[1], () => housekeeping.endExpired(cutoff(later(day)), 1000)),
        race.run(others[2], () => sessions.end(id, ending(user))),
        race.run(others[3], () =>
          devices.rename({ userId: user.id, deviceId, label: 'x', at: start, actorSessionId: id }),
        ),
      ]);
      expect(await users.findById(user.id)).toBeNull();
      expect(await world.idsOf(user)).toEqual([]);
      await housekeeping.wipeRemovedUsers(1000);
      for (const event of await world.eventsOf(user)) expect(event).toMatchObject({ userAgent: '', ip: null });
    });
    await fc.assert(property, runs(40, kind));
  });

  test('a browser whose device housekeeping takes for unused signs in all the same, and stays in', async () => {
    const property = fc.asyncProperty(starts(4), starts(4), async (begins, purges) => {
      const race = new Race();
      const browsers = await Promise.all(
        begins.map(async () => {
          const [user, deviceTokenHash] = [await world.someone(), newDevice()];
          const { id } = await world.begin(user, { deviceTokenHash });
          await world.database.sessions.end(id, ending(user));
          return { user, deviceTokenHash };
        }),
      );
      await world.database.housekeeping.purgeSessions(later(second), 1000);
      const [begun] = await Promise.all([
        Promise.all(browsers.map(({ user, ...browser }, at) => race.run(begins[at], () => begin(user, browser)))),
        ...purges.map((at) => race.run(at, () => world.database.housekeeping.purgeDevices(start, 1000))),
      ]);
      for (const [at, { user, deviceTokenHash }] of browsers.entries()) {
        expect(await world.idsOf(user)).toEqual([begun[at]?.value?.id]);
        expect(await world.knows(user.email, deviceTokenHash)).toBe(true);
      }
    });
    await fc.assert(property, runs(40, kind));
  });
});
