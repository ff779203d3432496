import { noPassword } from '@latchkey/sessions/passwords/stored-hash';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import type { User } from '@latchkey/sessions/accounts/user';
import { createMailLink, hashMailLink } from '@latchkey/sessions/tokens/mail-link';
import { describe, expect, test } from 'vitest';
import { usualKind } from '../testing/place.ts';
import { cutoff, later, newDevice, second, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

let numbers = 0;
const newSubject = () => `user-${(numbers += 1)}`;

describe.each(usualKind)('users of an application on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  const provision = async (subject: string, profile: { email?: string | null; displayName?: string | null } = {}) =>
    (await world.database.subjects.provision({ subject, ...profile }, start)).user;
  const signIn = (user: User) => world.begin(user, { passwordHash: noPassword, deviceTokenHash: newDevice() });

  test('are created once, without a password, and found by the bytes of the subject', async () => {
    const subject = newSubject();
    const { subjects } = world.database;
    expect(await subjects.findBySubject(subject)).toBeNull();
    const user = await provision(subject);
    expect(user).toEqual({ id: expect.any(Number), subject, email: null, displayName: null, createdAt: start });
    expect(await provision(subject)).toEqual(user);
    const account = { user, passwordHash: noPassword, disabledAt: null };
    expect(await subjects.findBySubject(subject)).toEqual(account);
    expect(await world.database.users.findById(user.id)).toEqual(account);
    expect(await subjects.findBySubject(subject.toUpperCase())).toBeNull();
  });

  test('are one user where many requests create them at the same moment', async () => {
    const subject = newSubject();
    const users = await Promise.all(Array.from({ length: 8 }, () => provision(subject, { email: 'race@example.org' })));
    expect(new Set(users.map(({ id }) => id)).size).toBe(1);
  });

  test('keep what is not given, change what is, and lose what is null', async () => {
    const subject = newSubject();
    const profile = { email: 'ada@example.org', displayName: 'Ada' };
    const user = await provision(subject, profile);
    expect(await provision(subject)).toEqual({ ...user, ...profile });
    const renamed = await provision(subject, { email: 'lovelace@example.org' });
    expect(renamed).toEqual({ ...user, email: 'lovelace@example.org' });
    expect(await world.database.accounts.isVerified(user.id)).toBe(true);
    expect(await provision(subject, { email: null, displayName: null })).toEqual({
      ...user,
      email: null,
      displayName: null,
    });
    expect(await world.database.accounts.isVerified(user.id)).toBe(false);
    expect((await world.database.subjects.findBySubject(subject))?.user).toMatchObject({ email: null });
  });

  test('are named by an event to an instance that has missed the announcement of their change', async () => {
    const subject = newSubject();
    const user = await provision(subject, { email: 'ada@example.org' });
    const { instances } = world.database;
    let cursor: string | null = null;
    const changed = async () => {
      await instances.renew('me');
      const found = await instances.poll('me', cursor);
      ({ cursor } = found);
      return found.changed;
    };
    await changed();
    await provision(subject, { email: 'ada@example.org' });
    expect(await changed()).not.toContain(user.id);
    await provision(subject, { email: 'lovelace@example.org' });
    expect(await changed()).toContain(user.id);
    // The history does not show what the user has not done.
    expect(await world.eventsOf(user)).toEqual([]);
  });

  test('have every change where two applications change different fields at the same moment', async () => {
    const { subjects } = world.database;
    for (let round = 0; round < 5; round += 1) {
      const subject = newSubject();
      await provision(subject, { email: 'old@example.org', displayName: 'Old' });
      await Promise.all([
        subjects.provision({ subject, email: 'new@example.org' }, start),
        subjects.provision({ subject, displayName: 'New' }, start),
      ]);
      const user = (await subjects.findBySubject(subject))?.user;
      expect(user).toMatchObject({ email: 'new@example.org', displayName: 'New' });
    }
  });

  test('may have the address of each other and of an account with a password, which stays the only one to sign in by it', async () => {
    const owner = await world.someone();
    const { email } = owner;
    await provision(newSubject(), { email });
    await provision(newSubject(), { email });
    const { users, attempts, accounts, outbox } = world.database;
    expect((await users.findByEmail(email))?.user).toEqual(owner);
    const attempt = { email, deviceTokenHash: null, now: start };
    const found = await attempts.begin(attempt, { knownBrowser: [], unknownBrowser: [[]] });
    expect(found.account?.user).toEqual(owner);
    const alone = 'only-at-the-application@example.org';
    const user = await provision(newSubject(), { email: alone });
    const deviceTokenHash = newDevice();
    await world.begin(user, { passwordHash: noPassword, deviceTokenHash });
    expect(await users.findByEmail(alone)).toBeNull();
    expect(await world.knows(alone, deviceTokenHash)).toBe(false);
    const begun = await attempts.begin({ ...attempt, email: alone }, { knownBrowser: [], unknownBrowser: [[]] });
    expect(begun.account).toBeNull();
    expect(await accounts.issueRecoveryLink(alone, hashMailLink(createMailLink()), start)).toBe(false);
    await accounts.requestRecovery({ email: alone, requestedAt: start, userAgent: capUserAgent(''), ip: null });
    expect(await outbox.acceptRecoveryRequests(10)).toBe(1);
    expect(await outbox.hasDue('recovery', later(second))).toBe(false);
    expect(await users.create({ email: alone, passwordHash: 'x', createdAt: start, language: null })).not.toBeNull();
  });

  test('get mails about sign-ins at the address that they have, and none without one', async () => {
    const [subject, silent] = [newSubject(), newSubject()];
    const quiet = await provision(silent);
    for (const _ of [1, 2]) await signIn(quiet);
    expect(await world.database.outbox.hasDue('new_device', later(second))).toBe(false);
    const user = await provision(subject, { email: 'old@example.org' });
    for (const _ of [1, 2]) await signIn(user);
    const link = hashMailLink(createMailLink());
    expect(await world.database.outbox.take('new_device', link, later(second))).toMatchObject({
      email: 'old@example.org',
    });
    expect(await world.database.alerts.findByLink(link, later(-second), cutoff(later(second)))).not.toBeNull();
    await provision(subject, { email: 'new@example.org' });
    expect(await world.database.alerts.findByLink(link, later(-second), cutoff(later(second)))).toBeNull();
    expect(await world.database.outbox.hasDue('new_device', later(1000 * second))).toBe(true);
    await provision(subject, { email: null });
    expect(await world.database.outbox.hasDue('new_device', later(1000 * second))).toBe(false);
  });
});
