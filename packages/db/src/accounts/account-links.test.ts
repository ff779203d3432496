import { createMailLink, hashMailLink } from '@latchkey/sessions/tokens/mail-link';
import type { LinkPurpose } from '@latchkey/sessions/accounts/account-store';
import type { OwnUser } from '@latchkey/sessions/accounts/user';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import { beforeEach, describe, expect, test } from 'vitest';
import { usualKind } from '../testing/place.ts';
import { day, ending, later, cutoff, newDevice, second, sessionOf, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

const minute = 60 * second;
const userAgent = capUserAgent('curl/8.5.0');
const purposes: readonly LinkPurpose[] = ['recovery', 'verification', 'disown'];
const newLink = () => hashMailLink(createMailLink());

describe.each(usualKind)('links of accounts on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  beforeEach(() => world.clear());

  const use = (linkHash: ReturnType<typeof newLink>, at = later(second), sentSince = later(-1)) => ({
    linkHash,
    at,
    sentSince,
    userAgent,
    ip: '192.0.2.7',
  });
  const resetOf = (linkHash: ReturnType<typeof newLink>, at = later(second)) => ({
    ...use(linkHash, at),
    passwordHash: 'newest',
    cutoff: cutoff(at),
    noticeDueAt: at,
  });

  /** Sends the verification mail of an account. */
  async function mailVerification(user: OwnUser, at = start) {
    const linkHash = newLink();
    await world.database.accounts.requestVerification(user.id, at, at);
    await world.database.outbox.take('verification', linkHash, at);
    return linkHash;
  }

  /** Asks for a recovery mail and sends it. */
  async function mailRecovery({ email }: OwnUser, at = start) {
    const linkHash = newLink();
    await world.database.accounts.requestRecovery({ email, requestedAt: at, userAgent, ip: null });
    await world.database.outbox.acceptRecoveryRequests(9);
    await world.database.outbox.take('recovery', linkHash, at);
    return linkHash;
  }

  const servesWhat = async (linkHash: ReturnType<typeof newLink>, sentSince = later(-1)) => {
    const found = [];
    for (const purpose of purposes) {
      const account = await world.database.accounts.findByLink(purpose, use(linkHash, later(second), sentSince));
      if (account) found.push([purpose, account.userId, account.isVerified]);
    }
    return found;
  };

  test('serve what their mail is about, and disown an account until its address is verified', async () => {
    const [user, other] = [await world.someone(), await world.someone()];
    const verification = await mailVerification(user);
    const recovery = await mailRecovery(user);
    const foreign = await mailVerification(other);
    expect(await servesWhat(verification)).toEqual([['verification', user.id, false], ['disown', user.id, false]]); // prettier-ignore
    expect(await servesWhat(recovery)).toEqual([['recovery', user.id, false], ['disown', user.id, false]]); // prettier-ignore
    expect(await servesWhat(foreign)).toEqual([['verification', other.id, false], ['disown', other.id, false]]); // prettier-ignore
    expect(await servesWhat(newLink())).toEqual([]);
    expect(await world.database.accounts.verify(user.id, use(verification))).toBe(true);
    expect(await servesWhat(verification)).toEqual([]);
    expect(await servesWhat(recovery)).toEqual([['recovery', user.id, true]]);
    expect(await servesWhat(foreign)).toEqual([['verification', other.id, false], ['disown', other.id, false]]); // prettier-ignore
  });

  test('work until the instant at which they are too old', async () => {
    const user = await world.someone();
    const [verification, recovery] = [await mailVerification(user, later(1)), await mailRecovery(user, later(1))];
    for (const linkHash of [verification, recovery]) {
      expect(await servesWhat(linkHash, later(1))).toEqual([]);
      expect(await servesWhat(linkHash, start)).toHaveLength(2);
    }
    const { accounts } = world.database;
    const late = { sentSince: later(1) };
    expect(await accounts.verify(user.id, { ...use(verification), ...late })).toBe(false);
    expect(await accounts.resetPassword(user.id, { ...resetOf(recovery), ...late })).toBe(false);
    expect(await accounts.disown(user.id, { ...use(verification), ...late }, cutoff(later(second)))).toBeNull();
    expect(await accounts.isVerified(user.id)).toBe(false);
  });

  test('set no password of another account, and of none that is disabled', async () => {
    const [user, other] = [await world.someone(), await world.someone()];
    const { accounts, users } = world.database;
    const [own, foreign] = [await mailRecovery(user), await mailRecovery(other)];
    expect(await accounts.resetPassword(user.id, resetOf(foreign))).toBe(false);
    expect(await accounts.verify(user.id, use(foreign))).toBe(false);
    expect(await accounts.disown(user.id, use(foreign), cutoff(start))).toBeNull();
    await users.disable(user.id, cutoff(start));
    expect(await accounts.findByLink('recovery', use(own))).toBeNull();
    expect(await accounts.resetPassword(user.id, resetOf(own))).toBe(false);
    expect(await accounts.issueRecoveryLink(user.email, newLink(), later(second))).toBe(false);
    expect(await accounts.issueRecoveryLink('nobody@example.org', newLink(), later(second))).toBe(false);
    await users.enable(user.id);
    expect(await accounts.resetPassword(user.id, resetOf(own))).toBe(true);
    expect(await accounts.resetPassword(user.id, resetOf(own))).toBe(false);
    expect(await accounts.findByLink('recovery', use(foreign))).toMatchObject({ userId: other.id });
    expect((await users.findByEmail(user.email))?.passwordHash).toBe('newest');
    expect((await users.findByEmail(other.email))?.passwordHash).not.toBe('newest');
  });

  test('by mail prove the address, those that an administrator gives out do not and disown nothing', async () => {
    const [mailed, given] = [await world.someone(), await world.someone()];
    const { accounts, outbox } = world.database;
    const linkHash = newLink();
    // In place of a mail that is waiting, which is then not sent.
    await accounts.requestRecovery({ email: given.email, requestedAt: start, userAgent, ip: null });
    await outbox.acceptRecoveryRequests(9);
    await outbox.take('recovery', newLink(), start);
    expect(await accounts.issueRecoveryLink(given.email, linkHash, later(minute))).toBe(true);
    expect(await outbox.hasDue('recovery', later(day))).toBe(false);
    expect(await servesWhat(linkHash, later(minute))).toEqual([]);
    expect(await servesWhat(linkHash, later(minute - 1))).toEqual([['recovery', given.id, false]]);
    expect(await accounts.disown(given.id, use(linkHash), cutoff(start))).toBeNull();
    expect(await accounts.resetPassword(given.id, resetOf(linkHash, later(minute)))).toBe(true);
    expect(await accounts.isVerified(given.id)).toBe(false);
    expect(await accounts.resetPassword(mailed.id, resetOf(await mailRecovery(mailed)))).toBe(true);
    expect(await accounts.isVerified(mailed.id)).toBe(true);
  });

  test('of an administrator replace each other', async () => {
    const user = await world.someone();
    const { accounts } = world.database;
    const [first, next] = [newLink(), newLink()];
    await accounts.issueRecoveryLink(user.email, first, start);
    await accounts.issueRecoveryLink(user.email, next, later(minute));
    expect(await servesWhat(first)).toEqual([]);
    expect(await servesWhat(next, later(minute - 1))).toEqual([['recovery', user.id, false]]);
  });

  test('that are used up are gone, with the mail that would be sent again', async () => {
    const user = await world.someone();
    const { accounts, outbox } = world.database;
    const linkHash = await mailVerification(user);
    expect(await outbox.hasDue('verification', later(day))).toBe(true);
    expect(await accounts.verify(user.id, use(linkHash))).toBe(true);
    expect(await accounts.verify(user.id, use(linkHash))).toBe(false);
    expect(await outbox.hasDue('verification', later(day))).toBe(false);
    await accounts.requestVerification(user.id, start, start);
    expect(await outbox.hasDue('verification', later(day))).toBe(false);
  });

  test('of a recovery are gone with the new password, with the mail that would be sent again', async () => {
    const user = await world.someone();
    const { accounts, outbox } = world.database;
    const linkHash = await mailRecovery(user);
    expect(await outbox.hasDue('recovery', later(day))).toBe(true);
    await accounts.resetPassword(user.id, resetOf(linkHash));
    expect(await outbox.hasDue('recovery', later(day))).toBe(false);
    expect(await outbox.hasDue('password_changed', later(day))).toBe(true);
  });

  /** A sign-in that the owner is asked about, and the link of the mail about it. */
  async function askAbout(user: OwnUser, at: number) {
    const browser = { deviceTokenHash: newDevice() };
    const session = await world.begin(user, { ...browser, createdAt: later(at) });
    const linkHash = newLink();
    await world.database.outbox.take('new_device', linkHash, later(at));
    return { session, browser, linkHash };
  }

  test('of a mail about a sign-in disown an account that is not verified, until they are too old', async () => {
    const [user, other] = [await world.someone(), await world.someone()];
    const { accounts } = world.database;
    await world.begin(user, { deviceTokenHash: newDevice() });
    await world.begin(other, { deviceTokenHash: newDevice() });
    const { linkHash } = await askAbout(user, 1);
    expect(await servesWhat(linkHash, later(1))).toEqual([]);
    expect(await servesWhat(linkHash, start)).toEqual([['disown', user.id, false]]);
    expect(await accounts.disown(other.id, use(linkHash), cutoff(later(2)))).toBeNull();
    expect(await accounts.disown(user.id, use(linkHash, later(2), later(1)), cutoff(later(2)))).toBeNull();
    const verified = await mailVerification(other);
    expect(await accounts.verify(other.id, use(verified))).toBe(true);
    const asked = await askAbout(other, 3);
    expect(await servesWhat(asked.linkHash)).toEqual([]);
    expect(await accounts.disown(other.id, use(asked.linkHash), cutoff(later(4)))).toBeNull();
    expect(await accounts.disown(user.id, use(linkHash), cutoff(later(4)))).toBe(2);
    expect(await world.database.users.findById(user.id)).toBeNull();
    expect(await world.database.users.findById(other.id)).not.toBeNull();
  });

  test('that set a password make the devices in question new, of those without a session, and no other', async () => {
    const [user, other] = [await world.someone(), await world.someone()];
    const known = { deviceTokenHash: newDevice() };
    for (const person of [user, other]) await world.begin(person, known);
    const [asked, answered] = [await askAbout(user, 1), await askAbout(user, 2)];
    const sameBrowser = await world.begin(other, { ...asked.browser, createdAt: later(3) });
    const first = await world.begin(user, { ...known, createdAt: later(4) });
    await world.confirm(user, first, answered.session);
    // The new password ends what is live, which makes every device of it new.
    for (const { id } of [first, asked.session, answered.session])
      await world.database.sessions.end(id, ending(user, { reason: 'logout', actorId: id }));
    expect(await world.database.accounts.resetPassword(user.id, resetOf(await mailRecovery(user)))).toBe(true);
    const again = async (person: OwnUser, browser: object) => {
      const passwordHash = person === user ? 'newest' : sessionOf(person).passwordHash;
      return (await world.begin(person, { ...browser, passwordHash, createdAt: later(minute) })).deviceId;
    };
    expect(await again(user, known)).toBe(first.deviceId);
    expect(await again(user, answered.browser)).toBe(answered.session.deviceId);
    expect(await again(user, asked.browser)).not.toBe(asked.session.deviceId);
    expect(await again(other, asked.browser)).toBe(sameBrowser.deviceId);
  });
});
