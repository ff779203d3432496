import { noPassword } from '@latchkey/sessions/passwords/stored-hash';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import type { OutgoingEvent } from '@latchkey/sessions/webhooks/outgoing-event';
import { beforeEach, describe, expect, test } from 'vitest';
import { connectTo, hasServer, temporaryServerDatabase, usualKind } from '../testing/place.ts';
import { ending, later, cutoff, day, second } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

const failure = { kind: 'sign_in_failed', userAgent: capUserAgent('curl/8.5.0'), ip: '192.0.2.1' } as const;

/** Publishes what is left, and gives what that was, in order. */
async function publish({ database: { feed } }: World): Promise<OutgoingEvent[]> {
  const last = await feed.lastPosition();
  while ((await feed.publish(later(0), 100)) > 0);
  return feed.read(last, 1_000);
}

describe.each(usualKind)('the feed of events on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  beforeEach(() => world.clear());

  test('has every event once, in the order of the history, with its user, session and reason', async () => {
    const user = await world.someone();
    await publish(world);
    const first = await world.begin(user, { ip: '192.0.2.7' });
    const next = await world.begin(user);
    await world.database.sessions.end(first.id, ending(user, { actorId: next.id }));
    const events = await publish(world);
    const { id: userId } = user;
    const about = { userId, subject: `latchkey:${userId}` };
    expect(events).toMatchObject([
      { ...about, kind: 'signed_in', sessionId: first.id, ip: '192.0.2.7', endReason: null },
      { ...about, kind: 'signed_in', sessionId: next.id, deviceId: next.deviceId },
      { ...about, kind: 'ended', sessionId: first.id, endReason: 'revoked', actorSessionId: next.id },
    ]);
    expect(events.map(({ position }) => position - (events[0]?.position ?? 0))).toEqual([0, 1, 2]);
    expect(await publish(world)).toEqual([]);
    expect(await world.database.feed.read(events[1]?.position ?? 0, 1)).toEqual(events.slice(2));
  });

  test('takes at most a batch at once', async () => {
    const user = await world.someone();
    await publish(world);
    for (let times = 0; times < 3; times += 1) await world.begin(user);
    const { feed } = world.database;
    expect([await feed.publish(later(0), 2), await feed.publish(later(0), 2)]).toEqual([2, 1]);
    expect(await feed.publish(later(0), 2)).toBe(0);
  });

  test('has the end of what time and housekeeping end', async () => {
    const user = await world.someone();
    const session = await world.begin(user, { absoluteExpiresAt: later(second) });
    await publish(world);
    await world.database.housekeeping.endExpired(cutoff(later(day)), 10);
    expect(await publish(world)).toMatchObject([{ kind: 'ended', sessionId: session.id, endReason: 'expired' }]);
  });

  test('names a removed user until the subject is purged, without the address', async () => {
    const { subjects, users, housekeeping, feed } = world.database;
    const { user } = await subjects.provision({ subject: 'user-7', email: 'ada@example.org' }, later(0));
    await world.begin(user, { ip: '192.0.2.7', passwordHash: noPassword });
    await users.delete(user.id, cutoff(later(second)));
    const events = await publish(world);
    expect(events.slice(-2)).toMatchObject([
      { kind: 'signed_in', subject: 'user-7', ip: null, userAgent: '' },
      { kind: 'ended', subject: 'user-7', endReason: 'account_deleted' },
    ]);
    await housekeeping.wipeRemovedUsers(100);
    await housekeeping.purgeDeliveries(later(0), 10);
    expect((await feed.read(0, 1_000)).at(-1)?.subject).toBe('user-7');
    await housekeeping.purgeDeliveries(later(day), 10);
    expect((await feed.read(0, 1_000)).at(-1)?.subject).toBeNull();
  });
});

describe.runIf(hasServer)('while other transactions are in the middle of something, the feed', () => {
  const world = new World(temporaryServerDatabase);
  beforeEach(() => world.clear());

  test('misses no event that commits after a later one', async () => {
    const user = await world.someone();
    const other = await connectTo(world.url);
    await other.query('BEGIN');
    const insert = `INSERT INTO session_events (user_id, kind, at, user_agent) VALUES ($1, 'sign_in_failed', now(), '')`;
    await other.query(insert, [user.id]);
    const { id } = await world.begin(user);
    const early = await publish(world);
    expect(early).toMatchObject([{ kind: 'signed_in', sessionId: id }]);
    await other.query('COMMIT');
    const late = await publish(world);
    expect(late).toMatchObject([{ kind: 'sign_in_failed' }]);
    expect(late[0]?.id).toBeLessThan(early[0]?.id ?? 0);
    expect(late[0]?.position).toBeGreaterThan(early[0]?.position ?? Infinity);
    await other.end();
  });

  test('lets no event of a user overtake one whose row is locked, and delays no other user', async () => {
    const [user, another] = [await world.someone(), await world.someone()];
    const other = await connectTo(world.url);
    const { events } = world.database;
    const fail = ({ id }: { readonly id: number }) =>
      events.append({ ...failure, userId: id, at: later(0), sessionId: null, deviceId: null });
    for (const each of [user, user, another]) await fail(each);
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM session_events WHERE user_id = $1 ORDER BY id LIMIT 1 FOR UPDATE', [user.id]);
    expect((await publish(world)).map(({ userId }) => userId)).toEqual([another.id]);
    await other.query('COMMIT');
    const rest = await publish(world);
    expect(rest.map(({ userId }) => userId)).toEqual([user.id, user.id]);
    expect(rest.map(({ id }) => id)).toEqual(rest.map(({ id }) => id).toSorted((one, two) => one - two));
    await other.end();
  });

  test('is published by one process at a time', async () => {
    const user = await world.someone();
    await world.begin(user);
    const other = await connectTo(world.url);
    await other.query('BEGIN; SELECT pg_advisory_xact_lock(1818977654)');
    expect(await world.database.feed.publish(later(0), 10)).toBe(0);
    await other.query('COMMIT');
    expect(await world.database.feed.publish(later(0), 10)).toBe(1);
    await other.end();
  });

  test('keeps a place for each event however many processes publish', async () => {
    const user = await world.someone();
    await publish(world);
    const { feed } = world.database;
    const last = await feed.lastPosition();
    let isWriting = true;
    const write = async () => {
      for (let times = 0; times < 30; times += 1) await world.begin(user);
      isWriting = false;
    };
    const publishing = async () => {
      while (isWriting) await feed.publish(later(0), 7);
    };
    await Promise.all([write(), publishing(), publishing(), publishing()]);
    await publish(world);
    const events = await feed.read(last, 1_000);
    expect(new Set(events.map(({ position }) => position)).size).toBe(30);
    const ids = events.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((one, two) => one - two));
  });
});
