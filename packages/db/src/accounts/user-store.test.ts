import { describe, expect, test } from 'vitest';
import { kinds } from '../testing/place.ts';
import {
  day,
  idle,
  impossibleIds,
  later,
  cutoff,
  newDevice,
  newToken,
  passwordHash,
  second,
  sessionOf,
  start,
} from '../testing/sample.ts';
import { World } from '../testing/world.ts';

const limits = { perUser: 100, cutoff: cutoff(start) };
const language = 'en';

describe.each(kinds)('users on %s', (_kind, makePlace) => {
  const world = new World(makePlace);

  test('finds a user by the address and by the id, with what proves the password', async () => {
    const user = await world.database.users.create({
      email: 'ada@example.org',
      passwordHash: 'x',
      createdAt: start,
      language,
    });
    expect(user).toEqual({
      id: expect.any(Number),
      subject: null,
      email: 'ada@example.org',
      displayName: null,
      createdAt: start,
    });
    const account = { user, passwordHash: 'x', disabledAt: null };
    expect(await world.database.users.findByEmail('ada@example.org')).toEqual(account);
    expect(await world.database.users.findById(user?.id ?? 0)).toEqual(account);
  });

  test('answers null for an address or an id without a user', async () => {
    expect(await world.database.users.findByEmail('nobody@example.org')).toBeNull();
    for (const id of [999_999_999, ...impossibleIds]) {
      expect(await world.database.users.findById(id)).toBeNull();
      expect(await world.database.users.disable(id, cutoff(start))).toBeNull();
      expect(await world.database.users.delete(id, cutoff(start))).toBeNull();
      await expect(world.database.users.enable(id)).resolves.toBeUndefined();
    }
  });

  test('answers null for a taken address, and leaves its owner alone', async () => {
    const user = await world.someone();
    const { email } = user;
    expect(await world.database.users.create({ email, passwordHash: 'new', createdAt: later(1), language })).toBeNull();
    expect(await world.database.users.findByEmail(user.email)).toMatchObject({ user, passwordHash });
  });

  test('of many sign-ups with one address at the same moment, one wins', async () => {
    const tries = Array.from({ length: 8 }, (_, at) =>
      world.database.users.create({ email: 'race@example.org', passwordHash: `${at}`, createdAt: start, language }),
    );
    expect((await Promise.all(tries)).filter((user) => user !== null)).toHaveLength(1);
  });

  test('a changed password ends every other session, and gives the one that asked a new token', async () => {
    const user = await world.someone();
    const [old, fresh] = [newToken(), newToken()];
    const asking = await world.begin(user, { tokenHash: old });
    const other = await world.begin(user);
    const foreign = await world.begin(await world.someone());
    expect(
      await world.database.users.changePassword('new', world.renewalOf(user, asking.id, { tokenHash: fresh }), start),
    ).toBe(true);
    expect(await world.find(old)).toBeNull();
    expect(await world.find(fresh)).toMatchObject({ id: asking.id, steppedUpAt: later(second), endedAt: null });
    expect(await world.idsOf(user)).toEqual([asking.id]);
    expect(await world.database.users.findById(user.id)).toMatchObject({ passwordHash: 'new' });
    expect(await world.endsOf(user)).toEqual([[other.id, 'password_changed', asking.id]]);
    const changes = (await world.eventsOf(user)).filter(({ kind }) => kind === 'password_changed');
    expect(changes).toMatchObject([{ sessionId: asking.id, at: later(second), endReason: null }]);
    expect(await world.idsOf({ ...user, id: foreign.userId })).toEqual([foreign.id]);
  });

  test('a session that is no longer live, or foreign, changes no password', async () => {
    const [user, stranger] = [await world.someone(), await world.someone()];
    const ended = await world.begin(user, { absoluteExpiresAt: later(second) });
    const live = await world.begin(user);
    for (const renewal of [
      world.renewalOf(user, ended.id),
      world.renewalOf(stranger, live.id),
      world.renewalOf(user, live.id, { cutoff: cutoff(later(idle)) }),
      ...impossibleIds.flatMap((id) => [world.renewalOf(user, id), world.renewalOf({ ...user, id }, live.id)]),
    ]) {
      expect(await world.database.users.changePassword('new', renewal, start)).toBe(false);
    }
    expect(await world.database.users.findById(user.id)).toMatchObject({ passwordHash });
    expect(await world.database.users.findById(stranger.id)).toMatchObject({ passwordHash });
    expect(await world.idsOf(user)).toEqual([live.id]);
    expect(await world.eventsOf(user)).toHaveLength(2);
  });

  test('a proof is void once the password is another, the account disabled, or gone', async () => {
    const [changed, disabled, gone] = [await world.someone(), await world.someone(), await world.someone()];
    const { id } = await world.begin(changed);
    await world.database.users.changePassword('new', world.renewalOf(changed, id), start);
    await world.database.users.disable(disabled.id, cutoff(start));
    await world.database.users.delete(gone.id, cutoff(start));
    for (const user of [changed, disabled, gone]) {
      const before = await world.eventsOf(user);
      const deviceTokenHash = newDevice();
      const written = sessionOf(user, { deviceTokenHash });
      expect(await world.database.sessions.begin(written, limits, [])).toEqual({ session: null, retryAt: null });
      expect(await world.knows(user.email, deviceTokenHash)).toBe(false);
      expect(await world.eventsOf(user)).toEqual(before);
    }
    expect(await world.idsOf(changed)).toEqual([id]);
    expect(await world.begin(changed, { passwordHash: 'new' })).not.toBeNull();
  });

  test('a disabled account has no session, and tells since when', async () => {
    const user = await world.someone();
    const ids = [(await world.begin(user)).id, (await world.begin(user)).id];
    expect(await world.database.users.disable(user.id, cutoff(later(second)))).toBe(2);
    expect(await world.idsOf(user)).toEqual([]);
    expect((await world.endsOf(user)).toSorted()).toEqual(ids.map((id) => [id, 'account_disabled', null]));
    expect((await world.eventsOf(user))[0]).toMatchObject({ kind: 'ended', at: later(second) });
    expect(await world.database.users.disable(user.id, cutoff(later(day)))).toBe(0);
    expect(await world.database.users.findById(user.id)).toMatchObject({ disabledAt: later(second) });
  });

  test('an account that is enabled again begins anew: its ended sessions stay ended', async () => {
    const user = await world.someone();
    await world.begin(user);
    await world.database.users.disable(user.id, cutoff(later(second)));
    await world.database.users.enable(user.id);
    expect(await world.database.users.findById(user.id)).toMatchObject({ disabledAt: null });
    expect(await world.idsOf(user)).toEqual([]);
    const { id } = await world.begin(user);
    expect(await world.idsOf(user)).toEqual([id]);
  });

  test('what has expired keeps the end that time gave it when its account is disabled', async () => {
    const user = await world.someone();
    const tokenHash = newToken();
    const { id } = await world.begin(user, { tokenHash, absoluteExpiresAt: later(500) });
    expect(await world.database.users.disable(user.id, cutoff(later(second)))).toBe(0);
    expect(await world.find(tokenHash)).toMatchObject({ endedAt: later(500), endReason: 'expired' });
    expect(await world.endsOf(user)).toEqual([[id, 'expired', null]]);
  });

  test('what was idle for too long keeps that end, and is not counted, when its account is disabled or removed', async () => {
    for (const act of ['disable', 'delete'] as const) {
      const user = await world.someone();
      const idled = await world.begin(user);
      await world.begin(user, { createdAt: later(day) });
      expect(await world.database.users[act](user.id, cutoff(later(idle + second)))).toBe(1);
      const end = (await world.eventsOf(user)).find(
        ({ kind, sessionId }) => kind === 'ended' && sessionId === idled.id,
      );
      expect([act, end?.endReason, end?.at]).toEqual([act, 'idle', later(idle)]);
    }
  });

  test('a removed account leaves of its history what happened and when, and nothing of the person', async () => {
    const [user, other] = [await world.someone(), await world.someone()];
    const [tokenHash, deviceTokenHash] = [newToken(), newDevice()];
    const revoked = await world.begin(user);
    const live = await world.begin(user, { tokenHash, deviceTokenHash });
    const expired = await world.begin(user, { absoluteExpiresAt: later(500) });
    const foreign = await world.begin(other, { deviceTokenHash });
    await world.database.sessions.end(revoked.id, {
      userId: user.id,
      reason: 'revoked',
      cutoff: cutoff(start),
      actorId: live.id,
    });
    const before = await world.eventsOf(user);

    expect(await world.database.users.delete(user.id, cutoff(later(second)))).toBe(1);
    expect(await world.database.users.findById(user.id)).toBeNull();
    expect(await world.database.users.findByEmail(user.email)).toBeNull();
    expect(await world.database.sessions.findByTokenHash(tokenHash)).toBeNull();
    expect(await world.knows(user.email, deviceTokenHash)).toBe(false);
    expect(await world.endsOf(user)).toEqual([
      [live.id, 'account_deleted', null],
      [expired.id, 'expired', null],
      [revoked.id, 'revoked', live.id],
    ]);
    await world.database.housekeeping.wipeRemovedUsers(100);
    const after = await world.eventsOf(user);
    expect(after.every(({ userAgent, ip, methods }) => userAgent === '' && ip === null && !methods?.length)).toBe(true);
    expect(after.slice(2)).toEqual(
      before.map((event) => ({
        ...event,
        userAgent: '',
        ip: null,
        methods: null,
        actor: null,
        sessionCreatedAt: null,
      })),
    );

    expect(await world.knows(other.email, deviceTokenHash)).toBe(true);
    expect(await world.idsOf(other)).toEqual([foreign.id]);
    expect((await world.eventsOf(other))[0]).toMatchObject({ ip: '192.0.2.7' });
  });

  test('the address of a removed account is free, and who takes it finds nothing of the one before', async () => {
    const user = await world.someone();
    await world.begin(user);
    await world.database.users.delete(user.id, cutoff(start));
    const next = await world.database.users.create({ email: user.email, passwordHash, createdAt: start, language });
    if (!next) throw new Error('The address should be free');
    expect(next.id).not.toBe(user.id);
    expect(await world.eventsOf(next)).toEqual([]);
  });
});
