import { describe, expect, test } from 'vitest';
import { usualKind } from '../testing/place.ts';
import { ending, idle, impossibleIds, later, cutoff, newToken, second, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

describe.each(usualKind)('ends of sessions on %s', (_kind, makePlace) => {
  const world = new World(makePlace);

  test('ends one session and leaves the others', async () => {
    const user = await world.someone();
    const gone = await world.begin(user);
    const kept = await world.begin(user);
    expect(await world.database.sessions.end(gone.id, ending(user))).toBe(true);
    expect(await world.idsOf(user)).toEqual([kept.id]);
  });

  test('an end leaves one event, with its moment, its reason, and what the session was', async () => {
    const user = await world.someone();
    const session = await world.begin(user);
    const actor = await world.begin(user);
    await world.database.sessions.end(session.id, ending(user, { actorId: actor.id }));
    const [event, ...before] = await world.eventsOf(user);
    expect(event).toEqual({
      id: expect.any(Number),
      kind: 'ended',
      at: later(second),
      sessionId: session.id,
      deviceId: session.deviceId,
      endReason: 'revoked',
      actorSessionId: actor.id,
      label: null,
      clientLabel: null,
      actor: { userAgent: actor.userAgent, label: null, clientLabel: null },
      userAgent: session.userAgent,
      ip: session.ip,
      methods: null,
      sessionCreatedAt: start,
    });
    expect(before.map(({ kind }) => kind)).toEqual(['signed_in', 'signed_in']);
  });

  test('a session that ends itself has no actor in the history', async () => {
    const user = await world.someone();
    const { id } = await world.begin(user);
    await world.database.sessions.end(id, ending(user, { reason: 'logout', actorId: id }));
    expect(await world.endsOf(user)).toEqual([[id, 'logout', null]]);
  });

  test('keeps the first end of a session that is ended twice, and one event of it', async () => {
    const user = await world.someone();
    const tokenHash = newToken();
    const { id } = await world.begin(user, { tokenHash });
    const { sessions } = world.database;
    expect(await sessions.end(id, ending(user, { reason: 'logout' }))).toBe(true);
    expect(await sessions.end(id, ending(user, { cutoff: cutoff(later(9000)) }))).toBe(false);
    expect(await sessions.endAll({ ...ending(user, { reason: 'revoked_all' }), keepId: null })).toBe(0);
    expect(await world.find(tokenHash)).toMatchObject({ endedAt: later(second), endReason: 'logout' });
    expect(await world.endsOf(user)).toEqual([[id, 'logout', null]]);
  });

  test('of many that end one session at the same moment, one has done it', async () => {
    const user = await world.someone();
    const { id } = await world.begin(user);
    const ends = await Promise.all(Array.from({ length: 8 }, () => world.database.sessions.end(id, ending(user))));
    expect(ends.filter(Boolean)).toHaveLength(1);
    expect(await world.endsOf(user)).toHaveLength(1);
  });

  test('treats a foreign session as an absent one', async () => {
    const [owner, stranger] = [await world.someone(), await world.someone()];
    const { id } = await world.begin(owner);
    expect(await world.database.sessions.end(id, ending(stranger))).toBe(false);
    expect(await world.idsOf(owner)).toEqual([id]);
    expect(await world.endsOf(owner)).toEqual([]);
    expect(await world.eventsOf(stranger)).toEqual([]);
  });

  test('what time has ended gets the end that time gave it, and does not count', async () => {
    const user = await world.someone();
    const [expired, unused] = [newToken(), newToken()];
    const { id } = await world.begin(user, { tokenHash: expired, absoluteExpiresAt: later(second) });
    const { id: unusedId } = await world.begin(user, { tokenHash: unused });
    const { sessions } = world.database;
    const late = ending(user, { cutoff: cutoff(later(idle)) });
    expect(await sessions.end(id, ending(user))).toBe(false);
    expect(await sessions.end(unusedId, late)).toBe(false);
    expect(await sessions.endAll({ ...late, keepId: null })).toBe(0);
    expect(await world.find(expired)).toMatchObject({ endedAt: later(second), endReason: 'expired' });
    expect(await world.find(unused)).toMatchObject({ endedAt: later(idle), endReason: 'idle' });
    expect(await world.endsOf(user)).toEqual([
      [unusedId, 'idle', null],
      [id, 'expired', null],
    ]);
  });

  test("a late last use does not revive a session that had expired by the revoking process's clock", async () => {
    const user = await world.someone();
    const byId = await world.begin(user);
    const byAll = await world.begin(user);
    const { sessions } = world.database;
    // Another instance answered for both a moment before, and has not written it down; or its clock is right, and this is not.
    const fast = ending(user, { cutoff: cutoff(later(idle + second)) });
    await sessions.end(byId.id, fast);
    await sessions.endAll({ ...fast, keepId: null });
    for (const { id } of [byId, byAll]) await world.use(id, later(idle - 1));
    expect(await world.idsOf(user, later(idle))).toEqual([]);
  });

  test('ends every live session of the user but the one to keep, and tells how many', async () => {
    const [user, other] = [await world.someone(), await world.someone()];
    const kept = await world.begin(user);
    const foreign = await world.begin(other);
    const ended = await world.begin(user);
    await world.database.sessions.end(ended.id, ending(user));
    await world.begin(user, { absoluteExpiresAt: later(500) });
    const gone: number[] = [];
    for (let count = 0; count < 3; count += 1) gone.push((await world.begin(user)).id);

    const others = { ...ending(user, { reason: 'revoked_others', actorId: kept.id }), keepId: kept.id };
    expect(await world.database.sessions.endAll(others)).toBe(3);
    expect(await world.idsOf(user)).toEqual([kept.id]);
    expect(await world.idsOf(other)).toEqual([foreign.id]);
    const expected = gone.toReversed().map((id) => [id, 'revoked_others', kept.id]);
    expect((await world.endsOf(user)).filter(([, reason]) => reason === 'revoked_others')).toEqual(
      expect.arrayContaining(expected),
    );
    expect(await world.endsOf(user)).toHaveLength(5);
  });

  test('ends every live session of the user where none is to be kept, the one that asks without an actor', async () => {
    const user = await world.someone();
    const asking = await world.begin(user);
    const others = [await world.begin(user), await world.begin(user)];
    const all = { ...ending(user, { reason: 'revoked_all', actorId: asking.id }), keepId: null };
    expect(await world.database.sessions.endAll(all)).toBe(3);
    expect(await world.idsOf(user)).toEqual([]);
    expect((await world.endsOf(user)).toSorted(([a], [b]) => Number(a) - Number(b))).toEqual([
      [asking.id, 'revoked_all', null],
      ...others.map(({ id }) => [id, 'revoked_all', asking.id]),
    ]);
  });

  test('ends those that are named and are there, in one step, and tells which', async () => {
    const [user, stranger] = [await world.someone(), await world.someone()];
    const [foreign, asking, kept] = [await world.begin(stranger), await world.begin(user), await world.begin(user)];
    const [ended, expired] = [await world.begin(user), await world.begin(user, { absoluteExpiresAt: later(500) })];
    await world.database.sessions.end(ended.id, ending(user));
    const named = [await world.begin(user), await world.begin(user), await world.begin(user)].map(({ id }) => id);
    const absent = [foreign.id, ended.id, expired.id, 999_999_999, ...impossibleIds];

    const many = [...absent, ...named, ...named];
    const told = await world.database.sessions.endMany(many, ending(user, { actorId: asking.id }));
    expect(told.toSorted((a, b) => a - b)).toEqual(named);
    expect(await world.idsOf(user)).toEqual([asking.id, kept.id]);
    expect(await world.idsOf(stranger)).toEqual([foreign.id]);
    expect(await world.endsOf(stranger)).toEqual([]);
    // What time has ended, gets the end that time gave it, and is no end of theirs.
    expect(await world.endsOf(user)).toContainEqual([expired.id, 'expired', null]);
    const ends = (await world.endsOf(user)).filter(([id]) => id !== ended.id && id !== expired.id);
    expect(ends.toSorted(([a], [b]) => Number(a) - Number(b))).toEqual(named.map((id) => [id, 'revoked', asking.id]));
    expect(await world.database.sessions.endMany(many, ending(user))).toEqual([]);
    expect(await world.database.sessions.endMany([], ending(user))).toEqual([]);
    expect(await world.endsOf(user)).toHaveLength(5);
  });

  test('ends a thousand in one step, each with its event, and no other', async () => {
    const user = await world.someone();
    const ids: number[] = [];
    for (let count = 0; count < 1010; count += 1) ids.push((await world.begin(user, {}, 2000)).id);
    const [named, kept] = [ids.slice(0, 1000), ids.slice(1000)];
    const told = await world.database.sessions.endMany(named, ending(user));
    expect(told.toSorted((a, b) => a - b)).toEqual(named);
    expect(await world.idsOf(user)).toEqual(kept);
    expect(new Set((await world.endsOf(user)).map(([id]) => id))).toEqual(new Set(named));
    expect(await world.endsOf(user)).toHaveLength(1000);
  });

  test('keeps nothing where the id to keep cannot exist', async () => {
    const user = await world.someone();
    await world.begin(user);
    expect(await world.database.sessions.endAll({ ...ending(user), keepId: 1.5 })).toBe(1);
  });

  test('an ended session keeps its last use', async () => {
    const user = await world.someone();
    const tokenHash = newToken();
    const { id } = await world.begin(user, { tokenHash });
    await world.database.sessions.end(id, ending(user));
    expect((await world.find(tokenHash))?.lastUsedAt).toEqual(start);
  });
});
