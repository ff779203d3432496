import type { AccountPage } from '@latchkey/sessions/accounts/administration-store';
import type { User } from '@latchkey/sessions/accounts/user';
import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { hasServer, temporaryServerDatabase, usualKind } from '../testing/place.ts';
import { day, idle, later, cutoff, second, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

describe.each(usualKind)('the number of live sessions on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  beforeEach(() => world.clear());

  test('is exact where they are few', async () => {
    const { administration, sessions } = world.database;
    expect(await administration.countLive()).toBe(0);
    const user = await world.someone();
    const { id } = await world.begin(user);
    await world.begin(user);
    expect(await administration.countLive()).toBe(2);
    await sessions.end(id, { userId: user.id, reason: 'revoked', cutoff: cutoff(later(second)), actorId: null });
    expect(await administration.countLive()).toBe(1);
  });
});

describe.each(usualKind)('the list of accounts on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  const at = cutoff(later(second));
  const list = (page: Partial<AccountPage> = {}) =>
    world.database.administration.listAccounts({ text: '', after: 0, limit: 50, ...page }, at);

  const listed = ({ id, email, subject, createdAt }: User) => ({ id, email, subject, createdAt, verifiedAt: null });

  test('finds accounts by any part of an address, and of a subject in upper or lower case', async () => {
    const ada = await world.someone();
    const { user } = await world.database.subjects.provision({ subject: 'Ab-1' }, start);
    for (const text of ['ab', 'ab-1', '-'])
      expect(
        (await list({ text })).map(({ id }) => id),
        text,
      ).toEqual([user.id]);
    expect((await list({ text: ada.email.slice(1) })).map(({ id }) => id)).toContain(ada.id);
    expect(await list({ text: 'b-12' })).toEqual([]);
    await world.database.users.delete(user.id, at);
  });

  test('counts the live sessions of each account, and says since when it is disabled', async () => {
    await world.clear();
    const [ada, bob] = [await world.someone(), await world.someone()];
    await world.begin(ada);
    const { id } = await world.begin(ada);
    await world.begin(ada, { createdAt: later(-10 * day), absoluteExpiresAt: start });
    await world.begin(ada);
    await world.database.sessions.end(id, { userId: ada.id, reason: 'revoked', cutoff: at, actorId: null });
    await world.begin(bob);
    await world.database.users.disable(bob.id, at);
    expect(await list()).toEqual([
      { ...listed(ada), disabledAt: null, liveSessions: 2 },
      { ...listed(bob), disabledAt: at.now, liveSessions: 0 },
    ]);
  });

  test('comes in pages by id, and takes the signs of an address literally', async () => {
    await world.clear();
    const user = { passwordHash: 'x', createdAt: start, language: null };
    const emails = ['a_b@example.org', 'axb@example.org', 'a%b.c@example.org', 'other@example.org'];
    for (const email of emails) await world.database.users.create({ ...user, email });
    const addresses = async (page: Partial<AccountPage>) => (await list(page)).map(({ email }) => email);
    const page = await list({ limit: 2 });
    expect(page.map(({ email }) => email)).toEqual(emails.slice(0, 2));
    expect(await addresses({ after: page.at(-1)?.id ?? 0 })).toEqual(emails.slice(2));
    expect(await addresses({ text: 'a_b' })).toEqual(['a_b@example.org']);
    expect(await addresses({ text: '%' })).toEqual(['a%b.c@example.org']);
    expect(await addresses({ text: 'nobody' })).toEqual([]);
  });
});

describe.each(usualKind)('the addresses of accounts on %s', (_kind, makePlace) => {
  const world = new World(makePlace);

  test('are those of their newest live sessions, and no account with many hides the others', async () => {
    const { administration, sessions } = world.database;
    const people: User[] = [];
    for (let count = 0; count < 30; count++) {
      const user = await world.someone();
      people.push(user);
      await world.begin(user, { ip: '203.0.113.9' });
      await world.begin(user, { ip: '198.51.100.7' });
      const { id } = await world.begin(user, { ip: '203.0.113.10' });
      await sessions.end(id, { userId: user.id, reason: 'revoked', cutoff: cutoff(later(second)), actorId: null });
      await world.begin(user, { ip: null });
    }
    const looping = await world.someone();
    for (let time = 0; time < 60; time++) await world.begin(looping, { ip: '203.0.113.11' });
    const recent = await administration.recentAddresses(10_000);
    expect(recent.toSorted((one, other) => one.userId - other.userId)).toEqual([
      ...people.map(({ id }) => ({ userId: id, ip: '198.51.100.7' })),
      { userId: looping.id, ip: '203.0.113.11' },
    ]);
    expect(await administration.recentAddresses(60)).toEqual([{ userId: looping.id, ip: '203.0.113.11' }]);
  });
});

describe.each(usualKind)('the end of all sessions of all users on %s', (_kind, makePlace) => {
  const world = new World(makePlace);

  test('also ends sessions that began by a clock that is ahead', async () => {
    const user = await world.someone();
    await world.begin(user);
    await world.begin(user, { createdAt: later(10 * second) });
    const { administration } = world.database;
    const at = cutoff(later(second));
    expect(await administration.endEvery(at, 500)).toEqual({ live: 2, written: 2 });
    expect(await administration.endEvery(at, 500)).toEqual({ live: 0, written: 0 });
    expect(await world.idsOf(user)).toEqual([]);
  });

  test('counts live sessions only, and writes of those that time has ended when and why that was', async () => {
    const user = await world.someone();
    const live = await world.begin(user, { createdAt: later(10 * day) });
    const idled = await world.begin(user);
    const expired = await world.begin(user, { absoluteExpiresAt: later(day) });
    const at = cutoff(later(idle + second));
    const { administration } = world.database;
    const batches = [await administration.endEvery(at, 2), await administration.endEvery(at, 2)];
    expect(batches.map(({ written }) => written)).toEqual([2, 1]);
    expect(batches.reduce((sum, batch) => sum + batch.live, 0)).toBe(1);
    const ends = (await world.eventsOf(user)).filter(({ kind }) => kind === 'ended');
    expect(ends.map(({ sessionId, endReason, at: moment }) => [sessionId, endReason, moment])).toEqual([
      [live.id, 'revoked_all', at.now],
      [idled.id, 'idle', later(idle)],
      [expired.id, 'expired', later(day)],
    ]);
  });
});

describe.runIf(hasServer)('the number of live sessions, where they are many,', () => {
  const world = new World(temporaryServerDatabase);

  test('is what the statistics of the database say, within some hundredths', async () => {
    const user = await world.someone();
    const { deviceId } = await world.begin(user);
    const client = new pg.Client({ connectionString: world.url });
    await client.connect();
    await client.query(
      `INSERT INTO sessions (user_id, device_id, token_hash, user_agent, client_label, remember_me, created_at,
        last_used_at, absolute_expires_at, ended_at, end_reason)
      SELECT $1, $2, sha256(n::text::bytea), '', null, false, $3, $3, $3::timestamptz + interval '1 day',
        CASE WHEN n % 3 = 0 THEN $3::timestamptz END, CASE WHEN n % 3 = 0 THEN 'revoked'::session_end_reason END
      FROM generate_series(1, 240000) AS n`,
      [user.id, deviceId, start],
    );
    await client.query('ALTER TABLE sessions SET (autovacuum_enabled = false)');
    // The statistics of other tables and schemas are not those of the sessions.
    await client.query('CREATE SCHEMA other');
    for (const table of ['other.sessions', 'old_sessions'])
      await client.query(`CREATE TABLE ${table} AS SELECT now() AS ended_at FROM generate_series(1, 9)`);
    await client.query('ANALYZE');
    // Later changes do not count until the next ANALYZE.
    await client.query('DELETE FROM sessions WHERE ended_at IS NULL AND id % 2 = 0');
    await client.end();
    const live = await world.database.administration.countLive();
    expect(live / 160_001).toBeGreaterThan(0.96);
    expect(live / 160_001).toBeLessThan(1.04);
  });
});
