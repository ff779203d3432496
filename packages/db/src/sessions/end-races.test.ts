import type { Session } from '@latchkey/sessions/sessions/session';
import type { SessionTokenHash } from '@latchkey/sessions/tokens/session-token';
import type { User } from '@latchkey/sessions/accounts/user';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { usualKind } from '../testing/place.ts';
import { Race, runs } from '../testing/race.ts';
import { ending, idle, later, cutoff, newDevice, newToken, second, sessionOf, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

/** Operations that may run on a session while it is ended. */
const disturbances = ['touch', 'renew', 'rename', 'endExpired', 'purge', 'wipe'] as const;
type Disturbance = (typeof disturbances)[number];

const at = fc.nat(6);

describe.each(usualKind)('ends that race on %s', (kind, makePlace) => {
  const world = new World(makePlace);

  async function disturb(what: Disturbance, user: User, { id, deviceId }: Session): Promise<SessionTokenHash | null> {
    const { sessions, devices, housekeeping } = world.database;
    const renewal = world.renewalOf(user, id);
    switch (what) {
      case 'touch':
        await world.use(id, later(2 * second));
        return null;
      case 'renew':
        return (await sessions.rotateToken(renewal)) ? renewal.tokenHash : null;
      case 'rename':
        await devices.rename({ userId: user.id, deviceId, label: 'x', at: start, actorSessionId: id });
        return null;
      case 'endExpired':
        await housekeeping.endExpired(cutoff(later(second)), 1000);
        return null;
      case 'purge':
        await housekeeping.purgeSessions(later(-second), 1000);
        await housekeeping.purgeDevices(start, 1000);
        await housekeeping.purgeEvents(later(-second), 1000);
        return null;
      case 'wipe':
        await housekeeping.wipeAddresses(start, 1000);
        return null;
      default:
        return what satisfies never;
    }
  }

  test('nothing that has ended is live again, whatever else is done to it', async () => {
    const acts = fc.array(fc.record({ what: fc.constantFrom(...disturbances), at }), { minLength: 4, maxLength: 10 });
    const property = fc.asyncProperty(acts, at, fc.boolean(), fc.boolean(), async (others, end, all, isBrowser) => {
      const [user, race, tokenHash] = [await world.someone(), new Race(), newToken()];
      const session = await world.begin(user, { tokenHash, deviceTokenHash: isBrowser ? newDevice() : null });
      const kept = await world.begin(user);
      const { sessions } = world.database;
      const [ended, ...disturbed] = await Promise.all([
        race.run(end, async () =>
          all
            ? (await sessions.endAll({ ...ending(user), keepId: kept.id })) === 1
            : await sessions.end(session.id, ending(user)),
        ),
        ...others.map((other) => race.run(other.at, () => disturb(other.what, user, session))),
        ...others.map((other) => race.run(other.at, () => world.idsOf(user))),
      ]);
      expect(ended.value).toBe(true);
      const tokens = [tokenHash];
      for (const { value, from } of disturbed) {
        if (Array.isArray(value) && from > ended.until) expect(value).toEqual([kept.id]);
        if (typeof value === 'string') tokens.push(value);
      }
      expect(await world.idsOf(user)).toEqual([kept.id]);
      const found = (await Promise.all(tokens.map((token) => world.find(token)))).flatMap((one) => one ?? []);
      expect(found).toMatchObject([{ id: session.id, endedAt: later(second), endReason: 'revoked' }]);
      expect(await world.endsOf(user)).toEqual([[session.id, 'revoked', null]]);
    });
    await fc.assert(property, runs(60, kind));
  });

  test('a session that expires while it is used is either used or ended, and its end has the reason and time of its expiry', async () => {
    const property = fc.asyncProperty(at, at, at, async (use, end, revocation) => {
      const [user, race, tokenHash] = [await world.someone(), new Race(), newToken()];
      const { id } = await world.begin(user, { tokenHash });
      const { sessions, housekeeping } = world.database;
      const lapse = cutoff(later(idle));
      await Promise.all([
        race.run(use, () => world.use(id, later(idle - 1))),
        race.run(end, () => housekeeping.endExpired(lapse, 1000)),
        race.run(revocation, () => sessions.end(id, ending(user, { cutoff: lapse }))),
      ]);
      const session = await world.find(tokenHash);
      const ends = await world.endsOf(user);
      if (session?.endReason === 'idle') {
        expect(session).toMatchObject({ lastUsedAt: start, endedAt: later(idle) });
        expect(ends).toEqual([[id, 'idle', null]]);
      } else {
        expect(session?.lastUsedAt).toEqual(later(idle - 1));
        expect(ends).toHaveLength(session?.endReason === 'revoked' ? 1 : 0);
      }
    });
    await fc.assert(property, runs(40, kind));
  });

  test('of many that end many at the same moment, each session is ended by one, and who signs in meanwhile lives on', async () => {
    const property = fc.asyncProperty(fc.array(at, { minLength: 7, maxLength: 7 }), async (starts) => {
      const [user, race] = [await world.someone(), new Race()];
      const ids: number[] = [];
      for (let count = 0; count < 6; count += 1) ids.push((await world.begin(user)).id);
      const { sessions, housekeeping } = world.database;
      const one = ids[2] ?? 0;
      const [forwards, backwards, single, arrived] = await Promise.all([
        race.run(starts[0], () => sessions.endMany(ids, ending(user))),
        race.run(starts[1], () => sessions.endMany(ids.toReversed(), ending(user))),
        race.run(starts[2], () => sessions.end(one, ending(user))),
        race.run(starts[3], () => world.begin(user)),
        race.run(starts[4], () => world.use(ids[0] ?? 0, later(2 * second))),
        race.run(starts[5], () => housekeeping.endExpired(cutoff(later(second)), 1000)),
        race.run(starts[6], () => sessions.rotateToken(world.renewalOf(user, ids[4] ?? 0))),
      ]);
      const told = [...forwards.value, ...backwards.value, ...(single.value ? [one] : [])];
      expect(told.toSorted((a, b) => a - b)).toEqual(ids);
      expect(await world.idsOf(user)).toEqual([arrived.value.id]);
      expect((await world.endsOf(user)).map(([id]) => Number(id)).toSorted((a, b) => a - b)).toEqual(ids);
    });
    await fc.assert(property, runs(40, kind));
  });

  test('of many ends of many kinds at the same moment, each session has one', async () => {
    const property = fc.asyncProperty(fc.array(at, { minLength: 8, maxLength: 8 }), async (starts) => {
      const [user, race] = [await world.someone(), new Race()];
      const begun = [await world.begin(user), await world.begin(user), await world.begin(user)];
      const [asking, ...others] = begun;
      if (!asking) throw new Error('There are three');
      const { sessions, users, housekeeping } = world.database;
      await Promise.all([
        race.run(starts[0], () => sessions.endAll({ ...ending(user, { reason: 'revoked_all' }), keepId: null })),
        race.run(starts[1], () => sessions.endAll({ ...ending(user), keepId: asking.id })),
        race.run(starts[2], () => users.changePassword('new', world.renewalOf(user, asking.id), start)),
        race.run(starts[3], () => users.disable(user.id, cutoff(later(second)))),
        race.run(starts[4], () => housekeeping.endExpired(cutoff(later(idle)), 1000)),
        ...others.map(({ id }, index) => race.run(starts[5 + index], () => sessions.end(id, ending(user)))),
        race.run(starts[7], () => world.begin(user, {}, 1).catch(() => null)),
      ]);
      await users.disable(user.id, cutoff(later(second)));
      expect(await world.idsOf(user)).toEqual([]);
      const ended = (await world.endsOf(user)).map(([id]) => id);
      expect(new Set(ended).size).toBe(ended.length);
      expect(ended).toEqual(expect.arrayContaining(begun.map(({ id }) => id)));
    });
    await fc.assert(property, runs(40, kind));
  });

  test('whatever a crowd does to three accounts at the same moment, nothing fails and every rule holds', async () => {
    const act = fc.record({ what: fc.nat(11), who: fc.nat(2), which: fc.nat(), at });
    const property = fc.asyncProperty(fc.array(act, { minLength: 40, maxLength: 80 }), async (acts) => {
      const people = [await world.someone(), await world.someone(), await world.someone()];
      const browsers = [newDevice(), newDevice(), null];
      const begun: Session[] = [];
      const programs = new Set<number>();
      const { sessions, users, devices, housekeeping } = world.database;
      const race = new Race();
      const steps = acts.map(({ what, who, which, at: when }) =>
        race.run(when, async () => {
          const user = people[who];
          if (!user) throw new Error('There are three');
          const own = begun.filter(({ userId }) => userId === user.id);
          const session = own[which % own.length];
          const deviceTokenHash = browsers[which % browsers.length] ?? null;
          if (!session || what < 4) {
            const written = sessionOf(user, { deviceTokenHash });
            const { session: fresh } = await sessions.begin(written, { perUser: 3, cutoff: cutoff(start) }, []);
            if (fresh && deviceTokenHash === null) programs.add(fresh.id);
            return fresh && begun.push(fresh);
          }
          const actorSessionId = session.id;
          if (what === 4) return sessions.end(session.id, ending(user));
          if (what === 5) return sessions.endAll({ ...ending(user), keepId: session.id });
          if (what === 6) return sessions.rotateToken(world.renewalOf(user, session.id));
          if (what === 7) return users.changePassword('hash', world.renewalOf(user, session.id), start);
          if (what === 8) return users.disable(user.id, cutoff(start)).then(() => users.enable(user.id));
          if (what === 9) return housekeeping.purgeDevices(start, 1000);
          if (what === 10) return housekeeping.wipeAddresses(start, 10);
          const { deviceId } = session;
          return devices.rename({ userId: user.id, deviceId, label: `${which}`, at: start, actorSessionId });
        }),
      );
      await Promise.all(steps);
      for (const user of people) {
        const live = await sessions.listLive(user.id, cutoff(start));
        expect(live.filter(({ id }) => programs.has(id)).length).toBeLessThanOrEqual(3);
        expect(live.filter(({ id }) => !programs.has(id)).length).toBeLessThanOrEqual(3);
        const ended = (await world.endsOf(user)).map(([id]) => id);
        const own = begun.filter(({ userId }) => userId === user.id).map(({ id }) => id);
        expect([...live.map(({ id }) => id), ...ended].toSorted()).toEqual(own.toSorted());
      }
    });
    await fc.assert(property, runs(10, kind));
  });
});
