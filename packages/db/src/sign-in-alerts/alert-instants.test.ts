import { createMailLink, hashMailLink } from '@latchkey/sessions/tokens/mail-link';
import type { Session } from '@latchkey/sessions/sessions/session';
import type { NewSession } from '@latchkey/sessions/sessions/session-store';
import { alertLasts } from '@latchkey/sessions/sign-in-alerts/sign-in-alert';
import type { User } from '@latchkey/sessions/accounts/user';
import { beforeEach, describe, expect, test } from 'vitest';
import { usualKind } from '../testing/place.ts';
import { day, ending, later, cutoff, newDevice, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

describe.each(usualKind)('questions about sign-ins on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  beforeEach(() => world.clear());

  /** A user with a confirmed browser. */
  async function withBrowser() {
    const user = await world.someone();
    return { user, own: await world.begin(user, { deviceTokenHash: newDevice() }) };
  }
  const signIn = (user: User, at: number, other: Partial<NewSession> = {}) =>
    world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(at), ...other });
  const logout = (user: User, { id }: Session, at: number) =>
    world.database.sessions.end(id, ending(user, { reason: 'logout', actorId: id, cutoff: cutoff(later(at)) }));
  const open = (user: User, { deviceId }: Session, since: number, now = 100) =>
    world.database.alerts.listOpen({ userId: user.id, deviceId }, later(since), cutoff(later(now)));

  test('are asked for a week after a sign-in that has ended, to the instant, and as long as it lives', async () => {
    const { user, own } = await withBrowser();
    const [ended, live] = [await signIn(user, 10), await signIn(user, 5)];
    await logout(user, ended, 20);
    const sessions = async (since: number) => (await open(user, own, since)).map(({ sessionId }) => sessionId);
    expect(await sessions(9)).toEqual([live.id, ended.id]);
    expect(await sessions(10)).toEqual([live.id]);
    expect(await sessions(5)).toEqual([live.id, ended.id]);
  });

  test('come in one order: what is signed in, then browsers, then the newest', async () => {
    const { user, own } = await withBrowser();
    const program = { deviceTokenHash: null };
    const [browser, job, ended] = [await signIn(user, 1), await signIn(user, 2, program), await signIn(user, 3)];
    const [newer, otherJob] = [await signIn(user, 4), await signIn(user, 5, { ...program, clientLabel: 'Other' })];
    const endedJob = await signIn(user, 6, { ...program, clientLabel: 'Ended' });
    for (const session of [ended, endedJob]) await logout(user, session, 20);
    const order = [newer, browser, otherJob, job, ended, endedJob].map(({ id }) => id);
    expect((await open(user, own, -1)).map(({ sessionId }) => sessionId)).toEqual(order);
  });

  test('are shown and answered by the link of a mail for a week, to the instant, the newest first', async () => {
    const { user } = await withBrowser();
    const asked = [await signIn(user, 10), await signIn(user, 11)];
    const linkHash = hashMailLink(createMailLink());
    await world.database.outbox.take('new_device', linkHash, later(20));
    const { alerts } = world.database;
    const shown = async (since: number) =>
      (await alerts.findByLink(linkHash, later(since), cutoff(later(30))))?.alerts.map(({ sessionId }) => sessionId);
    expect(await shown(9)).toEqual([asked[1]?.id, asked[0]?.id]);
    expect(await shown(10)).toEqual([asked[1]?.id]);
    expect(await shown(11)).toBeUndefined();
    const { alertIds } = (await alerts.ownerOfLink(linkHash)) ?? { alertIds: [] };
    const answering = { userId: user.id, alertIds, answer: 'confirmed', by: { linkHash }, ip: null } as const;
    const answer = (since: number) =>
      alerts.answer({ ...answering, openSince: later(since), cutoff: cutoff(later(30)) });
    expect(await answer(11)).toBeNull();
    expect(await answer(10)).toBe(0);
    // The older of the two is still to be answered.
    expect((await alerts.findByLink(linkHash, later(9), cutoff(later(30))))?.alerts).toMatchObject([
      { sessionId: asked[1]?.id, confirmed: { at: later(30) } },
      { sessionId: asked[0]?.id, confirmed: null },
    ]);
  });

  test('are asked anew at a sign-in of the same browser from the instant at which the link is over', async () => {
    const { user, own } = await withBrowser();
    const browser = { deviceTokenHash: newDevice() };
    const at = async (moment: number) => {
      await signIn(user, moment, browser);
      return (await open(user, own, -1, moment)).map(({ createdAt }) => createdAt);
    };
    expect(await at(1)).toEqual([later(1)]);
    expect(await at(alertLasts)).toEqual([later(1)]);
    expect(await at(1 + alertLasts)).toEqual([later(1 + alertLasts)]);
  });

  test('are not shown to a device before it is confirmed, to the instant', async () => {
    const { user, own } = await withBrowser();
    const device = await signIn(user, 1);
    const stranger = await signIn(user, 2);
    const question = (await open(user, own, -1)).find(({ sessionId }) => sessionId === device.id);
    const by = { sessionId: own.id, deviceId: own.deviceId, isProved: true };
    const answering = {
      userId: user.id,
      alertIds: [question?.id ?? 0],
      answer: 'confirmed',
      by,
      ip: null,
    } as const;
    await world.database.alerts.answer({ ...answering, openSince: start, cutoff: cutoff(later(50)) });
    expect(await open(user, device, -1, 49)).toEqual([]);
    expect((await open(user, device, -1, 50)).map(({ sessionId }) => sessionId)).toEqual([stranger.id]);
  });

  test('of a country that was confirmed with a proof are asked no more, of another one they are', async () => {
    const user = await world.someone();
    const [home, office] = [{ deviceTokenHash: newDevice() }, { deviceTokenHash: newDevice() }];
    const own = await world.begin(user, { ...home, country: 'DE' });
    const abroad = await signIn(user, 1, { ...office, country: 'BR' });
    const unknown = await signIn(user, 2, { country: null });
    await world.confirm(user, own, abroad);
    await world.confirm(user, own, unknown);
    await world.database.housekeeping.purgeAlerts(later(day), 10);
    expect((await signIn(user, 3, { ...home, country: 'BR' })).confirmedAt).not.toBeNull();
    expect((await signIn(user, 4, { ...home, country: 'FR' })).confirmedAt).toBeNull();
  });
});
