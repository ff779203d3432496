import { describe, expect, test } from 'vitest';
import { kinds } from '../testing/place.ts';
import {
  day,
  ending,
  idle,
  impossibleIds,
  later,
  cutoff,
  newToken,
  second,
  sessionOf,
  start,
} from '../testing/sample.ts';
import { World } from '../testing/world.ts';

describe.each(kinds)('sessions on %s', (_kind, makePlace) => {
  const world = new World(makePlace);

  test('lists the country of the last use, and the countries that the account knows', async () => {
    const user = await world.someone();
    const { id } = await world.begin(user, sessionOf(user, { country: 'DE' }));
    const { sessions } = world.database;
    const listed = async () => (await sessions.listLive(user.id, cutoff(later(20))))[0];
    expect(await listed()).toMatchObject({ lastCountry: 'DE', knownCountries: 'DE', rememberMe: true });
    const used = { sessionId: id, at: later(10), activeDays: 1, country: 'BR' };
    await sessions.recordUses([used], { writtenBy: later(10), idle });
    expect(await listed()).toMatchObject({ lastCountry: 'BR', knownCountries: 'DE' });
    await sessions.recordUses([{ ...used, at: later(11), country: null }], { writtenBy: later(11), idle });
    const page = await sessions.pageLive(
      user.id,
      { order: 'latest_use_first', after: null, limit: 5 },
      cutoff(later(20)),
    );
    expect(page.sessions).toEqual([expect.objectContaining({ lastCountry: null, knownCountries: 'DE' })]);
  });

  test('gives back what was written, first used at its creation', async () => {
    const user = await world.someone();
    const written = sessionOf(user, { clientLabel: 'Ünïcode 🔑', rememberMe: false });
    const { tokenHash, deviceTokenHash, passwordHash, bindingSecret, language, country, ...told } = written;
    const session = await world.begin(user, written);
    expect(session).toEqual({
      ...told,
      id: expect.any(Number),
      deviceId: expect.any(Number),
      label: null,
      confirmedAt: start,
      lastUsedAt: start,
      activeDays: 1,
      lastCountry: country,
      methods: ['pwd'],
      authenticatedAt: null,
      steppedUpAt: null,
      idleLimit: null,
      binding: null,
      endedAt: null,
      endReason: null,
    });
    expect(await world.database.sessions.findByTokenHash(tokenHash)).toEqual({
      session,
      user,
      ofBrowser: written.deviceTokenHash !== null,
    });
  });

  test('answers null for a token without a session', async () => {
    expect(await world.database.sessions.findByTokenHash(newToken())).toBeNull();
  });

  test('finds many by their tokens as it finds each, the ended among them, and knows nothing of the rest', async () => {
    const [one, other] = [await world.someone(), await world.someone()];
    const hashes = [newToken(), newToken(), newToken(), newToken()];
    const [live = newToken(), ended = newToken(), foreign = newToken()] = hashes;
    await world.begin(one, { tokenHash: live });
    const { id } = await world.begin(one, { tokenHash: ended });
    await world.begin(other, { tokenHash: foreign });
    await world.database.sessions.end(id, ending(one, { reason: 'logout' }));
    const { sessions } = world.database;
    const found = await sessions.findByTokenHashes(hashes);
    expect(found.size).toBe(3);
    for (const hash of hashes) expect(found.get(hash) ?? null).toEqual(await sessions.findByTokenHash(hash));
    expect(await sessions.findByTokenHashes([])).toEqual(new Map());
  });

  test('finds an ended session by its token, with how it ended', async () => {
    const user = await world.someone();
    const tokenHash = newToken();
    const { id } = await world.begin(user, { tokenHash });
    await world.database.sessions.end(id, ending(user, { reason: 'logout' }));
    expect(await world.find(tokenHash)).toMatchObject({ id, endedAt: later(second), endReason: 'logout' });
  });

  test('lists the oldest use first, and the older id first where the use is the same', async () => {
    const user = await world.someone();
    const ids: number[] = [];
    for (let count = 0; count < 4; count += 1) ids.push((await world.begin(user)).id);
    const [first = 0, next = 0, third = 0, fourth = 0] = ids;
    await world.use(first, later(20));
    await world.use(third, later(10));
    expect(await world.idsOf(user)).toEqual([next, fourth, third, first]);
  });

  test('lists no sessions of other users', async () => {
    const [user, other] = [await world.someone(), await world.someone()];
    const { id } = await world.begin(user);
    await world.begin(other);
    expect(await world.idsOf(user)).toEqual([id]);
  });

  test('lists a session until the instant of its expiry, and no longer', async () => {
    const user = await world.someone();
    const { id } = await world.begin(user, { absoluteExpiresAt: later(5000) });
    expect(await world.idsOf(user, later(4999))).toEqual([id]);
    expect(await world.idsOf(user, later(5000))).toEqual([]);
  });

  test('lists a session until the instant at which it has been idle for too long, and no longer', async () => {
    const user = await world.someone();
    const { id } = await world.begin(user);
    expect(await world.idsOf(user, later(idle - 1))).toEqual([id]);
    expect(await world.idsOf(user, later(idle))).toEqual([]);
  });

  test('moves the last use forward', async () => {
    const user = await world.someone();
    const tokenHash = newToken();
    const { id } = await world.begin(user, { tokenHash });
    await world.use(id, later(61_000));
    expect((await world.find(tokenHash))?.lastUsedAt).toEqual(later(61_000));
  });

  test('never moves the last use backwards, in whatever order the uses arrive', async () => {
    const user = await world.someone();
    const tokenHash = newToken();
    const { id } = await world.begin(user, { tokenHash });
    const moments = [300, 100, 500, 200, 400].map(later);
    await Promise.all(moments.map((at) => world.use(id, at)));
    // Writes of the same moment may be skipped, and their callers know it.
    await world.use(id, later(500));
    await world.use(id, later(1));
    expect((await world.find(tokenHash))?.lastUsedAt).toEqual(later(500));
  });

  test('does not resurrect an ended session by a late touch', async () => {
    const user = await world.someone();
    const tokenHash = newToken();
    const { id } = await world.begin(user, { tokenHash });
    await world.database.sessions.end(id, ending(user));
    await world.use(id, later(5000));
    expect(await world.find(tokenHash)).toMatchObject({ lastUsedAt: start, endReason: 'revoked' });
  });

  test('does not touch an expired session', async () => {
    const user = await world.someone();
    const tokenHash = newToken();
    const { id } = await world.begin(user, { tokenHash, absoluteExpiresAt: later(5000) });
    await world.use(id, later(5000));
    expect((await world.find(tokenHash))?.lastUsedAt).toEqual(start);
  });

  test('a renewed session has its new token, and the old one is dead', async () => {
    const user = await world.someone();
    const [old, fresh] = [newToken(), newToken()];
    const session = await world.begin(user, { tokenHash: old });
    expect(await world.database.sessions.rotateToken(world.renewalOf(user, session.id, { tokenHash: fresh }))).toBe(
      true,
    );
    // If two tabs step up at once, the second gets the answer that its token is replaced.
    expect(await world.database.sessions.rotateToken(world.renewalOf(user, session.id))).toBe(false);
    expect(await world.find(old)).toBeNull();
    expect(await world.find(fresh)).toEqual({ ...session, steppedUpAt: later(second) });
    expect((await world.eventsOf(user))[0]).toMatchObject({
      kind: 'stepped_up',
      at: later(second),
      sessionId: session.id,
      deviceId: session.deviceId,
      ip: session.ip,
      userAgent: session.userAgent,
    });
  });

  test('renews nothing that is foreign, has ended, expired, or was idle for too long', async () => {
    const [user, stranger] = [await world.someone(), await world.someone()];
    const ended = await world.begin(user);
    await world.database.sessions.end(ended.id, ending(user));
    const expired = await world.begin(user, { absoluteExpiresAt: later(second) });
    const unused = await world.begin(user);
    const renewals = [
      world.renewalOf(stranger, unused.id),
      world.renewalOf(user, ended.id),
      world.renewalOf(user, expired.id),
      world.renewalOf(user, unused.id, { cutoff: cutoff(later(idle)) }),
      ...impossibleIds.flatMap((id) => [world.renewalOf(user, id), world.renewalOf({ ...user, id }, unused.id)]),
    ];
    for (const renewal of renewals) {
      expect(await world.database.sessions.rotateToken(renewal)).toBe(false);
      expect(await world.find(renewal.tokenHash)).toBeNull();
    }
    const written = [...(await world.eventsOf(user)), ...(await world.eventsOf(stranger))].map(({ kind }) => kind);
    expect(written).not.toContain('stepped_up');
    expect(await world.database.sessions.rotateToken(world.renewalOf(user, unused.id))).toBe(true);
  });

  test.each(impossibleIds)('takes the id %d for absent, not for an error', async (id) => {
    const user = await world.someone();
    const nobody = { ...user, id };
    const kept = await world.begin(user);
    const { sessions } = world.database;
    const limits = { perUser: 1, cutoff: cutoff(start) };
    expect(await sessions.begin(sessionOf(nobody), limits, [])).toEqual({ session: null, retryAt: null });
    expect(await sessions.end(id, ending(user))).toBe(false);
    expect(await sessions.end(kept.id, ending(nobody))).toBe(false);
    expect(await sessions.endAll({ ...ending(nobody), keepId: null })).toBe(0);
    expect(await world.idsOf(nobody)).toEqual([]);
    expect(
      await sessions.recordUses([{ sessionId: id, at: later(10), activeDays: 1, country: null }], {
        writtenBy: later(10),
        idle,
      }),
    ).toEqual(new Map());
    expect(await world.idsOf(user)).toEqual([kept.id]);
  });

  test('refuses a second session with the same token, and leaves nothing of it', async () => {
    const user = await world.someone();
    const tokenHash = newToken();
    const first = await world.begin(user, { tokenHash });
    await expect(world.begin(user, { tokenHash, createdAt: later(day) })).rejects.toThrow();
    expect(await world.eventsOf(user)).toHaveLength(1);
    expect(await world.idsOf(user)).toEqual([first.id]);
  });
});
