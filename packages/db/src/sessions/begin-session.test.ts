import type { NewSession } from '@latchkey/sessions/sessions/session-store';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { StatementPool } from '../sql/statement-pool.ts';
import { kinds } from '../testing/place.ts';
import { ending, idle, later, cutoff, newDevice, newToken, second, sessionOf, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

describe.each(kinds)('beginnings of sessions on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  afterEach(() => vi.restoreAllMocks());

  test('a beginning leaves one event, and no end', async () => {
    const user = await world.someone();
    const session = await world.begin(user);
    expect(await world.eventsOf(user)).toEqual([
      {
        id: expect.any(Number),
        kind: 'signed_in',
        at: start,
        sessionId: session.id,
        deviceId: session.deviceId,
        endReason: null,
        actorSessionId: null,
        label: null,
        clientLabel: null,
        actor: null,
        userAgent: session.userAgent,
        ip: session.ip,
        methods: ['pwd'],
        sessionCreatedAt: start,
      },
    ]);
  });

  test('a sign-in ends the old session of the same browser, and keeps its device and its name', async () => {
    const user = await world.someone();
    const [deviceTokenHash, tokenHash] = [newDevice(), newToken()];
    const old = await world.begin(user, { deviceTokenHash, tokenHash });
    const { id: actorSessionId, deviceId } = old;
    const label = 'My laptop';
    await world.database.devices.rename({ userId: user.id, deviceId, label, at: start, actorSessionId });
    const fresh = await world.begin(user, { deviceTokenHash, createdAt: later(second) });
    expect(fresh).toMatchObject({ deviceId, label });
    expect(await world.idsOf(user)).toEqual([fresh.id]);
    expect(await world.find(tokenHash)).toMatchObject({ endedAt: later(second), endReason: 'superseded' });
    expect(await world.endsOf(user)).toEqual([[old.id, 'superseded', fresh.id]]);
  });

  test('a sign-in with a password that was changed since begins nothing and ends nothing, not even at the limit', async () => {
    const user = await world.someone();
    const deviceTokenHash = newDevice();
    const ids = [await world.begin(user, { deviceTokenHash }), await world.begin(user)].map(({ id }) => id);
    for (const device of [{ deviceTokenHash }, { deviceTokenHash: newDevice() }, {}]) {
      const refused = sessionOf(user, { ...device, passwordHash: 'older', createdAt: later(second) });
      const limits = { perUser: 1, cutoff: cutoff(later(second)) };
      expect((await world.database.sessions.begin(refused, limits, [])).session).toBeNull();
    }
    expect(await world.idsOf(user)).toEqual(ids);
    expect((await world.eventsOf(user)).map(({ kind }) => kind)).toEqual(['signed_in', 'signed_in']);
  });

  test('a sign-in to an account that is disabled begins nothing', async () => {
    const user = await world.someone();
    await world.database.users.disable(user.id, cutoff(start));
    const begin = () => world.database.sessions.begin(sessionOf(user), { perUser: 9, cutoff: cutoff(start) }, []);
    expect((await begin()).session).toBeNull();
    await world.database.users.enable(user.id);
    expect((await begin()).session).not.toBeNull();
  });

  test('two browsers that call themselves the same are two devices', async () => {
    const user = await world.someone();
    const sessions = [
      await world.begin(user, { deviceTokenHash: newDevice() }),
      await world.begin(user, { deviceTokenHash: newDevice() }),
    ];
    expect(new Set(sessions.map(({ deviceId }) => deviceId)).size).toBe(2);
    expect(await world.idsOf(user)).toEqual(sessions.map(({ id }) => id));
  });

  test('two accounts in one browser are two devices, and neither ends anything of the other', async () => {
    const [user, other] = [await world.someone(), await world.someone()];
    const deviceTokenHash = newDevice();
    const first = await world.begin(user, { deviceTokenHash });
    const foreign = await world.begin(other, { deviceTokenHash });
    expect(first.deviceId).not.toBe(foreign.deviceId);
    const third = await world.begin(user, { deviceTokenHash });
    expect(await world.idsOf(user)).toEqual([third.id]);
    expect(await world.idsOf(other)).toEqual([foreign.id]);
    expect(await world.endsOf(other)).toEqual([]);
  });

  test('a program is a device of its own at each sign-in, and ends nothing', async () => {
    const user = await world.someone();
    const sessions = [await world.begin(user), await world.begin(user), await world.begin(user)];
    expect(new Set(sessions.map(({ deviceId }) => deviceId)).size).toBe(3);
    expect(await world.idsOf(user)).toEqual(sessions.map(({ id }) => id));
    expect(await world.endsOf(user)).toEqual([]);
  });

  test('a known program takes a device whose sessions have ended, except one that its owner has named', async () => {
    const user = await world.someone();
    const { sessions, devices } = world.database;
    const logOut = (id: number) => sessions.end(id, ending(user, { reason: 'logout', actorId: id }));
    const [first, next] = [await world.begin(user), await world.begin(user)];
    await logOut(first.id);
    const third = await world.begin(user);
    expect(third).toMatchObject({ deviceId: first.deviceId, label: null, confirmedAt: start });
    expect((await world.begin(user, { clientLabel: 'Another' })).deviceId).not.toBe(first.deviceId);
    const rename = { userId: user.id, at: start, actorSessionId: next.id };
    await devices.rename({ ...rename, deviceId: third.deviceId, label: 'In the cellar' });
    await logOut(third.id);
    const fourth = await world.begin(user);
    expect([first.deviceId, next.deviceId]).not.toContain(fourth.deviceId);
    expect(fourth.label).toBeNull();
  });

  test('a known program takes no device of another account, and none for a sign-in that is asked about', async () => {
    const [user, other] = [await world.someone(), await world.someone()];
    const { sessions } = world.database;
    const foreign = await world.begin(other, { country: 'DE' });
    await sessions.end(foreign.id, ending(other, { reason: 'logout', actorId: foreign.id }));
    expect((await world.begin(user)).deviceId).not.toBe(foreign.deviceId);
    const abroad = await world.begin(other, { country: 'BR' });
    expect(abroad.deviceId).not.toBe(foreign.deviceId);
    expect(abroad.confirmedAt).toBeNull();
  });

  test('what time or a person has ended on a device keeps its end when the device signs in again', async () => {
    const user = await world.someone();
    const browser = { deviceTokenHash: newDevice() };
    const [expired, revoked] = [newToken(), newToken()];
    await world.begin(user, { ...browser, tokenHash: expired, absoluteExpiresAt: later(second) });
    const { id } = await world.begin(user, { ...browser, tokenHash: revoked, createdAt: later(second) });
    await world.database.sessions.end(id, ending(user));
    await world.begin(user, { ...browser, createdAt: later(2 * second) });
    expect(await world.find(expired)).toMatchObject({ endedAt: later(second), endReason: 'expired' });
    expect(await world.find(revoked)).toMatchObject({ endedAt: later(second), endReason: 'revoked' });
  });

  test('beyond the limit, exactly those end that were unused for longest', async () => {
    const user = await world.someone();
    const ids: number[] = [];
    for (let count = 0; count < 6; count += 1) ids.push((await world.begin(user)).id);
    const [first = 0, next = 0, third = 0, fourth = 0, fifth = 0, sixth = 0] = ids;
    await world.use(first, later(30));
    await world.use(third, later(20));
    await world.use(fifth, later(20));
    const tokenHash = newToken();
    const fresh = await world.begin(user, { tokenHash, createdAt: later(40) }, 4);
    expect(await world.idsOf(user)).toEqual([third, fifth, first, fresh.id]);
    expect((await world.endsOf(user)).toSorted(([a], [b]) => Number(a) - Number(b))).toEqual(
      [next, fourth, sixth].map((id) => [id, 'limit_reached', fresh.id]),
    );
    expect((await world.eventsOf(user)).filter(({ kind }) => kind === 'ended').map(({ at }) => at)).toEqual([
      later(40),
      later(40),
      later(40),
    ]);
  });

  test('of the same use, the older session is the one to go', async () => {
    const user = await world.someone();
    const [first, next] = [await world.begin(user), await world.begin(user)];
    const third = await world.begin(user, {}, 2);
    expect(await world.idsOf(user)).toEqual([next.id, third.id]);
    expect(await world.endsOf(user)).toEqual([[first.id, 'limit_reached', third.id]]);
  });

  test('a limit of one leaves the new session alone', async () => {
    const user = await world.someone();
    await world.begin(user);
    const { id } = await world.begin(user, {}, 1);
    expect(await world.idsOf(user)).toEqual([id]);
  });

  test('a program in a loop ends its own sessions, and no browser, and no other program, each as limit_reached', async () => {
    const user = await world.someone();
    const own = await world.begin(user, { deviceTokenHash: newDevice() });
    const phone = await world.begin(user, { deviceTokenHash: newDevice() });
    const other = await world.begin(user, { clientLabel: 'Another job' });
    const loop: number[] = [];
    for (let count = 1; count <= 8; count += 1) {
      loop.push((await world.begin(user, { clientLabel: 'Nightly backup', createdAt: later(count) }, 3)).id);
    }
    expect(await world.idsOf(user)).toEqual([own.id, phone.id, other.id, ...loop.slice(-2)]);
    expect(await world.endsOf(user)).toEqual(
      loop.slice(0, 6).map((id, at) => [id, 'limit_reached', loop[at + 2]]).toReversed(), // prettier-ignore
    );
  });

  test('browsers end browsers alone', async () => {
    const user = await world.someone();
    const first = await world.begin(user, { deviceTokenHash: newDevice() });
    const jobs = [await world.begin(user, { clientLabel: 'a' }), await world.begin(user, { clientLabel: 'b' })];
    const last = await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(1) }, 1);
    expect(await world.idsOf(user)).toEqual([...jobs.map(({ id }) => id), last.id]);
    expect(await world.endsOf(user)).toEqual([[first.id, 'limit_reached', last.id]]);
  });

  test.each([
    ['browsers', 5, () => ({ deviceTokenHash: newDevice() })],
    ['programs of many names', 6, () => ({ clientLabel: newToken() })],
  ])('a stranger with many %s ends their own newest, and none that is confirmed', async (_which, left, another) => {
    const user = await world.someone();
    const own = await world.begin(user, { deviceTokenHash: newDevice() });
    const confirmed: number[] = [];
    for (let count = 1; count <= 2; count += 1) {
      const session = await world.begin(user, { ...another(), createdAt: later(count) });
      await world.confirm(user, own, session);
      confirmed.push(session.id);
    }
    const earliest = await world.begin(user, { ...another(), createdAt: later(10) }, 5);
    const flood: number[] = [];
    for (let count = 11; count <= 16; count += 1) {
      flood.push((await world.begin(user, { ...another(), createdAt: later(count) }, 5)).id);
    }
    const live = await world.idsOf(user);
    for (const id of [own.id, ...confirmed, earliest.id]) expect(live).toContain(id);
    expect(live).toContain(flood.at(-1));
    expect(live).toHaveLength(left);
  });

  test('neither ended sessions, nor superseded ones, nor those of others count for the limit', async () => {
    const [user, other] = [await world.someone(), await world.someone()];
    const browser: Partial<NewSession> = { deviceTokenHash: newDevice() };
    const old = await world.begin(user, browser);
    const kept = await world.begin(user, { createdAt: later(1) });
    const revoked = await world.begin(user);
    await world.database.sessions.end(revoked.id, ending(user));
    await world.begin(user, { absoluteExpiresAt: later(5) });
    await world.begin(other);
    const fresh = await world.begin(user, { ...browser, createdAt: later(10) }, 2);
    expect(await world.idsOf(user)).toEqual([kept.id, fresh.id]);
    expect(await world.endsOf(user)).toEqual([
      [revoked.id, 'revoked', null],
      [old.id, 'superseded', fresh.id],
    ]);
  });

  test('a session that has been idle for too long does not count for the limit', async () => {
    const user = await world.someone();
    await world.begin(user);
    const kept = await world.begin(user, { createdAt: later(1) });
    const now = later(idle);
    const fresh = await world.begin(user, { createdAt: now }, 2);
    expect(await world.idsOf(user, now)).toEqual([kept.id, fresh.id]);
    expect(await world.endsOf(user)).toEqual([]);
  });

  test('of any users and values have one text for browsers and one for programs, because each text is prepared', async () => {
    const run = vi.spyOn(StatementPool.prototype, 'runBehindUserLock');
    for (const language of ['en', 'de'] as const) {
      const user = await world.someone(language);
      const values = {
        language,
        ip: language === 'en' ? null : '2001:db8::1',
        country: language === 'en' ? null : 'DE',
      };
      for (const rememberMe of [true, false]) {
        const createdAt = later(rememberMe ? 0 : second);
        await world.begin(user, { ...values, rememberMe, createdAt, clientLabel: rememberMe ? 'Job' : null });
        await world.begin(user, { ...values, rememberMe, createdAt, deviceTokenHash: newDevice() }, 7);
      }
    }
    expect(run.mock.calls).toHaveLength(8);
    expect(new Set(run.mock.calls.map(([, , { text }]) => text)).size).toBe(2);
  });
});
