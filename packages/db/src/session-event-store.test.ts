import type { NewSessionEvent } from '@latchkey/sessions/history/session-event';
import type { User } from '@latchkey/sessions/accounts/user';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import { describe, expect, test } from 'vitest';
import { usualKind } from './testing/place.ts';
import { ending, impossibleIds, later, cutoff, second, start } from './testing/sample.ts';
import { World } from './testing/world.ts';

describe.each(usualKind)('history on %s', (_kind, makePlace) => {
  const world = new World(makePlace);

  const failureOf = (user: User, other: Partial<NewSessionEvent> = {}): NewSessionEvent => ({
    userId: user.id,
    kind: 'sign_in_failed',
    at: start,
    sessionId: null,
    deviceId: null,
    userAgent: capUserAgent('curl/8.5.0'),
    ip: '2001:db8::7',
    ...other,
  });

  test('gives back what was written', async () => {
    const user = await world.someone();
    const failed = failureOf(user);
    const steppedUp = failureOf(user, {
      kind: 'step_up_failed',
      at: later(1),
      sessionId: 7,
      deviceId: 8,
      ip: null,
    });
    for (const event of [failed, steppedUp]) await world.database.events.append(event);
    const common = {
      id: expect.any(Number),
      sessionCreatedAt: null,
      endReason: null,
      actorSessionId: null,
      label: null,
      clientLabel: null,
      actor: null,
      methods: null,
    };
    const expected = [steppedUp, failed].map(({ userId, ...event }) => ({ ...event, ...common }));
    expect(await world.eventsOf(user)).toEqual(expected);
  });

  test('says of each event of a session when that session signed in', async () => {
    const user = await world.someone();
    const session = await world.begin(user, { createdAt: later(1) });
    await world.database.sessions.end(session.id, ending(user));
    const events = await world.eventsOf(user);
    expect(events.map(({ kind, sessionCreatedAt }) => [kind, sessionCreatedAt])).toEqual([
      ['ended', later(1)],
      ['signed_in', later(1)],
    ]);
  });

  test('tells the newest first, also where something was written down later than it happened', async () => {
    const user = await world.someone();
    for (const ms of [20, 40, 30, 10, 30]) await world.database.events.append(failureOf(user, { at: later(ms) }));
    const events = await world.eventsOf(user);
    expect(events.map(({ at }) => at)).toEqual([40, 30, 30, 20, 10].map(later));
    expect(events[1]?.id).toBeGreaterThan(events[2]?.id ?? 0);
  });

  test('tells only of the kinds that are asked for, page by page', async () => {
    const user = await world.someone();
    const fail = (ms: number, kind: NewSessionEvent['kind']) =>
      world.database.events.append(failureOf(user, { kind, at: later(ms) }));
    await fail(0, 'sign_in_failed');
    await world.begin(user, { createdAt: later(1) });
    await fail(2, 'sign_in_failed');
    await fail(3, 'step_up_failed');
    const page = { before: null, limit: 2, kinds: ['sign_in_failed', 'step_up_failed'] } as const;
    const first = await world.database.events.list(user.id, page);
    expect(first.map(({ kind }) => kind)).toEqual(['step_up_failed', 'sign_in_failed']);
    const next = await world.database.events.list(user.id, { ...page, before: first.at(-1)?.id ?? null });
    expect(next.map(({ at }) => at)).toEqual([later(0)]);
    expect(await world.database.events.list(user.id, { ...page, kinds: [] })).toEqual([]);
  });

  test('has the current labels of the devices, their own names, and the device on which a session was ended', async () => {
    const user = await world.someone();
    const session = await world.begin(user, { clientLabel: 'Nightly backup' });
    const actor = await world.begin(user, { clientLabel: 'A script of mine' });
    await world.database.sessions.end(session.id, ending(user, { actorId: actor.id }));
    const named = { userId: user.id, at: later(1), actorSessionId: actor.id };
    await world.database.devices.rename({ ...named, deviceId: actor.deviceId, label: 'Mine' });
    await world.database.devices.rename({ ...named, deviceId: session.deviceId, label: 'Theirs' });
    const end = (await world.eventsOf(user)).find(({ kind }) => kind === 'ended');
    expect(end).toMatchObject({
      label: 'Theirs',
      clientLabel: 'Nightly backup',
      actor: { userAgent: actor.userAgent, label: 'Mine', clientLabel: 'A script of mine' },
    });
  });

  test('finds on what device a session was ended, within the account and while that is known', async () => {
    const [user, other] = [await world.someone(), await world.someone()];
    const { events, sessions, devices, users } = world.database;
    const [session, actor, kept] = [await world.begin(user), await world.begin(user), await world.begin(user)];
    const end = ending(user, { actorId: actor.id });
    await sessions.end(session.id, end);
    await sessions.end(kept.id, ending(user, { reason: 'revoked', actorId: null }));
    const { deviceId } = actor;
    await devices.rename({ userId: user.id, at: later(1), actorSessionId: actor.id, deviceId, label: 'Kitchen' });
    const ended = { id: session.id, userId: user.id, endedAt: end.cutoff.now };
    expect(await events.findActor(ended)).toEqual({
      userAgent: actor.userAgent,
      label: 'Kitchen',
      clientLabel: null,
    });
    for (const not of [{ id: kept.id }, { id: actor.id }, { userId: other.id }, { endedAt: later(second + 1) }]) {
      expect(await events.findActor({ ...ended, ...not })).toBeNull();
    }
    for (const id of impossibleIds) expect(await events.findActor({ ...ended, id })).toBeNull();
    await users.delete(user.id, cutoff(later(second)));
    expect(await events.findActor(ended)).toBeNull();
  });

  test('tells page by page what it tells at once, and each event once', async () => {
    const user = await world.someone();
    for (let count = 0; count < 10; count += 1) {
      await world.database.events.append(failureOf(user, { at: later((count * 7) % 5) }));
    }
    const all = await world.eventsOf(user);
    for (const limit of [1, 3, 10, 11]) {
      const paged = [];
      for (let before: number | null = null; ; before = paged.at(-1)?.id ?? null) {
        const page = await world.database.events.list(user.id, { before, limit });
        expect(page.length).toBeLessThanOrEqual(limit);
        if (page.length === 0) break;
        paged.push(...page);
      }
      expect(paged).toEqual(all);
    }
  });

  test('lists no events of another user, and treats a foreign cursor as a missing one', async () => {
    const [user, other] = [await world.someone(), await world.someone()];
    await world.database.events.append(failureOf(user));
    await world.database.events.append(failureOf(other, { at: later(1) }));
    expect(await world.eventsOf(user)).toHaveLength(1);
    const [foreign] = await world.eventsOf(other);
    for (const before of [foreign?.id ?? 0, 999_999_999, ...impossibleIds]) {
      expect(await world.database.events.list(user.id, { before, limit: 10 })).toEqual([]);
    }
  });

  test('a missing or impossible user id has an empty history', async () => {
    const user = await world.someone();
    await world.database.users.delete(user.id, cutoff(start));
    for (const id of [user.id, ...impossibleIds]) {
      const nobody = { ...user, id };
      await world.database.events.append(failureOf(nobody));
      expect(await world.eventsOf(nobody)).toEqual([]);
    }
  });

  test('the events of a session remain when the session is purged', async () => {
    const user = await world.someone();
    const { id } = await world.begin(user);
    await world.database.users.disable(user.id, cutoff(later(1)));
    await world.database.housekeeping.purgeSessions(later(1), 1000);
    expect(await world.database.sessions.listLive(user.id, cutoff(start))).toEqual([]);
    expect((await world.eventsOf(user)).map(({ kind, sessionId }) => [kind, sessionId])).toEqual([
      ['ended', id],
      ['signed_in', id],
    ]);
  });
});
