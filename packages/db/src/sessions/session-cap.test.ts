import { randomUUID } from 'node:crypto';
import type { SubjectProfile } from '@latchkey/sessions/applications/subject-store';
import { noPassword } from '@latchkey/sessions/passwords/stored-hash';
import type { NewSession, SessionCap } from '@latchkey/sessions/sessions/session-store';
import { describe, expect, test } from 'vitest';
import { usualKind } from '../testing/place.ts';
import { cutoff, later, newDevice, sessionOf, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

describe.each(usualKind)('the limit of sessions on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  const browser = (at: number) => ({ deviceTokenHash: newDevice(), createdAt: later(at) });

  test('does not count the session that a sign-in on the same browser replaces', async () => {
    const user = await world.someone();
    const own = browser(0);
    const replaced = await world.begin(user, own);
    const other = await world.begin(user, browser(1));
    const fresh = await world.begin(user, { ...own, createdAt: later(2) }, 2);
    expect(await world.idsOf(user)).toEqual([other.id, fresh.id]);
    expect(await world.endsOf(user)).toEqual([[replaced.id, 'superseded', fresh.id]]);
  });

  test('ends of confirmed devices the one unused for longest, though another one began later', async () => {
    const user = await world.someone();
    const own = await world.begin(user, browser(0));
    const [unused, newest] = [await world.begin(user, browser(1)), await world.begin(user, browser(2))];
    for (const session of [unused, newest]) await world.confirm(user, own, session);
    await world.use(own.id, later(3));
    const fresh = await world.begin(user, browser(4), 3);
    expect(await world.endsOf(user)).toEqual([[unused.id, 'limit_reached', fresh.id]]);
  });

  test('counts a device as confirmed from the very moment of its confirmation', async () => {
    const user = await world.someone();
    const own = await world.begin(user, browser(0));
    const [inQuestion, confirmed] = [await world.begin(user, browser(1)), await world.begin(user, browser(2))];
    await world.confirm(user, own, confirmed);
    const fresh = await world.begin(user, browser(2), 3);
    expect(await world.endsOf(user)).toEqual([[inQuestion.id, 'limit_reached', fresh.id]]);
  });

  /** A user of an application that has set a limit, and what a sign-in of that user answers. */
  async function limited(limits: Omit<SubjectProfile, 'subject'>) {
    const { user } = await world.database.subjects.provision({ subject: randomUUID(), ...limits }, start);
    const begin = (other: Partial<NewSession>, cap: Partial<SessionCap> = {}) => {
      const written = sessionOf(user, { passwordHash: noPassword, ...other });
      return world.database.sessions.begin(written, { perUser: 100, cutoff: cutoff(written.createdAt), ...cap }, []);
    };
    return { user, begin };
  }
  const full = { session: null, retryAt: null, isFull: true };

  test('is that of the user, where there is one, of browsers and of programs apart', async () => {
    const { user, begin } = await limited({ maxBrowsers: 2, maxPrograms: 1 });
    const begun = [await begin(browser(0)), await begin(browser(1)), await begin({}), await begin(browser(2))];
    const [first, , program, third] = begun.map(({ session }) => session?.id);
    expect((await world.idsOf(user)).toSorted()).toEqual([first, program, third].toSorted());
    const other = await begin({ createdAt: later(3) });
    expect((await world.idsOf(user)).toSorted()).toEqual([first, third, other.session?.id].toSorted());
  });

  test('refuses one more where the user’s rule says so, until one has ended or expired', async () => {
    const { user, begin } = await limited({ maxBrowsers: 2, maxPrograms: 1, atLimit: 'refuse' });
    const own = browser(0);
    const first = await begin(own);
    await begin({ ...browser(1), absoluteExpiresAt: later(5) });
    expect(await begin(browser(2))).toEqual(full);
    expect((await begin({})).session).not.toBeNull();
    expect(await begin({})).toEqual(full);
    expect(await world.endsOf(user)).toEqual([]);
    // The same browser again replaces its own session, which needs no room.
    const again = await begin({ ...own, createdAt: later(3) });
    expect(await world.endsOf(user)).toEqual([[first.session?.id, 'superseded', again.session?.id]]);
    expect(await begin(browser(4))).toEqual(full);
    expect((await begin(browser(5))).session).not.toBeNull();
  });

  test('keeps what the application says nothing of, and goes by the server where it says null', async () => {
    const { user, begin } = await limited({ maxPrograms: 1, atLimit: 'refuse' });
    const set = (limits: Omit<SubjectProfile, 'subject'>) =>
      world.database.subjects.provision({ subject: user.subject ?? '', ...limits }, start);
    await begin({});
    await set({ displayName: 'Ada' });
    expect(await begin({})).toEqual(full);
    await set({ maxPrograms: 2 });
    expect((await begin({})).session).not.toBeNull();
    expect(await begin({})).toEqual(full);
    await set({ maxPrograms: null });
    expect((await begin({})).session).not.toBeNull();
    expect(await begin({}, { perUser: 3 })).toEqual(full);
    await set({ atLimit: null });
    expect((await begin({}, { perUser: 3 })).session).not.toBeNull();
    expect(await world.idsOf(user)).toHaveLength(3);
  });

  test('goes by the server’s rule, which that of a user overrides', async () => {
    const [byDefault, own] = [
      await limited({ maxPrograms: 1 }),
      await limited({ maxPrograms: 1, atLimit: 'end_another' }),
    ];
    for (const { begin } of [byDefault, own]) await begin({}, { atLimit: 'refuse' });
    expect(await byDefault.begin({}, { atLimit: 'refuse' })).toEqual(full);
    expect((await own.begin({}, { atLimit: 'refuse' })).session).not.toBeNull();
  });
});
