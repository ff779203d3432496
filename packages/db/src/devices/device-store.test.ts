import { describe, expect, test } from 'vitest';
import { connectTo, hasServer, temporaryServerDatabase, usualKind } from '../testing/place.ts';
import { ending, impossibleIds, later, cutoff, newDevice, second, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

describe.each(usualKind)('devices on %s', (_kind, makePlace) => {
  const world = new World(makePlace);

  test('knows the browsers that have signed in to an account, and to no other account', async () => {
    const [user, other] = [await world.someone(), await world.someone()];
    const deviceTokenHash = newDevice();
    expect(await world.knows(user.email, deviceTokenHash)).toBe(false);
    await world.begin(user, { deviceTokenHash });
    expect(await world.knows(user.email, deviceTokenHash)).toBe(true);
    expect(await world.knows(user.email, newDevice())).toBe(false);
    expect(await world.knows(other.email, deviceTokenHash)).toBe(false);
    expect(await world.knows('nobody@example.org', deviceTokenHash)).toBe(false);
  });

  test('knows a browser also when its session has ended', async () => {
    const user = await world.someone();
    const deviceTokenHash = newDevice();
    const { id } = await world.begin(user, { deviceTokenHash });
    await world.database.sessions.end(id, ending(user, { reason: 'logout' }));
    expect(await world.knows(user.email, deviceTokenHash)).toBe(true);
  });

  test('renames a device, and writes who did it and when', async () => {
    const user = await world.someone();
    const [actor, renamed] = [await world.begin(user), await world.begin(user)];
    const rename = { userId: user.id, deviceId: renamed.deviceId, at: later(second), actorSessionId: actor.id };
    expect(await world.database.devices.rename({ ...rename, label: 'Büro 🗄️' })).toBe(true);
    const listed = await world.database.sessions.listLive(user.id, cutoff(start));
    expect(listed.map(({ label }) => label)).toEqual([null, 'Büro 🗄️']);
    expect((await world.eventsOf(user))[0]).toEqual({
      id: expect.any(Number),
      kind: 'device_renamed',
      at: later(second),
      sessionId: actor.id,
      deviceId: renamed.deviceId,
      endReason: null,
      actorSessionId: null,
      label: 'Büro 🗄️',
      clientLabel: null,
      actor: null,
      userAgent: actor.userAgent,
      ip: actor.ip,
      methods: null,
      sessionCreatedAt: start,
    });
  });

  test('takes a name away', async () => {
    const user = await world.someone();
    const { id: actorSessionId, deviceId } = await world.begin(user);
    const rename = { userId: user.id, deviceId, at: start, actorSessionId };
    await world.database.devices.rename({ ...rename, label: 'x' });
    expect(await world.database.devices.rename({ ...rename, label: null })).toBe(true);
    expect(await world.database.sessions.listLive(user.id, cutoff(start))).toMatchObject([{ label: null }]);
  });

  test('a foreign device, a missing one and one that cannot exist are as absent as each other', async () => {
    const [owner, stranger] = [await world.someone(), await world.someone()];
    const deviceTokenHash = newDevice();
    const own = await world.begin(owner, { deviceTokenHash });
    const { id: actorSessionId } = await world.begin(stranger, { deviceTokenHash });
    const before = [await world.eventsOf(owner), await world.eventsOf(stranger)];
    for (const deviceId of [own.deviceId, 999_999_999, ...impossibleIds]) {
      const rename = { userId: stranger.id, deviceId, label: 'mine', at: start, actorSessionId };
      expect(await world.database.devices.rename(rename)).toBe(false);
    }
    expect(await world.database.sessions.listLive(owner.id, cutoff(start))).toMatchObject([
      { id: own.id, label: null },
    ]);
    expect([await world.eventsOf(owner), await world.eventsOf(stranger)]).toEqual(before);
  });

  test('a device is not renamed for another user, though one of its own account is named as the one who asks', async () => {
    const [owner, stranger] = [await world.someone(), await world.someone()];
    const { id: actorSessionId, deviceId } = await world.begin(owner);
    const rename = { userId: stranger.id, deviceId, label: 'x', at: start, actorSessionId };
    expect(await world.database.devices.rename(rename)).toBe(false);
    expect(await world.database.sessions.listLive(owner.id, cutoff(start))).toMatchObject([{ label: null }]);
  });

  test('a rename that cannot be written to the history, for want of a session that did it, does not happen', async () => {
    const [user, other] = [await world.someone(), await world.someone()];
    const own = await world.begin(user);
    const foreign = await world.begin(other);
    for (const actorSessionId of [foreign.id, 999_999_999, ...impossibleIds]) {
      const rename = { userId: user.id, deviceId: own.deviceId, label: 'x', at: start, actorSessionId };
      expect(await world.database.devices.rename(rename)).toBe(false);
    }
    expect(await world.database.sessions.listLive(user.id, cutoff(start))).toMatchObject([{ id: own.id, label: null }]);
    expect(await world.eventsOf(user)).toHaveLength(1);
  });
});

describe.runIf(hasServer)('devices of a program', () => {
  const world = new World(temporaryServerDatabase);

  test('are all forgotten, also where there are more than one statement updates', async () => {
    const user = await world.someone();
    const own = await world.begin(user, { deviceTokenHash: newDevice() });
    const program = await world.begin(user);
    await world.confirm(user, own, program);
    const client = await connectTo(world.url);
    await client.query(
      `INSERT INTO devices (user_id, program, created_at, confirmed_at)
      SELECT user_id, program, created_at, confirmed_at FROM devices, generate_series(1, 20001) WHERE id = $1`,
      [program.deviceId],
    );
    await client.end();
    await world.database.sessions.end(program.id, ending(user, { actorId: own.id }));
    expect((await world.begin(user, { createdAt: later(2 * second) })).confirmedAt).toBeNull();
  });
});
