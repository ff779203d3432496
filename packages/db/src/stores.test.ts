import { createSessionToken, hashSessionToken } from '@latchkey/sessions/session-token';
import type { Ending, LiveAt, NewSession } from '@latchkey/sessions/session-store';
import { capUserAgent } from '@latchkey/sessions/user-agent';
import type { User } from '@latchkey/sessions/user';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { type Place, kinds, migrations } from './testing/place.ts';

const start = new Date('2026-03-01T12:00:00.123Z');
const later = (ms: number): Date => new Date(start.getTime() + ms);
const day = 86_400_000;

const liveAt = (now: Date): LiveAt => ({ now, idleSince: new Date(now.getTime() - 14 * day) });
const impossibleIds = [0, -1, 1.5, 2 ** 53, -(2 ** 53), Number.NaN, Number.POSITIVE_INFINITY];

describe.each(kinds)('on %s', (_kind, makePlace) => {
  let place: Place<{ url: string } | { dataDir: string }>;
  let database: Database;
  let people = 0;

  beforeAll(async () => {
    place = await makePlace();
    database = await openDatabase({ ...place.location, migrations });
  });
  afterAll(async () => {
    await database.close();
    await place.remove();
  });

  async function someone(): Promise<User> {
    people += 1;
    const email = `${people}@example.org`;
    const user = await database.users.create({ email, passwordHash: 'hash', createdAt: start });
    if (!user) throw new Error('The address should be free');
    return user;
  }

  function sessionOf(user: User, other: Partial<NewSession> = {}): NewSession {
    return {
      userId: user.id,
      tokenHash: hashSessionToken(createSessionToken()),
      userAgent: capUserAgent('curl/8.5.0'),
      information: null,
      staysSignedIn: true,
      createdAt: start,
      expiresAt: later(30 * day),
      ...other,
    };
  }

  const ending = (user: User, other: Partial<Ending> = {}): Ending => ({
    userId: user.id,
    reason: 'revoked',
    liveAt: liveAt(later(1000)),
    ...other,
  });

  async function idsOf(user: User, now = later(1000)): Promise<number[]> {
    return (await database.sessions.listLive(user.id, liveAt(now))).map(({ id }) => id);
  }

  describe('users', () => {
    test('finds a user by the address, with what proves the password', async () => {
      const user = await database.users.create({ email: 'ada@example.org', passwordHash: 'secret', createdAt: start });
      expect(user).toEqual({ id: expect.any(Number), email: 'ada@example.org', createdAt: start });
      expect(await database.users.findByEmail('ada@example.org')).toEqual({ user, passwordHash: 'secret' });
    });

    test('answers null for an address that nobody has', async () => {
      expect(await database.users.findByEmail('nobody@example.org')).toBeNull();
    });

    test('answers null for a taken address, and leaves its owner alone', async () => {
      const user = await someone();
      expect(await database.users.create({ email: user.email, passwordHash: 'new', createdAt: later(1) })).toBeNull();
      expect(await database.users.findByEmail(user.email)).toEqual({ user, passwordHash: 'hash' });
    });

    test('of many sign-ups with one address at the same moment, one wins', async () => {
      const tries = Array.from({ length: 8 }, (_, at) =>
        database.users.create({ email: 'race@example.org', passwordHash: `${at}`, createdAt: start }),
      );
      expect((await Promise.all(tries)).filter((user) => user !== null)).toHaveLength(1);
    });
  });

  describe('sessions', () => {
    test('gives back what was written, first used at its creation', async () => {
      const user = await someone();
      const { tokenHash, ...written } = sessionOf(user, { information: 'Ünïcode 🔑', staysSignedIn: false });
      const session = await database.sessions.create({ ...written, tokenHash });
      expect(session).toEqual({ ...written, id: session.id, lastUsedAt: start, endedAt: null, endReason: null });
      expect(await database.sessions.findByTokenHash(tokenHash)).toEqual({ session, user });
    });

    test('answers null for a token that nobody holds', async () => {
      expect(await database.sessions.findByTokenHash(hashSessionToken(createSessionToken()))).toBeNull();
    });

    test('refuses a second session with the same token', async () => {
      const written = sessionOf(await someone());
      await database.sessions.create(written);
      await expect(database.sessions.create(written)).rejects.toThrow();
    });

    test('refuses a session of nobody', async () => {
      const user = { ...(await someone()), id: 999_999_999 };
      await expect(database.sessions.create(sessionOf(user))).rejects.toThrow();
      await expect(database.sessions.create(sessionOf({ ...user, id: 1.5 }))).rejects.toThrow(RangeError);
    });

    test('finds an ended session by its token, with how it ended', async () => {
      const user = await someone();
      const written = sessionOf(user);
      const { id } = await database.sessions.create(written);
      await database.sessions.end(id, ending(user, { reason: 'logout' }));
      const found = await database.sessions.findByTokenHash(written.tokenHash);
      expect(found?.session).toMatchObject({ id, endedAt: later(1000), endReason: 'logout' });
    });

    test('lists the oldest use first, and the older id first where the use is the same', async () => {
      const user = await someone();
      const ids: number[] = [];
      for (let count = 0; count < 4; count += 1) ids.push((await database.sessions.create(sessionOf(user))).id);
      const [first = 0, second = 0, third = 0, fourth = 0] = ids;
      await database.sessions.touch(first, later(20));
      await database.sessions.touch(third, later(10));
      expect(await idsOf(user)).toEqual([second, fourth, third, first]);
    });

    test('lists the sessions of nobody else', async () => {
      const [user, other] = [await someone(), await someone()];
      const { id } = await database.sessions.create(sessionOf(user));
      await database.sessions.create(sessionOf(other));
      expect(await idsOf(user)).toEqual([id]);
    });

    test('lists a session until the instant of its expiry, and no longer', async () => {
      const user = await someone();
      const { id } = await database.sessions.create(sessionOf(user, { expiresAt: later(5000) }));
      expect(await idsOf(user, later(4999))).toEqual([id]);
      expect(await idsOf(user, later(5000))).toEqual([]);
    });

    test('lists a session until the instant at which it has been idle for too long, and no longer', async () => {
      const user = await someone();
      const { id } = await database.sessions.create(sessionOf(user));
      expect(await idsOf(user, later(14 * day - 1))).toEqual([id]);
      expect(await idsOf(user, later(14 * day))).toEqual([]);
    });

    test('moves the last use forward', async () => {
      const user = await someone();
      const written = sessionOf(user);
      const { id } = await database.sessions.create(written);
      await database.sessions.touch(id, later(61_000));
      expect((await database.sessions.findByTokenHash(written.tokenHash))?.session.lastUsedAt).toEqual(later(61_000));
    });

    test('never moves the last use backwards, in whatever order the uses arrive', async () => {
      const user = await someone();
      const written = sessionOf(user);
      const { id } = await database.sessions.create(written);
      const moments = [300, 100, 500, 200, 400].map(later);
      await Promise.all(moments.map((at) => database.sessions.touch(id, at)));
      await database.sessions.touch(id, later(1));
      expect((await database.sessions.findByTokenHash(written.tokenHash))?.session.lastUsedAt).toEqual(later(500));
    });

    test('does not resurrect an ended session by a late touch', async () => {
      const user = await someone();
      const written = sessionOf(user);
      const { id } = await database.sessions.create(written);
      await database.sessions.end(id, ending(user));
      await database.sessions.touch(id, later(5000));
      expect((await database.sessions.findByTokenHash(written.tokenHash))?.session).toMatchObject({
        lastUsedAt: start,
        endReason: 'revoked',
      });
    });

    test('does not touch an expired session', async () => {
      const user = await someone();
      const written = sessionOf(user, { expiresAt: later(5000) });
      const { id } = await database.sessions.create(written);
      await database.sessions.touch(id, later(5000));
      expect((await database.sessions.findByTokenHash(written.tokenHash))?.session.lastUsedAt).toEqual(start);
    });

    test('ends one session and leaves the others', async () => {
      const user = await someone();
      const gone = await database.sessions.create(sessionOf(user));
      const kept = await database.sessions.create(sessionOf(user));
      expect(await database.sessions.end(gone.id, ending(user))).toBe(true);
      expect(await idsOf(user)).toEqual([kept.id]);
    });

    test('keeps the first end of a session that is ended twice', async () => {
      const user = await someone();
      const written = sessionOf(user);
      const { id } = await database.sessions.create(written);
      expect(await database.sessions.end(id, ending(user, { reason: 'logout' }))).toBe(true);
      expect(await database.sessions.end(id, ending(user, { liveAt: liveAt(later(9000)) }))).toBe(false);
      expect(await database.sessions.endAll({ ...ending(user, { reason: 'revoked_all' }), keepId: null })).toBe(0);
      expect((await database.sessions.findByTokenHash(written.tokenHash))?.session).toMatchObject({
        endedAt: later(1000),
        endReason: 'logout',
      });
    });

    test('of many that end one session at the same moment, one has done it', async () => {
      const user = await someone();
      const { id } = await database.sessions.create(sessionOf(user));
      const ends = await Promise.all(Array.from({ length: 8 }, () => database.sessions.end(id, ending(user))));
      expect(ends.filter(Boolean)).toHaveLength(1);
    });

    test('treats a foreign session as an absent one', async () => {
      const [owner, stranger] = [await someone(), await someone()];
      const { id } = await database.sessions.create(sessionOf(owner));
      expect(await database.sessions.end(id, ending(stranger))).toBe(false);
      expect(await idsOf(owner)).toEqual([id]);
    });

    test('does not end what time has ended: it keeps the end that time gave it', async () => {
      const user = await someone();
      const written = sessionOf(user, { expiresAt: later(500) });
      const { id } = await database.sessions.create(written);
      expect(await database.sessions.end(id, ending(user))).toBe(false);
      expect((await database.sessions.findByTokenHash(written.tokenHash))?.session.endedAt).toBeNull();
    });

    test('ends every live session of the user but the one to keep, and tells how many', async () => {
      const [user, other] = [await someone(), await someone()];
      const kept = await database.sessions.create(sessionOf(user));
      const foreign = await database.sessions.create(sessionOf(other));
      const ended = await database.sessions.create(sessionOf(user));
      await database.sessions.end(ended.id, ending(user));
      await database.sessions.create(sessionOf(user, { expiresAt: later(500) }));
      for (let count = 0; count < 3; count += 1) await database.sessions.create(sessionOf(user));

      const others = { ...ending(user, { reason: 'revoked_others' }), keepId: kept.id };
      expect(await database.sessions.endAll(others)).toBe(3);
      expect(await idsOf(user)).toEqual([kept.id]);
      expect(await idsOf(other)).toEqual([foreign.id]);
    });

    test('ends every live session of the user where none is to be kept', async () => {
      const user = await someone();
      for (let count = 0; count < 3; count += 1) await database.sessions.create(sessionOf(user));
      expect(await database.sessions.endAll({ ...ending(user, { reason: 'revoked_all' }), keepId: null })).toBe(3);
      expect(await idsOf(user)).toEqual([]);
    });

    test.each(impossibleIds)('takes the id %d for absent, not for an error', async (id) => {
      const user = await someone();
      const nobody = { ...user, id };
      const kept = await database.sessions.create(sessionOf(user));
      expect(await database.sessions.end(id, ending(user))).toBe(false);
      expect(await database.sessions.end(kept.id, ending(nobody))).toBe(false);
      expect(await database.sessions.endAll({ ...ending(nobody), keepId: null })).toBe(0);
      expect(await idsOf(nobody)).toEqual([]);
      await expect(database.sessions.touch(id, later(10))).resolves.toBeUndefined();
      expect(await idsOf(user)).toEqual([kept.id]);
    });

    test('keeps nothing where the id to keep cannot exist', async () => {
      const user = await someone();
      await database.sessions.create(sessionOf(user));
      expect(await database.sessions.endAll({ ...ending(user), keepId: 1.5 })).toBe(1);
    });
  });
});
