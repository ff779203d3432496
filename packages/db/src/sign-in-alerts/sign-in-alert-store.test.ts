import { createMailLink, hashMailLink } from '@latchkey/sessions/tokens/mail-link';
import { Housekeeping, defaultRetention } from '@latchkey/sessions/jobs/housekeeping';
import type { Session } from '@latchkey/sessions/sessions/session';
import { defaultSessionLimits } from '@latchkey/sessions/sessions/session-limits';
import type { NewSession } from '@latchkey/sessions/sessions/session-store';
import { alertLasts } from '@latchkey/sessions/sign-in-alerts/sign-in-alert';
import type { AlertAnswerRequest } from '@latchkey/sessions/sign-in-alerts/sign-in-alert-store';
import type { User } from '@latchkey/sessions/accounts/user';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import { beforeEach, describe, expect, test } from 'vitest';
import { usualKind } from '../testing/place.ts';
import { day, impossibleIds, later, cutoff, newDevice, second, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

const minute = 60 * second;

describe.each(usualKind)('alerts of sign-ins on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  beforeEach(() => world.clear());

  const openSince = (now: Date) => new Date(now.getTime() - alertLasts);

  /** What is open of a user on the device of a session. */
  const openOn = async (user: User, { deviceId }: Pick<Session, 'deviceId'>, now = later(second)) =>
    (await world.database.alerts.listOpen({ userId: user.id, deviceId }, openSince(now), cutoff(now))).map((alert) => [
      alert.sessionId,
      alert.isLive,
    ]);

  /** A user with a browser without an alert. */
  async function somebody() {
    const user = await world.someone();
    return { user, own: await world.begin(user, { deviceTokenHash: newDevice() }) };
  }

  /** A user, and a sign-in on a browser that is new to the account. */
  async function alerted(other: Partial<NewSession> = {}) {
    const { user, own } = await somebody();
    const deviceTokenHash = newDevice();
    const stranger = await world.begin(user, { deviceTokenHash, createdAt: later(1), ...other });
    const [alert] = await world.database.alerts.listOpen(
      { userId: user.id, deviceId: own.deviceId },
      openSince(later(2)),
      cutoff(later(2)),
    );
    if (!alert) throw new Error('Somebody should be asked');
    return { user, own, stranger, deviceTokenHash, alert };
  }

  const answering = (
    user: User,
    { id: sessionId, deviceId }: Session,
    alertId: number,
    other: Partial<AlertAnswerRequest>,
  ) => ({
    userId: user.id,
    alertIds: [alertId],
    answer: 'confirmed' as const,
    by: { sessionId, deviceId, isProved: true },
    ip: '198.51.100.9',
    openSince: openSince(later(second)),
    cutoff: cutoff(later(second)),
    ...other,
  });

  /** Gives the alert whose mail is due a link. */
  async function linked(now = later(second)) {
    const linkHash = hashMailLink(createMailLink());
    const due = await world.database.outbox.take('new_device', linkHash, now);
    return { linkHash, due, by: { linkHash } };
  }

  test('the first session of an account raises no alert, and a second browser raises one', async () => {
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
      cutoff: cutoff(start),
      actorId: null,
    });
    await world.database.housekeeping.purgeSessions(later(day), 10);
    await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(day) });
    const { due } = await linked(later(day));
    expect(due?.email).toBe(user.email);
  });

  test.each([
    ['less than an hour', 60 * minute - 1, true],
    ['an hour', 60 * minute, false],
  ])('a first session %s after the sign-up is asked about only from then on', async (_what, age, isFirst) => {
    const user = await world.someone();
    const { confirmedAt } = await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(age) });
    expect(confirmedAt !== null).toBe(isFirst);
  });

  test('a program whose yes the mail can still take back stays one device, and is asked about no more', async () => {
    const { user, own } = await somebody();
    const first = await world.begin(user, { createdAt: later(1) });
    const { alerts } = world.database;
    const [alert] = await alerts.listOpen({ userId: user.id, deviceId: own.deviceId }, start, cutoff(later(2)));
    const by = { sessionId: own.id, deviceId: own.deviceId, isProved: false };
    await alerts.answer(answering(user, own, alert?.id ?? 0, { by }));
    const again = await world.begin(user, { createdAt: later(3) });
    expect(again.deviceId).toBe(first.deviceId);
    expect(await openOn(user, own)).toEqual([]);
  });

  test('an alert has the methods of its sign-in, without those of a later step-up, until its session is purged', async () => {
    const proof = { methods: ['google', 'otp'], at: later(1) };
    const { user, own, stranger, alert } = await alerted({ proof });
    expect(alert.methods).toEqual(proof.methods);
    const { sessions, housekeeping, alerts } = world.database;
    const stepUp = world.renewalOf(user, stranger.id, { proof: { methods: ['pwd'], at: later(2) } });
    expect(await sessions.rotateToken(stepUp)).toBe(true);
    const { linkHash, due } = await linked();
    const methodsNow = async () => {
      const listed = await alerts.listOpen({ userId: user.id, deviceId: own.deviceId }, start, cutoff(later(second)));
      const found = await alerts.findByLink(linkHash, start, cutoff(later(second)));
      return [listed, found?.alerts ?? []].map((all) => all.map(({ methods }) => methods));
    };
    expect(due?.alerts.map(({ methods }) => methods)).toEqual([proof.methods]);
    expect(await methodsNow()).toEqual([[proof.methods], [proof.methods]]);
    expect((await alerted()).alert.methods).toEqual(['pwd']);
    const how = { userId: user.id, reason: 'revoked', cutoff: cutoff(later(second)), actorId: null } as const;
    await sessions.end(stranger.id, how);
    await housekeeping.purgeSessions(later(day), 10);
    expect(await methodsNow()).toEqual([[null], [null]]);
  });

  test('a browser that the account knows is not asked about again', async () => {
    const { user, own, deviceTokenHash } = await alerted();
    await world.begin(user, { deviceTokenHash, createdAt: later(2) });
    expect(await openOn(user, own)).toHaveLength(1);
  });

  test('a program is asked about once, by what it says of itself, and again when its owner said no', async () => {
    const { user, own } = await somebody();
    const backup = { userAgent: capUserAgent('curl/8.5.0'), clientLabel: 'Nightly backup' };
    for (let night = 0; night < 3; night += 1) await world.begin(user, { ...backup, createdAt: later(night) });
    expect(await openOn(user, own)).toHaveLength(1);
    await world.begin(user, { ...backup, clientLabel: 'Another job', createdAt: later(4) });
    await world.begin(user, { ...backup, userAgent: capUserAgent('Wget/1.21.4'), createdAt: later(5) });
    expect(await openOn(user, own)).toHaveLength(3);
    const asked = async () => {
      const reader = { userId: user.id, deviceId: own.deviceId };
      const alerts = await world.database.alerts.listOpen(reader, start, cutoff(later(8)));
      return alerts.find(({ clientLabel }) => clientLabel === 'Nightly backup')?.id ?? 0;
    };
    const purge = async () => {
      await world.database.sessions.endAll({ userId: user.id, reason: 'logout', cutoff: cutoff(later(6)), actorId: null, keepId: own.id }); // prettier-ignore
      await world.database.housekeeping.purgeSessions(later(day), 10);
      await world.database.housekeeping.purgeDevices(later(day), 10);
    };
    // When its device is gone and the question was never answered, it is asked about again, in place of the old question.
    await purge();
    await world.begin(user, { ...backup, createdAt: later(7) });
    expect(await openOn(user, own)).toHaveLength(3);
    await world.database.alerts.answer(answering(user, own, await asked(), {}));
    // Long after its sessions and devices are gone it is still known.
    await purge();
    await world.begin(user, { ...backup, userAgent: capUserAgent('curl/9.0.1'), createdAt: later(8) });
    expect(await openOn(user, own)).toHaveLength(2);
    await world.begin(user, { ...backup, clientLabel: 'Another job', createdAt: later(9) });
    expect(await openOn(user, own)).toHaveLength(2);
    const [other] = await world.database.alerts.listOpen({ userId: user.id, deviceId: own.deviceId }, start, cutoff(later(8))); // prettier-ignore
    await world.database.alerts.answer(answering(user, own, other?.id ?? 0, { answer: 'denied' }));
    await world.begin(user, { ...backup, clientLabel: other?.clientLabel ?? null, createdAt: later(9) });
    expect(await openOn(user, own)).toHaveLength(2);
  });

  test('an unconfirmed device lists no alerts and cannot answer any', async () => {
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

  test('a program sees and answers nothing, though its owner has confirmed it', async () => {
    const { user, own, alert } = await alerted();
    const program = await world.begin(user, { createdAt: later(2) });
    await world.confirm(user, own, program);
    expect(await openOn(user, program)).toEqual([]);
    expect(await world.database.alerts.answer(answering(user, program, alert.id, {}))).toBeNull();
    expect(await openOn(user, own)).toHaveLength(1);
  });

  test.each([true, false])(
    'an alert without an answer cannot be reopened, with a proof (%s) or by the link',
    async (isProved) => {
      const { user, own, alert } = await alerted();
      const { by: link } = await linked();
      const { alerts } = world.database;
      for (const by of [{ sessionId: own.id, deviceId: own.deviceId, isProved }, link]) {
        expect(await alerts.answer(answering(user, own, alert.id, { answer: null, by }))).toBeNull();
      }
      expect((await world.eventsOf(user)).map(({ kind }) => kind)).toEqual(['signed_in', 'signed_in']);
    },
  );

  test('another user sees and answers nothing of it, nor does an id that cannot exist', async () => {
    const { user, own, alert } = await alerted();
    const other = await somebody();
    expect(await openOn(other.user, other.own)).toEqual([]);
    expect(await world.database.alerts.answer(answering(other.user, other.own, alert.id, {}))).toBeNull();
    // Nor on a device of another, whose owner confirmed it in another account.
    expect(await openOn(user, other.own)).toEqual([]);
    expect(await world.database.alerts.answer(answering(user, other.own, alert.id, {}))).toBeNull();
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
        ip: '198.51.100.9',
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
    expect(await world.knows(user.email, deviceTokenHash)).toBe(false);
    expect(await world.database.alerts.answer(answering(user, own, alert.id, { answer: null }))).toBeNull();
    const returned = await world.begin(user, { deviceTokenHash, createdAt: later(3) });
    expect(await openOn(user, own)).toEqual([[returned.id, true]]);
  });

  test('what has ended meanwhile can still be answered, and a no then ends nothing', async () => {
    const { user, own, stranger, alert } = await alerted();
    await world.database.sessions.end(stranger.id, { userId: user.id, reason: 'logout', cutoff: cutoff(later(3)), actorId: stranger.id }); // prettier-ignore
    expect(await openOn(user, own)).toEqual([[stranger.id, false]]);
    expect(await world.database.alerts.answer(answering(user, own, alert.id, { answer: 'denied' }))).toBe(0);
    expect((await world.eventsOf(user))[0]).toMatchObject({ kind: 'alert_denied', sessionId: stranger.id });
  });

  test('after a week the link works no more, and the question stays for as long as the device is signed in', async () => {
    const { user, own, stranger, alert } = await alerted();
    const { linkHash, by } = await linked();
    const last = later(alertLasts);
    expect(await openOn(user, own, last)).toEqual([[stranger.id, true]]);
    expect(await world.database.alerts.findByLink(linkHash, openSince(last), cutoff(last))).not.toBeNull();
    const over = later(alertLasts + 1);
    const late = { openSince: openSince(over), cutoff: cutoff(over) };
    expect(await world.database.alerts.findByLink(linkHash, late.openSince, late.cutoff)).toBeNull();
    expect(await world.database.alerts.answer(answering(user, own, alert.id, { by, ...late }))).toBeNull();
    expect(await openOn(user, own, over)).toEqual([[stranger.id, true]]);
    await world.database.sessions.end(stranger.id, { userId: user.id, reason: 'logout', cutoff: cutoff(over), actorId: stranger.id }); // prettier-ignore
    expect(await openOn(user, own, over)).toEqual([]);
  });

  test('a device about which the question was never answered is not confirmed, after a week, a year and a purge', async () => {
    const { user, stranger, deviceTokenHash } = await alerted();
    const confirmed = async (now: Date) =>
      (await world.database.sessions.listLive(user.id, { now, idleSince: start })).map(({ id, confirmedAt }) => [
        id,
        confirmedAt !== null,
      ]);
    expect((await confirmed(later(alertLasts + day))).at(-1)).toEqual([stranger.id, false]);
    const year = later(366 * day);
    await world.database.housekeeping.purgeAlerts(year, 10);
    const again = await world.begin(user, { deviceTokenHash, createdAt: year, absoluteExpiresAt: later(400 * day) });
    expect(await confirmed(year)).toContainEqual([again.id, false]);
    expect((await linked(year)).due?.alerts).toMatchObject([{ sessionId: again.id }]);
  });

  test('a browser that signs in again after its link is over is asked about once more, with a new mail', async () => {
    const { user, own, deviceTokenHash } = await alerted();
    const { linkHash } = await linked();
    await world.database.outbox.settle('new_device', linkHash, later(second));
    const within = await world.begin(user, { deviceTokenHash, createdAt: later(alertLasts - second) });
    expect((await linked(within.createdAt)).due).toBeNull();
    // The mail about another browser can still answer, which is no reason not to ask about this one.
    const another = await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(alertLasts - second) });
    await linked(another.createdAt);
    const after = await world.begin(user, { deviceTokenHash, createdAt: later(alertLasts + second) });
    expect((await linked(after.createdAt)).due?.alerts).toMatchObject([{ sessionId: after.id }]);
    expect(await openOn(user, own, after.createdAt)).toEqual([
      [after.id, true],
      [another.id, true],
    ]);
  });

  test('a link shows its alert and says no to it once; a yes it can take back or turn into a no, a no never', async () => {
    const { user, own, stranger, alert } = await alerted();
    const { alerts } = world.database;
    const { linkHash, by } = await linked();
    const read = async () => (await alerts.findByLink(linkHash, openSince(later(2)), cutoff(later(2))))?.alerts ?? [];
    const answer = (other: Partial<AlertAnswerRequest>) =>
      alerts.answer(answering(user, own, alert.id, { by, ...other }));
    expect(await read()).toMatchObject([{ id: alert.id, isLive: true, confirmed: null }]);
    expect(await alerts.ownerOfLink(linkHash)).toEqual({ userId: user.id, alertIds: [alert.id] });
    expect(await answer({})).toBe(0);
    expect(await read()).toMatchObject([{ confirmed: { at: later(second), by: null } }]);
    expect(await answer({})).toBeNull();
    expect(await answer({ answer: null })).toBe(0);
    expect(await read()).toMatchObject([{ confirmed: null }]);
    expect(await answer({})).toBe(0);
    expect(await answer({ answer: 'denied' })).toBe(1);
    expect(await answer({ answer: null })).toBeNull();
    expect(await read()).toEqual([]);
    expect((await world.endsOf(user))[0]).toEqual([stranger.id, 'reported', null]);
    const foreign = hashMailLink(createMailLink());
    expect(await alerts.ownerOfLink(foreign)).toBeNull();
    expect(await answer({ by: { linkHash: foreign } })).toBeNull();
  });

  test('a yes without a proof can be turned into a no by the link until it is over; one with a proof is final', async () => {
    const provisional = await alerted();
    const { by } = await linked();
    const { alerts } = world.database;
    const { id: sessionId, deviceId } = provisional.own;
    const unproved = { by: { sessionId, deviceId, isProved: false } };
    expect(await alerts.answer(answering(provisional.user, provisional.own, provisional.alert.id, unproved))).toBe(0);
    const almost = later(alertLasts - second);
    const found = await alerts.findByLink(by.linkHash, openSince(almost), cutoff(almost));
    expect(found).toMatchObject({ email: provisional.user.email, subject: null });
    expect(found?.alerts).toMatchObject([
      { confirmed: { at: later(second), by: { userAgent: provisional.own.userAgent, label: null } } },
    ]);
    const no = { by, answer: 'denied', openSince: openSince(almost), cutoff: cutoff(almost) } as const;
    expect(await alerts.answer(answering(provisional.user, provisional.own, provisional.alert.id, no))).toBe(1);

    const final = await alerted();
    const { by: link } = await linked();
    expect(await alerts.answer(answering(final.user, final.own, final.alert.id, {}))).toBe(0);
    expect(await alerts.findByLink(link.linkHash, openSince(later(2)), cutoff(later(2)))).toBeNull();
    expect(await alerts.answer(answering(final.user, final.own, final.alert.id, { by: link, answer: 'denied' }))).toBeNull(); // prettier-ignore
    expect(await alerts.answer(answering(final.user, final.own, final.alert.id, { ...unproved, answer: null }))).toBeNull(); // prettier-ignore
  });

  test('a yes without a proof keeps no mail from being sent, and lets its device answer for no other until it is final', async () => {
    const { user, own, stranger, alert } = await alerted();
    const unproved = { by: { sessionId: own.id, deviceId: own.deviceId, isProved: false } };
    await world.database.alerts.answer(answering(user, own, alert.id, unproved));
    expect((await linked()).due?.alerts).toMatchObject([{ id: alert.id }]);
    const accomplice = await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(2) });
    expect(await openOn(user, stranger, later(alertLasts))).toEqual([]);
    expect(await openOn(user, own)).toEqual([[accomplice.id, true]]);
    expect(await openOn(user, stranger, later(1 + alertLasts))).toEqual([[accomplice.id, true]]);
  });

  test('of answers at the same moment one counts', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { user, own, stranger, alert } = await alerted();
      const { by } = await linked();
      // After a yes by the link a no still counts, so no yes by the link is among them.
      const answers = [{ answer: 'confirmed' }, { answer: 'denied' }, { answer: 'denied', by }] as const;
      const taken = await Promise.all(
        answers.map((given) => world.database.alerts.answer(answering(user, own, alert.id, given))),
      );
      expect(taken.filter((ended) => ended !== null)).toHaveLength(1);
      const isDenied = answers[taken.findIndex((ended) => ended !== null)]?.answer === 'denied';
      expect((await world.idsOf(user)).includes(stranger.id)).toBe(!isDenied);
      expect((await world.eventsOf(user)).filter(({ kind }) => kind.startsWith('alert_'))).toHaveLength(1);
    }
  });

  test('a denial and a concurrent sign-in on that device leave no live session without an open alert', async () => {
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
    const [kept] = await world.database.alerts.listOpen({ userId: user.id, deviceId: own.deviceId }, openSince(start), cutoff(later(2))); // prettier-ignore
    expect(kept).toEqual({ ...alert, ip: null });
    expect(await housekeeping.purgeAlerts(later(1), 10)).toBe(1);
    expect(await openOn(user, own)).toEqual([]);

    const gone = await alerted();
    await users.delete(gone.user.id, cutoff(later(second)));
    expect((await linked()).due).toBeNull();
  });

  test('what is still asked outlives a history that is kept for an hour', async () => {
    const { user, own, stranger } = await alerted();
    for (const now of [later(alertLasts), later(alertLasts + second)]) {
      const { housekeeping: store } = world.database;
      const retention = { ...defaultRetention, events: 60 * minute };
      const limits = defaultSessionLimits;
      const housekeeping = new Housekeeping({ store, limits, retention, clock: () => now });
      for await (const { name, done } of housekeeping.run()) if (name === 'alerts') expect(done).toBeLessThan(2);
      const asked = now > later(alertLasts) ? [] : [[stranger.id, true]];
      expect(await openOn(user, own, new Date(now.getTime() - second))).toEqual(asked);
    }
  });

  test('a flood of new browsers is asked about in full: four have a mail at once, all others share one', async () => {
    const { user, own } = await somebody();
    const sessions: number[] = [];
    for (let count = 0; count < 15; count += 1) {
      sessions.push((await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(count) })).id);
    }
    expect(await openOn(user, own)).toHaveLength(15);
    expect((await linked()).due?.alerts).toHaveLength(4);
    expect((await linked()).due).toBeNull();
    const digest = await linked(later(10 * minute));
    // The first mail was taken and never settled, so it is due again as well, in the same one.
    expect(digest.due?.alerts.map(({ sessionId }) => sessionId)).toEqual(sessions);
    expect(await world.database.alerts.ownerOfLink(digest.linkHash)).toMatchObject({ userId: user.id });
  });

  test('alerts that share a mail have it at the next full ten minutes, to the instant', async () => {
    const { user } = await somebody();
    for (let count = 0; count < 6; count += 1) {
      await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(count) });
    }
    const { linkHash } = await linked();
    await world.database.outbox.settle('new_device', linkHash, later(second));
    const full = new Date('2026-03-01T12:10:00.000Z');
    expect((await linked(new Date(full.getTime() - 1))).due).toBeNull();
    expect((await linked(full)).due?.alerts).toHaveLength(2);
  });

  test('the mail window is an hour: after it, an alert has a mail of its own at once again', async () => {
    const { user } = await somebody();
    for (let count = 0; count < 6; count += 1) await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(count) }); // prettier-ignore
    const linkHash = hashMailLink(createMailLink());
    await world.database.outbox.take('new_device', linkHash, later(15 * minute));
    await world.database.outbox.settle('new_device', linkHash, later(15 * minute));
    const after = later(60 * minute + 20);
    const { id } = await world.begin(user, { deviceTokenHash: newDevice(), createdAt: after });
    expect((await linked(after)).due?.alerts).toMatchObject([{ sessionId: id }]);
  });

  test('no number of program sign-ins keeps back the mail about a browser, or hides its question', async () => {
    const { user, own } = await somebody();
    const flood = async (from: number, to: number) => {
      for (let count = from; count < to; count += 1) await world.begin(user, { clientLabel: `Job ${count}`, createdAt: later(count) }); // prettier-ignore
    };
    await flood(0, 12);
    const thief = await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(12) });
    await flood(13, 80);
    expect((await linked(later(80))).due?.alerts).toMatchObject([{ sessionId: thief.id }]);
    expect((await openOn(user, own))[0]).toEqual([thief.id, true]);
  });

  test('one link answers for all sign-ins that its mail lists, or for some of them', async () => {
    const { user, own } = await somebody();
    const strangers: Session[] = [];
    for (let count = 0; count < 4; count += 1) strangers.push(await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(count) })); // prettier-ignore
    const { linkHash, by, due } = await linked();
    const ids = due?.alerts.map(({ id }) => id) ?? [];
    const { alerts } = world.database;
    const shown = await alerts.findByLink(linkHash, openSince(later(4)), cutoff(later(4)));
    expect(shown?.alerts.map(({ sessionId }) => sessionId)).toEqual(strangers.map(({ id }) => id).toReversed());
    expect(await alerts.answer({ ...answering(user, own, 0, { by }), alertIds: ids.slice(0, 1) })).toBe(0);
    expect(await alerts.answer({ ...answering(user, own, 0, { by, answer: 'denied' }), alertIds: ids.slice(1) })).toBe(
      3,
    );
    expect(await world.idsOf(user)).toEqual([own.id, strangers[0]?.id]);
    expect((await alerts.findByLink(linkHash, openSince(later(2)), cutoff(later(2))))?.alerts).toHaveLength(1);
    expect((await world.eventsOf(user)).filter(({ kind }) => kind === 'alert_denied')).toHaveLength(3);
  });

  test('a link answers for no sign-in that its mail does not list', async () => {
    const { user, own, alert } = await alerted();
    const { by } = await linked();
    await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(5) });
    const { alerts } = world.database;
    const [newer] = await alerts.listOpen({ userId: user.id, deviceId: own.deviceId }, start, cutoff(later(6)));
    expect(newer?.id).not.toBe(alert.id);
    for (const answer of ['confirmed', 'denied'] as const) {
      expect(await alerts.answer(answering(user, own, newer?.id ?? 0, { by, answer }))).toBeNull();
    }
    expect(await openOn(user, own)).toHaveLength(2);
  });

  test.each([
    ['a yes with a proof', 'confirmed', false],
    ['a no', 'denied', false],
    ['a yes by the link', 'confirmed', true],
    ['a no by the link', 'denied', true],
  ] as const)('after %s there is no mail about the sign-in any more', async (_what, answer, isLink) => {
    const { user, own, alert } = await alerted();
    // Not settled: without an answer it would be sent again.
    const by = isLink ? (await linked()).by : answering(user, own, alert.id, {}).by;
    await world.database.alerts.answer(answering(user, own, alert.id, { answer, by }));
    expect((await linked(later(60 * minute))).due).toBeNull();
  });

  test('what is signed in is asked about before what has ended since', async () => {
    const { user, own, stranger } = await alerted();
    const ended = await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(2) });
    await world.database.sessions.end(ended.id, { userId: user.id, reason: 'logout', cutoff: cutoff(later(3)), actorId: ended.id }); // prettier-ignore
    expect(await openOn(user, own)).toEqual([
      [stranger.id, true],
      [ended.id, false],
    ]);
  });

  describe('a device whose session another device ended', () => {
    const ends = {
      revoked: (user: User, by: Session, id: number) =>
        world.database.sessions.end(id, {
          userId: user.id,
          reason: 'revoked',
          cutoff: cutoff(later(4)),
          actorId: by.id,
        }),
      'revoked among many': (user: User, by: Session, id: number) =>
        world.database.sessions.endMany([id], { userId: user.id, reason: 'revoked', cutoff: cutoff(later(4)), actorId: by.id }), // prettier-ignore
      'revoked with all others': (user: User, by: Session) =>
        world.database.sessions.endAll({ userId: user.id, reason: 'revoked_others', cutoff: cutoff(later(4)), actorId: by.id, keepId: by.id }), // prettier-ignore
      'revoked with all': (user: User, by: Session) =>
        world.database.sessions.endAll({ userId: user.id, reason: 'revoked_all', cutoff: cutoff(later(4)), actorId: by.id, keepId: null }), // prettier-ignore
      'ended by an administrator': (user: User) =>
        world.database.sessions.endAll({ userId: user.id, reason: 'revoked_all', cutoff: cutoff(later(4)), actorId: null, keepId: null }), // prettier-ignore
    };

    test.each(Object.entries(ends))('is new at its next sign-in, where it was %s', async (_way, end) => {
      const { user, own, stranger, deviceTokenHash, alert } = await alerted();
      await world.database.alerts.answer(answering(user, own, alert.id, {}));
      const curl = await world.begin(user, { clientLabel: 'Nightly backup', createdAt: later(2) });
      const [about] = await world.database.alerts.listOpen({ userId: user.id, deviceId: own.deviceId }, openSince(later(3)), cutoff(later(3))); // prettier-ignore
      await world.database.alerts.answer(answering(user, own, about?.id ?? 0, {}));
      const third = await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(3) });
      await end(user, own, stranger.id);
      await end(user, own, curl.id);
      const again = await world.begin(user, { deviceTokenHash, createdAt: later(5) });
      const curlAgain = await world.begin(user, { clientLabel: 'Nightly backup', createdAt: later(6) });
      for (const { confirmedAt } of [again, curlAgain]) expect(confirmedAt).toBeNull();
      expect((await linked(later(7))).due?.alerts.map(({ sessionId }) => sessionId)).toContain(again.id);
      expect((await linked(later(7))).due?.alerts.map(({ sessionId }) => sessionId)).toContain(curlAgain.id);
      expect(third.confirmedAt).toBeNull();
    });

    test('stays known where it ended all sessions itself, its own among them', async () => {
      const user = await world.someone();
      const deviceTokenHash = newDevice();
      const own = await world.begin(user, { deviceTokenHash });
      await ends['revoked with all'](user, own);
      expect(await world.idsOf(user)).toEqual([]);
      expect((await world.begin(user, { deviceTokenHash, createdAt: later(5) })).confirmedAt).not.toBeNull();
    });

    test('is, of a program, new on all devices of the program, and no other program is', async () => {
      const { user, own } = await somebody();
      const backup = await world.begin(user, { clientLabel: 'Backup', createdAt: later(1) });
      const sync = await world.begin(user, { clientLabel: 'Sync', createdAt: later(2) });
      for (const session of [backup, sync]) await world.confirm(user, own, session);
      const another = await world.begin(user, { clientLabel: 'Sync', createdAt: later(3) });
      // Of the other program nothing is left but the answer about it.
      await world.database.sessions.end(backup.id, { userId: user.id, reason: 'logout', cutoff: cutoff(later(4)), actorId: backup.id }); // prettier-ignore
      await world.database.housekeeping.purgeSessions(later(day), 10);
      await world.database.housekeeping.purgeDevices(later(day), 10);
      await ends.revoked(user, own, sync.id);
      const live = await world.database.sessions.listLive(user.id, cutoff(later(5)));
      expect(live.map(({ id, confirmedAt }) => [id, confirmedAt !== null])).toEqual([
        [own.id, true],
        [another.id, true],
      ]);
      const again = await world.begin(user, { clientLabel: 'Sync', createdAt: later(6) });
      expect(again.confirmedAt).toBeNull();
      expect([sync.deviceId, another.deviceId]).not.toContain(again.deviceId);
      expect((await world.begin(user, { clientLabel: 'Backup', createdAt: later(7) })).confirmedAt).not.toBeNull();
    });

    test('is confirmed no more for the other sessions of the program on that device either', async () => {
      const { user, own } = await somebody();
      const sync = await world.begin(user, { clientLabel: 'Sync', createdAt: later(1) });
      const same = await world.begin(user, { clientLabel: 'Sync', createdAt: later(2) });
      expect(same.deviceId).toBe(sync.deviceId);
      await world.confirm(user, own, sync);
      const confirmed = async () =>
        (await world.database.sessions.listLive(user.id, cutoff(later(5)))).map(({ id, confirmedAt }) => [id, confirmedAt !== null]); // prettier-ignore
      expect(await confirmed()).toEqual([[own.id, true], [sync.id, true], [same.id, true]]); // prettier-ignore
      await ends.revoked(user, own, sync.id);
      expect(await confirmed()).toEqual([[own.id, true], [same.id, false]]); // prettier-ignore
    });

    test('is new after a change of the password on another device, which itself stays known', async () => {
      const { user, own, deviceTokenHash, alert } = await alerted();
      await world.database.alerts.answer(answering(user, own, alert.id, {}));
      expect(await world.database.users.changePassword('changed', world.renewalOf(user, own.id), start)).toBe(true);
      const again = await world.begin(user, { deviceTokenHash, passwordHash: 'changed', createdAt: later(2 * second) });
      expect(again.confirmedAt).toBeNull();
      expect(await openOn(user, own, later(3 * second))).toEqual([[again.id, true]]);
    });

    test('stays known where it logged out itself, signed in again, or was ended by time or the limit', async () => {
      for (const reason of ['logout', 'superseded', 'limit_reached', 'idle', 'expired'] as const) {
        const { user, own, stranger, deviceTokenHash, alert } = await alerted();
        await world.database.alerts.answer(answering(user, own, alert.id, {}));
        await world.database.sessions.end(stranger.id, { userId: user.id, reason, cutoff: cutoff(later(4)), actorId: own.id }); // prettier-ignore
        expect((await world.begin(user, { deviceTokenHash, createdAt: later(5) })).confirmedAt, reason).not.toBeNull();
      }
      const { user, own, deviceTokenHash, alert } = await alerted();
      await world.database.alerts.answer(answering(user, own, alert.id, {}));
      const again = await world.begin(user, { deviceTokenHash, createdAt: later(2) });
      await world.database.sessions.end(again.id, { userId: user.id, reason: 'revoked', cutoff: cutoff(later(4)), actorId: again.id }); // prettier-ignore
      expect((await world.begin(user, { deviceTokenHash, createdAt: later(5) })).confirmedAt).not.toBeNull();
    });

    test('stays known where a device ended it that is itself in question', async () => {
      const { user, own, stranger } = await alerted();
      await world.database.sessions.endAll({ userId: user.id, reason: 'revoked_others', cutoff: cutoff(later(4)), actorId: stranger.id, keepId: stranger.id }); // prettier-ignore
      expect(await world.idsOf(user)).toEqual([stranger.id]);
      expect(await openOn(user, own)).toEqual([[stranger.id, true]]);
    });
  });

  describe('a country that is new to the account', () => {
    async function traveller(country: string | null = 'DE') {
      const user = await world.someone();
      const deviceTokenHash = newDevice();
      const first = await world.begin(user, { deviceTokenHash, country });
      const other = newDevice();
      await world.begin(user, { deviceTokenHash: other, country, createdAt: later(1) });
      const [alert] = await world.database.alerts.listOpen({ userId: user.id, deviceId: first.deviceId }, openSince(later(2)), cutoff(later(2))); // prettier-ignore
      await world.database.alerts.answer(answering(user, first, alert?.id ?? 0, {}));
      const from = (next: string | null, at: number, hash = other) =>
        world.begin(user, { deviceTokenHash: hash, country: next, createdAt: later(at) });
      return { user, first, deviceTokenHash, from };
    }

    test('is asked about on a known browser, which answers nothing until it is confirmed again', async () => {
      const { user, first, from } = await traveller();
      expect((await from('DE', 2)).confirmedAt).not.toBeNull();
      const abroad = await from('BR', 3);
      expect(abroad.confirmedAt).toBeNull();
      const open = await world.database.alerts.listOpen({ userId: user.id, deviceId: first.deviceId }, openSince(later(4)), cutoff(later(4))); // prettier-ignore
      expect(open).toMatchObject([{ cause: 'new_country', sessionId: abroad.id }]);
      expect(await openOn(user, abroad)).toEqual([]);
      await from('BR', 5);
      expect(await openOn(user, first)).toHaveLength(1);
    });

    test('is asked about beside the question that was answered, whose link still names its account', async () => {
      const { user, own, alert, deviceTokenHash } = await alerted({ country: 'DE' });
      const { linkHash } = await linked();
      await world.database.alerts.answer(answering(user, own, alert.id, {}));
      const abroad = await world.begin(user, { deviceTokenHash, country: 'BR', createdAt: later(minute) });
      expect(await openOn(user, own)).toEqual([[abroad.id, true]]);
      expect(await world.database.alerts.ownerOfLink(linkHash)).toEqual({ userId: user.id, alertIds: [alert.id] });
    });

    test('is asked about on a known program', async () => {
      const { user, first } = await traveller();
      const curl = (country: string, at: number) => world.begin(user, { country, createdAt: later(at) });
      await curl('DE', 2);
      const [alert] = await world.database.alerts.listOpen({ userId: user.id, deviceId: first.deviceId }, openSince(later(3)), cutoff(later(3))); // prettier-ignore
      await world.database.alerts.answer(answering(user, first, alert?.id ?? 0, {}));
      expect((await curl('DE', 4)).confirmedAt).not.toBeNull();
      const abroad = await curl('BR', 5);
      expect(await openOn(user, first)).toEqual([[abroad.id, true]]);
      expect((await curl('BR', 6)).deviceId).toBe(abroad.deviceId);
    });

    test('is known from the first session and from a yes, and not from a no or an unanswered question', async () => {
      const { user, first, from, deviceTokenHash } = await traveller();
      await from('BR', 3);
      expect((await from('BR', 4, deviceTokenHash)).confirmedAt).toBeNull();
      const { user: other, first: home, from: go, deviceTokenHash: own } = await traveller();
      await go('BR', 3);
      const answer = async (given: 'confirmed' | 'denied') => {
        const [alert] = await world.database.alerts.listOpen({ userId: other.id, deviceId: home.deviceId }, openSince(later(4)), cutoff(later(4))); // prettier-ignore
        await world.database.alerts.answer(answering(other, home, alert?.id ?? 0, { answer: given }));
      };
      await answer('confirmed');
      expect((await go('BR', 5, own)).confirmedAt).not.toBeNull();
      await go('FR', 6);
      await answer('denied');
      expect((await go('FR', 7, own)).confirmedAt).toBeNull();
      expect(await openOn(user, first)).toEqual([]);
    });

    test('stays known from a yes when the question is purged', async () => {
      const { user, first, from } = await traveller();
      const abroad = await from('BR', 3);
      await world.confirm(user, first, abroad);
      await world.database.housekeeping.purgeAlerts(later(day), 10);
      expect((await from('BR', 4)).confirmedAt).not.toBeNull();
      expect((await from('FR', 5)).confirmedAt).toBeNull();
    });

    test('is never asked about where it is not known, and an unknown country at the beginning makes none known', async () => {
      const { from } = await traveller();
      expect((await from(null, 2)).confirmedAt).not.toBeNull();
      expect((await from('DE', 3)).confirmedAt).not.toBeNull();
      const unknown = await traveller(null);
      expect((await unknown.from('BR', 2)).confirmedAt).toBeNull();
    });
  });
});
