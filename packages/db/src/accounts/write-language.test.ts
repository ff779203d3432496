import { createMailLink, hashMailLink } from '@latchkey/sessions/tokens/mail-link';
import type { Language } from '@latchkey/sessions/language';
import { alertLasts } from '@latchkey/sessions/sign-in-alerts/sign-in-alert';
import type { Session } from '@latchkey/sessions/sessions/session';
import type { User } from '@latchkey/sessions/accounts/user';
import { beforeEach, describe, expect, test } from 'vitest';
import { usualKind } from '../testing/place.ts';
import { impossibleIds, later, cutoff, newDevice, second, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

describe.each(usualKind)('the language of an account’s owner on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  beforeEach(() => world.clear());

  /** A user who signed up in German, with a browser. */
  async function someone() {
    const user = await world.someone('de');
    const deviceTokenHash = newDevice();
    const session = await world.begin(user, { deviceTokenHash, language: 'de' });
    return { user, deviceTokenHash, session };
  }

  /** A sign-in that its owner is asked about. */
  const intrude = (user: User, language: Language, deviceTokenHash = newDevice()) =>
    world.begin(user, { deviceTokenHash, language, createdAt: later(second) });

  /** What the mail is written in that is due about the latest intrusion. */
  async function mailed(): Promise<Language | null | undefined> {
    const due = await world.database.outbox.take('new_device', hashMailLink(createMailLink()), later(alertLasts));
    return due?.language;
  }

  const say = (user: User, { deviceId }: Session, language: Language, now = later(second)) =>
    world.database.users.setLanguage({
      userId: user.id,
      deviceId,
      language,
      at: now,
    });

  test('is that of the sign-up, whatever the device speaks that is asked about', async () => {
    const { user } = await someone();
    await intrude(user, 'tr');
    expect(await mailed()).toBe('de');
  });

  test('is what a browser that the account knows speaks at its next sign-in', async () => {
    const { user, deviceTokenHash } = await someone();
    await world.begin(user, { deviceTokenHash, language: 'ja', createdAt: later(1) });
    await intrude(user, 'tr');
    expect(await mailed()).toBe('ja');
  });

  test('is what that account’s browser speaks, and changes for no other account', async () => {
    const [{ user }, other] = [await someone(), await someone()];
    await world.begin(other.user, { deviceTokenHash: other.deviceTokenHash, language: 'ja', createdAt: later(1) });
    await intrude(user, 'tr');
    expect(await mailed()).toBe('de');
  });

  test('is not what a known browser speaks that is asked about, because it is in another country', async () => {
    const user = await world.someone('de');
    const deviceTokenHash = newDevice();
    await world.begin(user, { deviceTokenHash, language: 'de', country: 'DE' });
    await world.begin(user, { deviceTokenHash, language: 'tr', country: 'BR', createdAt: later(1) });
    expect(await mailed()).toBe('de');
  });

  test('is what a device without an alert says', async () => {
    const { user, session } = await someone();
    await say(user, session, 'ar');
    await intrude(user, 'tr');
    expect(await mailed()).toBe('ar');
  });

  test('is not what a device says that is in question, however often it signs in', async () => {
    const { user } = await someone();
    const deviceTokenHash = newDevice();
    await say(user, await intrude(user, 'tr', deviceTokenHash), 'tr');
    await say(user, await intrude(user, 'tr', deviceTokenHash), 'tr');
    expect(await mailed()).toBe('de');
    await intrude(user, 'pl');
    expect(await mailed()).toBe('de');
  });

  test('is what that device says from when its owner has said that it is theirs', async () => {
    const { user, session } = await someone();
    const deviceTokenHash = newDevice();
    const { id } = await intrude(user, 'tr', deviceTokenHash);
    const by = { sessionId: session.id, deviceId: session.deviceId, isProved: true };
    const [alert] = await world.database.alerts.listOpen({ userId: user.id, ...by }, start, cutoff(later(second)));
    expect(alert?.sessionId).toBe(id);
    const answer = { userId: user.id, alertIds: [alert?.id ?? 0], answer: 'confirmed', by, ip: null } as const;
    await world.database.alerts.answer({ ...answer, openSince: start, cutoff: cutoff(later(second)) });
    await intrude(user, 'tr', deviceTokenHash);
    await intrude(user, 'pl');
    expect(await mailed()).toBe('tr');
  });

  test('is not what a device says about which the question was never answered, however long ago that was', async () => {
    const { user } = await someone();
    const session = await intrude(user, 'tr');
    await say(user, session, 'fr', later(100 * alertLasts));
    expect(await mailed()).toBe('de');
  });

  test('is what a device says whose yes the link of the mail can no longer take back, and not before', async () => {
    const { user, session: own } = await someone();
    const deviceTokenHash = newDevice();
    const session = await intrude(user, 'tr', deviceTokenHash);
    const by = { sessionId: own.id, deviceId: own.deviceId, isProved: false };
    const [alert] = await world.database.alerts.listOpen({ userId: user.id, ...by }, start, cutoff(later(second)));
    const answer = { userId: user.id, alertIds: [alert?.id ?? 0], answer: 'confirmed', by, ip: null } as const;
    await world.database.alerts.answer({ ...answer, openSince: start, cutoff: cutoff(later(second)) });
    const over = later(second + alertLasts);
    await say(user, session, 'fr', new Date(over.getTime() - 1));
    await intrude(user, 'pl');
    expect(await mailed()).toBe('de');
    await say(user, session, 'fr', over);
    await intrude(user, 'pl');
    expect(await mailed()).toBe('fr');
  });

  test('is not what a program speaks at a sign-in, though it was there before', async () => {
    const { user } = await someone();
    await world.begin(user, { language: 'tr', createdAt: later(1) });
    await world.begin(user, { language: 'tr', createdAt: later(2) });
    expect(await mailed()).toBe('de');
  });

  test('is not changed by the session of another user', async () => {
    const [{ user }, stranger] = [await someone(), await someone()];
    for (const id of impossibleIds) await say({ ...user, id }, stranger.session, 'tr');
    await say(user, stranger.session, 'tr');
    await say(stranger.user, stranger.session, 'tr');
    await intrude(user, 'pl');
    expect(await mailed()).toBe('de');
  });
});
