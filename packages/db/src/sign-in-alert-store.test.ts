import { createAlertLink, hashAlertLink } from '@latchkey/sessions/alert-link';
import { Housekeeping, defaultRetention } from '@latchkey/sessions/housekeeping';
import type { Session } from '@latchkey/sessions/session';
import { defaultSessionLimits } from '@latchkey/sessions/session-limits';
import type { NewSession } from '@latchkey/sessions/session-store';
import { alertLasts } from '@latchkey/sessions/sign-in-alert';
import type { Answering } from '@latchkey/sessions/sign-in-alert-store';
import type { User } from '@latchkey/sessions/user';
import { capUserAgent } from '@latchkey/sessions/user-agent';
import { beforeEach, describe, expect, test } from 'vitest';
import { kinds } from './testing/place.ts';
import { day, impossibleIds, later, liveAt, newDevice, second, start } from './testing/sample.ts';
import { World } from './testing/world.ts';

const minute = 60 * second;

describe.each(kinds)('alerts of sign-ins on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  beforeEach(() => world.clear());

  const openSince = (now: Date) => new Date(now.getTime() - alertLasts);

  /** What is open of a user on the device of a session. */
  const openOn = async (user: User, { deviceId }: Pick<Session, 'deviceId'>, now = later(second)) =>
    (await world.database.alerts.listOpen({ userId: user.id, deviceId }, openSince(now), liveAt(now))).map((alert) => [
      alert.sessionId,
      alert.isLive,
    ]);

  /** Somebody with a browser that nobody asks about. */
  async function somebody() {
    const user = await world.someone();
    return { user, own: await world.begin(user, { deviceTokenHash: newDevice() }) };
  }

  /** Somebody, and a sign-in on a browser that their account has never seen. */
  async function alerted(other: Partial<NewSession> = {}) {
    const { user, own } = await somebody();
    const deviceTokenHash = newDevice();
    const stranger = await world.begin(user, { deviceTokenHash, createdAt: later(1), ...other });
    const [alert] = await world.database.alerts.listOpen(
      { userId: user.id, deviceId: own.deviceId },
      openSince(later(2)),
      liveAt(later(2)),
    );
    if (!alert) throw new Error('Somebody should be asked');
    return { user, own, stranger, deviceTokenHash, alert };
  }

  const answering = (user: User, { id: sessionId, deviceId }: Session, alertId: number, other: Partial<Answering>) => ({
    userId: user.id,
    alertId,
    answer: 'confirmed' as const,
    by: { sessionId, deviceId },
    address: '198.51.100.9',
    openSince: openSince(later(second)),
    liveAt: liveAt(later(second)),
    ...other,
  });

  /** Gives the alert whose mail is due a link. */
  async function linked(now = later(second)) {
    const linkHash = hashAlertLink(createAlertLink());
    const due = await world.database.outbox.take(linkHash, now);
    return { linkHash, due, by: { linkHash, takesBackSince: new Date(now.getTime() - 10 * minute) } };
  }

  test('nobody is asked about the first session of an account, and everybody about one more browser', async () => {
    const { user, own } = await somebody();
    expect(await openOn(user, own)).toEqual([]);
    const stranger = await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(1) });
    expect(await openOn(user, own)).toEqual([[stranger.id, true]]);
  });

  test('an account that was left alone until nothing is kept of it is no new one', async () => {
    const { user, own } = await somebody();
    await world.database.sessions.end(own.id, {
      userId: user.id,
      reason: 'logout',
      liveAt: liveAt(start),
      actorId: null,
    });
    await world.database.housekeeping.purgeSessions(later(day), 10);
    await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(day) });
    const { due } = await linked(later(day));
    expect(due?.email).toBe(user.email);
  });

  test('a browser that the account knows is not asked about again', async () => {
    const { user, own, deviceTokenHash } = await alerted();
    await world.begin(user, { deviceTokenHash, createdAt: later(2) });
    expect(await openOn(user, own)).toHaveLength(1);
  });

  test('a program is asked about once, by what it says of itself, and again when its owner said no', async () => {
    const { user, own } = await somebody();
    const backup = { userAgent: capUserAgent('curl/8.5.0'), information: 'Nightly backup' };
    for (let night = 0; night < 3; night += 1) await world.begin(user, { ...backup, createdAt: later(night) });
    const [asked = [0]] = await openOn(user, own);
    expect(await openOn(user, own)).toHaveLength(1);
    await world.begin(user, { ...backup, information: 'Another job', createdAt: later(4) });
    await world.begin(user, { ...backup, userAgent: capUserAgent('curl/9.0.0'), createdAt: later(5) });
    expect(await openOn(user, own)).toHaveLength(3);
    // Long after the sessions are gone it is still known.
    await world.database.sessions.endAll({ userId: user.id, reason: 'revoked_all', liveAt: liveAt(later(6)), actorId: null, keepId: own.id }); // prettier-ignore
    await world.database.housekeeping.purgeSessions(later(day), 10);
    await world.begin(user, { ...backup, createdAt: later(7) });
    expect(await openOn(user, own)).toHaveLength(3);
    const alerts = await world.database.alerts.listOpen({ userId: user.id, deviceId: own.deviceId }, start, liveAt(later(8))); // prettier-ignore
    const first = alerts.find(({ sessionId }) => sessionId === asked[0]);
    await world.database.alerts.answer(answering(user, own, first?.id ?? 0, { answer: 'denied' }));
    await world.begin(user, { ...backup, createdAt: later(9) });
    expect(await openOn(user, own)).toHaveLength(3);
  });

  test('a device in question sees nothing, and answers for nobody, not even for another in question', async () => {
    const { user, own, stranger, alert } = await alerted();
    const accomplice = await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(2) });
    for (const session of [stranger, accomplice]) {
      expect(await openOn(user, session)).toEqual([]);
      for (const answer of ['confirmed', 'denied'] as const) {
        expect(await world.database.alerts.answer(answering(user, session, alert.id, { answer }))).toBeNull();
      }
    }
    expect(await openOn(user, own)).toHaveLength(2);
    expect(await world.database.alerts.answer(answering(user, own, alert.id, {}))).toBe(0);
    expect(await openOn(user, stranger)).toEqual([[accomplice.id, true]]);
  });

  test('another user sees and answers nothing of it, nor does an id that cannot exist', async () => {
    const { user, own, alert } = await alerted();
    const other = await somebody();
    expect(await openOn(other.user, other.own)).toEqual([]);
    expect(await world.database.alerts.answer(answering(other.user, other.own, alert.id, {}))).toBeNull();
    for (const id of impossibleIds) {
      expect(await world.database.alerts.answer(answering(user, own, id, {}))).toBeNull();
      expect(await world.database.alerts.answer(answering({ ...user, id }, own, alert.id, {}))).toBeNull();
    }
    expect(await openOn(user, own)).toHaveLength(1);
  });

  test('a yes asks no more, can be taken back and given again, and each is in the history', async () => {
    const { user, own, stranger, alert } = await alerted();
    const { alerts } = world.database;
    expect(await alerts.answer(answering(user, own, alert.id, { answer: null }))).toBeNull();
    expect(await alerts.answer(answering(user, own, alert.id, {}))).toBe(0);
    expect(await openOn(user, own)).toEqual([]);
    expect(await alerts.answer(answering(user, own, alert.id, {}))).toBeNull();
    expect(await alerts.answer(answering(user, own, alert.id, { answer: 'denied' }))).toBeNull();
    expect(await alerts.answer(answering(user, own, alert.id, { answer: null }))).toBe(0);
    expect(await openOn(user, own)).toEqual([[stranger.id, true]]);
    expect(await alerts.answer(answering(user, own, alert.id, {}))).toBe(0);
    expect((await world.eventsOf(user)).slice(0, 3)).toMatchObject(
      ['alert_confirmed', 'alert_reopened', 'alert_confirmed'].map((kind) => ({
        kind,
        sessionId: stranger.id,
        deviceId: stranger.deviceId,
        actorSessionId: own.id,
        address: '198.51.100.9',
        userAgent: stranger.userAgent,
      })),
    );
    expect(await world.idsOf(user)).toContain(stranger.id);
  });

  test('a no ends whatever the device holds by then, for good, and the account knows it no more', async () => {
    const { user, own, deviceTokenHash, alert } = await alerted();
    const again = await world.begin(user, { deviceTokenHash, createdAt: later(2) });
    expect(await world.database.alerts.answer(answering(user, own, alert.id, { answer: 'denied' }))).toBe(1);
    expect(await world.idsOf(user)).toEqual([own.id]);
    expect((await world.endsOf(user))[0]).toEqual([again.id, 'reported', own.id]);
    expect(await world.database.devices.isKnown(user.email, deviceTokenHash)).toBe(false);
    expect(await world.database.alerts.answer(answering(user, own, alert.id, { answer: null }))).toBeNull();
    const returned = await world.begin(user, { deviceTokenHash, createdAt: later(3) });
    expect(await openOn(user, own)).toEqual([[returned.id, true]]);
  });

  test('what has ended meanwhile can still be answered, and a no then ends nothing', async () => {
    const { user, own, stranger, alert } = await alerted();
    await world.database.sessions.end(stranger.id, { userId: user.id, reason: 'logout', liveAt: liveAt(later(3)), actorId: stranger.id }); // prettier-ignore
    expect(await openOn(user, own)).toEqual([[stranger.id, false]]);
    expect(await world.database.alerts.answer(answering(user, own, alert.id, { answer: 'denied' }))).toBe(0);
    expect((await world.eventsOf(user))[0]).toMatchObject({ kind: 'alert_denied', sessionId: stranger.id });
  });

  test('after a week nobody is asked, and no answer is taken', async () => {
    const { user, own, stranger, alert } = await alerted();
    const { linkHash, by } = await linked();
    const last = later(alertLasts);
    expect(await openOn(user, own, last)).toEqual([[stranger.id, true]]);
    expect(await world.database.alerts.findByLink(linkHash, openSince(last), liveAt(last))).not.toBeNull();
    const over = later(alertLasts + 1);
    expect(await openOn(user, own, over)).toEqual([]);
    expect(await world.database.alerts.findByLink(linkHash, openSince(over), liveAt(over))).toBeNull();
    for (const way of [{ by }, {}]) {
      const late = { ...way, openSince: openSince(over), liveAt: liveAt(over) };
      expect(await world.database.alerts.answer(answering(user, own, alert.id, late))).toBeNull();
    }
  });

  test('a link shows its alert and answers it once; a yes it can take back for a while, a no never', async () => {
    const { user, own, stranger, alert } = await alerted();
    const { alerts } = world.database;
    const { linkHash, by } = await linked();
    const read = () => alerts.findByLink(linkHash, openSince(later(2)), liveAt(later(2)));
    const answer = (other: Partial<Answering>) => alerts.answer(answering(user, own, alert.id, { by, ...other }));
    expect(await read()).toMatchObject({ email: user.email, alert: { id: alert.id, isLive: true } });
    expect(await alerts.ownerOfLink(linkHash)).toEqual({ userId: user.id, alertId: alert.id });
    expect(await answer({})).toBe(0);
    expect(await read()).toBeNull();
    expect(await answer({ answer: 'denied' })).toBeNull();
    expect(await answer({ answer: null, by: { linkHash, takesBackSince: later(second) } })).toBeNull();
    expect(await answer({ answer: null })).toBe(0);
    expect(await read()).not.toBeNull();
    expect(await answer({ answer: 'denied' })).toBe(1);
    expect(await answer({ answer: null })).toBeNull();
    expect(await read()).toBeNull();
    expect((await world.endsOf(user))[0]).toEqual([stranger.id, 'reported', null]);
    const foreign = hashAlertLink(createAlertLink());
    expect(await alerts.ownerOfLink(foreign)).toBeNull();
    expect(await answer({ by: { linkHash: foreign, takesBackSince: start } })).toBeNull();
  });

  test('of answers at the same moment one counts', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { user, own, stranger, alert } = await alerted();
      const { by } = await linked();
      const answers = (['confirmed', 'denied'] as const).flatMap((answer) => [{ answer }, { answer, by }]);
      const taken = await Promise.all(
        answers.map((given) => world.database.alerts.answer(answering(user, own, alert.id, given))),
      );
      expect(taken.filter((ended) => ended !== null)).toHaveLength(1);
      const isDenied = answers[taken.findIndex((ended) => ended !== null)]?.answer === 'denied';
      expect((await world.idsOf(user)).includes(stranger.id)).toBe(!isDenied);
      expect((await world.eventsOf(user)).filter(({ kind }) => kind.startsWith('alert_'))).toHaveLength(1);
    }
  });

  test('a no and a sign-in on that device at the same moment leave nothing live that nobody is asked about', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { user, own, deviceTokenHash, alert } = await alerted();
      await Promise.all([
        world.database.alerts.answer(answering(user, own, alert.id, { answer: 'denied' })),
        world.begin(user, { deviceTokenHash, createdAt: later(2) }),
      ]);
      const others = (await world.idsOf(user)).filter((id) => id !== own.id);
      expect(await openOn(user, own)).toEqual(others.map((id) => [id, true]));
    }
  });

  test('alerts go with their account, lose their address in time, and are purged from their moment on', async () => {
    const { user, own, alert } = await alerted();
    const { housekeeping, users } = world.database;
    expect(await housekeeping.purgeAlerts(start, 10)).toBe(0);
    await housekeeping.wipeAddresses(later(1), 10);
    const [kept] = await world.database.alerts.listOpen({ userId: user.id, deviceId: own.deviceId }, openSince(start), liveAt(later(2))); // prettier-ignore
    expect(kept).toEqual({ ...alert, address: null });
    expect(await housekeeping.purgeAlerts(later(1), 10)).toBe(1);
    expect(await openOn(user, own)).toEqual([]);

    const gone = await alerted();
    await users.delete(gone.user.id, liveAt(later(second)));
    expect((await linked()).due).toBeNull();
  });

  test('what is still asked outlives a history that is kept for an hour', async () => {
    const { user, own, stranger } = await alerted();
    for (const now of [later(alertLasts), later(alertLasts + second)]) {
      const { housekeeping: store, administration: counts } = world.database;
      const retention = { ...defaultRetention, events: 60 * minute };
      const limits = defaultSessionLimits;
      const housekeeping = new Housekeeping({ store, counts, limits, retention, clock: () => now });
      for await (const { name, done } of housekeeping.run()) if (name === 'alerts') expect(done).toBeLessThan(2);
      const asked = now > later(alertLasts) ? [] : [[stranger.id, true]];
      expect(await openOn(user, own, new Date(now.getTime() - second))).toEqual(asked);
    }
  });

  test('a flood of new devices is asked about in full, and mailed about ten times an hour', async () => {
    const { user, own } = await somebody();
    for (let count = 0; count < 15; count += 1) {
      await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(count) });
    }
    expect(await openOn(user, own)).toHaveLength(15);
    let mails = 0;
    while ((await linked()).due) mails += 1;
    expect(mails).toBe(10);
    await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(60 * minute + 20) });
    expect((await linked(later(60 * minute + 20))).due).not.toBeNull();
  });
});
