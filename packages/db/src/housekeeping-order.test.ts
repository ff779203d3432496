import { setTimeout as sleep } from 'node:timers/promises';
import { createMailLink, hashMailLink } from '@latchkey/sessions/tokens/mail-link';
import { alertLasts } from '@latchkey/sessions/sign-in-alerts/sign-in-alert';
import type { User } from '@latchkey/sessions/accounts/user';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import { beforeEach, describe, expect, test } from 'vitest';
import { connectTo, hasServer, temporaryServerDatabase, usualKind } from './testing/place.ts';
import { day, ending, later, cutoff, newDevice, newToken, second, start } from './testing/sample.ts';
import { World } from './testing/world.ts';

describe.each(usualKind)('housekeeping, in batches of one, on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  beforeEach(() => world.clear());

  /** Sign-ins of browsers that the owner is asked about, each in the mail of a link. */
  async function ask(user: User, moments: readonly number[]) {
    await world.begin(user, { deviceTokenHash: newDevice(), ip: null });
    const asked = [];
    for (const at of moments) {
      const session = await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(at) });
      const linkHash = hashMailLink(createMailLink());
      await world.database.outbox.take('new_device', linkHash, later(at));
      asked.push({ session, linkHash });
    }
    return asked;
  }
  const alertsOf = async ({ linkHash }: { readonly linkHash: ReturnType<typeof hashMailLink> }) =>
    (await world.database.alerts.findByLink(linkHash, later(-alertLasts), cutoff(later(day))))?.alerts ?? [];

  test('purges first the sessions that ended first', async () => {
    const user = await world.someone();
    const tokens = [newToken(), newToken()];
    const { housekeeping, sessions } = world.database;
    for (const [at, tokenHash] of tokens.entries()) {
      const { id } = await world.begin(user, { tokenHash });
      await sessions.end(id, ending(user, { cutoff: cutoff(later(20 - at)) }));
    }
    expect(await housekeeping.purgeSessions(later(20), 1)).toBe(1);
    expect([await world.find(tokens[0] ?? newToken()), await world.find(tokens[1] ?? newToken())]).toMatchObject([{}, null]); // prettier-ignore
    expect(await housekeeping.purgeSessions(later(19), 1)).toBe(0);
    expect(await housekeeping.purgeSessions(later(20), 1)).toBe(1);
  });

  test('purges first the devices that have been without a session for longest', async () => {
    const user = await world.someone();
    const browsers = [newDevice(), newDevice()];
    const { housekeeping, sessions } = world.database;
    for (const [at, deviceTokenHash] of browsers.entries()) {
      const { id } = await world.begin(user, { deviceTokenHash });
      await sessions.end(id, ending(user, { reason: 'logout', actorId: id, cutoff: cutoff(later(1)) }));
      await housekeeping.purgeSessions(later(20 - at), 1);
    }
    const known = () => Promise.all(browsers.map((browser) => world.knows(user.email, browser)));
    expect(await housekeeping.purgeDevices(later(day), 1)).toBe(1);
    expect(await known()).toEqual([true, false]);
    expect(await housekeeping.purgeDevices(later(day), 1)).toBe(1);
    expect(await known()).toEqual([false, false]);
  });

  test('purges the device whose only session it purged, and keeps that of another account, which has a session', async () => {
    const [user, other] = [await world.someone(), await world.someone()];
    const [gone, kept] = [newDevice(), newDevice()];
    const { housekeeping, sessions } = world.database;
    for (const [person, deviceTokenHash] of [
      [user, gone],
      [other, kept],
    ] as const) {
      // prettier-ignore
      const { id } = await world.begin(person, { deviceTokenHash });
      if (person === user) await sessions.end(id, ending(user, { reason: 'logout', actorId: id }));
    }
    expect(await housekeeping.purgeSessions(later(day), 9)).toBe(1);
    expect(await housekeeping.purgeDevices(later(day), 9)).toBe(1);
    expect(await world.knows(other.email, kept)).toBe(true);
    expect(await world.knows(user.email, gone)).toBe(false);
  });

  test('purges first the events that are oldest, up to an instant', async () => {
    const user = await world.someone();
    const { housekeeping, events, feed } = world.database;
    const failure = { kind: 'sign_in_failed', userAgent: capUserAgent(''), ip: null } as const;
    for (const at of [20, 10])
      await events.append({ ...failure, userId: user.id, at: later(at), sessionId: null, deviceId: null });
    await feed.publish(later(20), 10);
    expect(await housekeeping.purgeEvents(later(20), 1)).toBe(1);
    expect((await world.eventsOf(user)).map(({ at }) => at)).toEqual([later(20)]);
    expect(await housekeeping.purgeEvents(later(19), 1)).toBe(0);
    expect(await housekeeping.purgeEvents(later(20), 1)).toBe(1);
  });

  test('purges first the alerts that are oldest, up to an instant', async () => {
    const { housekeeping } = world.database;
    const [later20, later10] = [await ask(await world.someone(), [20]), await ask(await world.someone(), [10])].flat();
    if (!later20 || !later10) throw new Error('Both are asked about');
    expect(await housekeeping.purgeAlerts(later(9), 1)).toBe(0);
    expect(await housekeeping.purgeAlerts(later(20), 1)).toBe(1);
    expect([(await alertsOf(later20)).length, (await alertsOf(later10)).length]).toEqual([1, 0]);
    expect(await housekeeping.purgeAlerts(later(19), 1)).toBe(0);
    expect(await housekeeping.purgeAlerts(later(20), 1)).toBe(1);
    expect(await alertsOf(later20)).toEqual([]);
  });

  test('forgets first the attempts that are used up for longest', async () => {
    const { housekeeping, rateLimits } = world.database;
    const limit = { burst: 1, every: second };
    await rateLimits.take('late', limit, later(10));
    await rateLimits.take('early', limit, start);
    expect(await housekeeping.purgeRateLimits(later(10 + second), 1)).toBe(1);
    expect(await rateLimits.take('late', limit, later(10))).toEqual(later(10 + second));
    expect(await rateLimits.take('early', limit, start)).toBeNull();
  });

  test('wipes the addresses of sessions, then of events, then of alerts, each time the oldest first', async () => {
    const user = await world.someone();
    const asked = await ask(user, [30, 20]);
    const { housekeeping } = world.database;
    const state = async () => {
      const listed = await world.database.sessions.listLive(user.id, cutoff(later(100)));
      const events = (await world.eventsOf(user)).toReversed();
      const alerts = (await Promise.all(asked.map(alertsOf))).flat();
      const has = ({ ip }: { readonly ip: string | null }) => ip !== null;
      return [listed.map(has), events.map(has), alerts.map(has)];
    };
    const [first, later20, later30] = [false, true, true];
    expect(await state()).toEqual([
      [first, later20, later30],
      [first, later20, later30],
      [true, true],
    ]);
    const step = () => housekeeping.wipeAddresses(later(30), 1);
    const steps = [];
    for (let count = 0; count < 6; count += 1) {
      expect(await step()).toBe(1);
      steps.push(await state());
    }
    // The alerts are in the order of the questions: that of the later sign-in first.
    expect(steps).toEqual([
      [
        [false, false, true],
        [false, true, true],
        [true, true],
      ],
      [
        [false, false, false],
        [false, true, true],
        [true, true],
      ],
      [
        [false, false, false],
        [false, false, true],
        [true, true],
      ],
      [
        [false, false, false],
        [false, false, false],
        [true, true],
      ],
      [
        [false, false, false],
        [false, false, false],
        [true, false],
      ],
      [
        [false, false, false],
        [false, false, false],
        [false, false],
      ],
    ]);
    expect(await step()).toBe(0);
  });

  test('wipes no address from after an instant, and as many as the batch has room for', async () => {
    const user = await world.someone();
    await ask(user, [30, 20]);
    const { housekeeping } = world.database;
    // A session, its event and its alert.
    expect(await housekeeping.wipeAddresses(later(29), 9)).toBe(3);
    expect(await housekeeping.wipeAddresses(later(29), 9)).toBe(0);
    expect(await housekeeping.wipeAddresses(later(30), 2)).toBe(2);
    expect(await housekeeping.wipeAddresses(later(30), 2)).toBe(1);
  });
});

describe.runIf(hasServer)('housekeeping of alerts', () => {
  const world = new World(temporaryServerDatabase);

  test('waits for no transaction that holds some of them, and leaves those to the next round', async () => {
    const user = await world.someone();
    await world.begin(user, { deviceTokenHash: newDevice(), ip: null });
    await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(10) });
    const { housekeeping } = world.database;
    // The addresses of the session and of its event.
    expect(await housekeeping.wipeAddresses(later(10), 2)).toBe(2);
    const other = await connectTo(world.url);
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM sign_in_alerts FOR UPDATE');
    const steps = [() => housekeeping.wipeAddresses(later(10), 9), () => housekeeping.purgeAlerts(later(10), 9)];
    for (const step of steps) expect(await Promise.race([step(), sleep(3000, 'waits')])).toBe(0);
    await other.query('COMMIT');
    for (const step of steps) expect(await step()).toBe(1);
    await other.end();
  });
});
