import type { DeviceTokenHash } from '@latchkey/sessions/tokens/device-token';
import type { SessionTokenHash } from '@latchkey/sessions/tokens/session-token';
import type { OwnUser } from '@latchkey/sessions/accounts/user';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kinds } from '../testing/place.ts';
import { PlainAccount, type PlainEvent, type PlainSession } from '../testing/plain-account.ts';
import { runs } from '../testing/race.ts';
import { day, idle, cutoff, newDevice, newToken, passwordHash, sessionOf, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

const people = 3;
const perUser = 3;

/** One command: what is done, by whom, to which of their sessions, from which browser, and how much later. */
const command = fc.record({
  what: fc.constantFrom(
    ...([
      'begin',
      'begin',
      'begin',
      'begin',
      'touch',
      'touch',
      'end',
      'endOthers',
      'endAll',
      'renew',
      'rename',
    ] as const),
    ...([
      'changePassword',
      'disable',
      'enable',
      'delete',
      'endExpired',
      'purge',
      'wrongPassword',
      'endForeign',
      'setIdleLimit',
    ] as const),
  ),
  who: fc.nat(people - 1),
  which: fc.nat(20),
  browser: fc.nat(2),
  stays: fc.boolean(),
  limit: fc.constantFrom(null, 1, day, 7 * day),
  pause: fc.constantFrom(0, 1, 1000, day / 2, day, idle - 1, idle),
});
type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never;

interface Person {
  readonly user: OwnUser;
  readonly account: PlainAccount;
}

describe.each(kinds)('the stores on %s', (kind, makePlace) => {
  const world = new World(makePlace);

  /** Whether the store holds of a person what the plain account does. */
  async function expectSame({ user, account }: Person, now: Date, browsers: readonly DeviceTokenHash[]): Promise<void> {
    const { sessions, users } = world.database;
    const listed = await sessions.listLive(user.id, cutoff(now));
    expect(listed.map(({ id }) => id)).toEqual(account.live(cutoff(now)).map(({ id }) => id));
    for (const session of account.sessions) {
      const found = await world.find(session.tokenHash);
      expect(found).toMatchObject({
        id: session.id,
        userId: user.id,
        deviceId: session.device.id,
        label: session.device.label,
        createdAt: new Date(session.createdAt),
        lastUsedAt: new Date(session.lastUsedAt),
        idleLimit: session.idleLimit,
        steppedUpAt: session.steppedUpAt === null ? null : new Date(session.steppedUpAt),
        absoluteExpiresAt: new Date(session.expiresAt),
        endedAt: session.end && new Date(session.end.at),
        endReason: session.end && session.end.reason,
      });
    }
    for (const browser of browsers) {
      const known = account.devices.some(({ hash }) => hash === browser);
      expect(await world.knows(user.email, browser)).toBe(known);
    }
    const events = (await world.eventsOf(user)).map((event): PlainEvent => [
      event.kind,
      event.at.getTime(),
      event.sessionId,
      event.endReason,
      event.actorSessionId,
    ]);
    expect(events.toSorted(byContent)).toEqual(account.events.toSorted(byContent));
    const stored = await users.findByEmail(user.email);
    expect(stored).toEqual({
      user,
      passwordHash: account.passwordHash,
      disabledAt: account.disabledAt === null ? null : new Date(account.disabledAt),
    });
  }

  async function newPerson(): Promise<Person> {
    return { user: await world.someone(), account: new PlainAccount(passwordHash) };
  }

  async function begin(person: Person, { browser, stays }: Command, now: Date, browsers: readonly DeviceTokenHash[]) {
    const { user, account } = person;
    const deviceTokenHash = browsers[browser] ?? null;
    const absoluteExpiresAt = new Date(now.getTime() + (stays ? 30 * day : day));
    const proved = account.passwordHash;
    // Programs that go by one name are one device while they are in question: these have each a name of its own.
    const clientLabel = deviceTokenHash === null ? newToken() : null;
    const written = sessionOf(user, {
      deviceTokenHash,
      clientLabel,
      createdAt: now,
      absoluteExpiresAt,
      passwordHash: proved,
    });
    const { session: begun } = await world.database.sessions.begin(written, { perUser, cutoff: cutoff(now) }, []);
    expect(begun === null).toBe(account.disabledAt !== null);
    if (!begun) return;
    const known = account.devices.find(({ hash }) => hash !== null && hash === deviceTokenHash);
    const isFirst = account.sessions.length === 0 && now.getTime() - start.getTime() < 3_600_000;
    const device = known ?? {
      id: begun.deviceId,
      isBrowser: deviceTokenHash !== null,
      hash: deviceTokenHash,
      createdAt: now.getTime(),
      label: null,
      isConfirmed: isFirst,
    };
    expect(begun.confirmedAt !== null).toBe(device.isConfirmed);
    expect(begun).toMatchObject({ deviceId: device.id, label: device.label });
    expect(account.devices.filter(({ id }) => id === begun.deviceId)).toHaveLength(known ? 1 : 0);
    const { tokenHash } = written;
    const [createdAt, expires] = [now.getTime(), absoluteExpiresAt.getTime()];
    account.begin(
      {
        id: begun.id,
        device,
        createdAt,
        expiresAt: expires,
        tokenHash,
        lastUsedAt: createdAt,
        idleLimit: account.idleLimit,
        steppedUpAt: null,
        end: null,
      },
      perUser,
      cutoff(now),
    );
  }

  /** Renews the token of a session in the plain account too, where the store did. */
  function renewed(
    account: PlainAccount,
    session: PlainSession,
    tokenHash: SessionTokenHash,
    now: Date,
    event: string,
  ): void {
    Object.assign(session, { tokenHash, steppedUpAt: now.getTime() });
    account.events.push([event, now.getTime(), session.id, null, null]);
  }

  async function run(step: Command, persons: Person[], now: Date, browsers: readonly DeviceTokenHash[]): Promise<void> {
    const { sessions, users, devices, housekeeping } = world.database;
    const person = persons[step.who];
    const stranger = persons[(step.who + 1) % people];
    if (!person || !stranger) throw new Error('There are three');
    const { user, account } = person;
    const at = now.getTime();
    const session = account.sessions[step.which % account.sessions.length];
    const actorId = session?.id ?? null;
    const isLive = session !== undefined && account.find(session.id, cutoff(now)) !== undefined;
    const by = { userId: user.id, cutoff: cutoff(now) };
    const fromTokenHash = session?.tokenHash ?? newToken();
    const renewal = { ...by, sessionId: session?.id ?? 0, fromTokenHash, tokenHash: newToken(), bindingSecret: null };
    switch (step.what) {
      case 'begin':
        return begin(person, step, now, browsers);
      case 'wrongPassword': {
        const wrong = sessionOf(user, { passwordHash: 'another', createdAt: now });
        return expect((await sessions.begin(wrong, { perUser, cutoff: cutoff(now) }, [])).session).toBeNull();
      }
      case 'touch':
        if (!session || (!isLive && !session.end)) return undefined;
        await world.use(session.id, now);
        if (isLive && session.lastUsedAt < at) session.lastUsedAt = at;
        return undefined;
      case 'end':
        expect(await sessions.end(session?.id ?? 0, { ...by, reason: 'revoked', actorId })).toBe(isLive);
        account.endExpired(cutoff(now), session ? [session] : []);
        return void (isLive && account.endEach([session], 'revoked', at, actorId));
      case 'endForeign':
        return expect(
          await sessions.end(session?.id ?? 0, { ...by, userId: stranger.user.id, reason: 'revoked', actorId }),
        ).toBe(false);
      case 'endOthers': {
        const ended = await sessions.endAll({ ...by, reason: 'revoked_others', actorId, keepId: actorId });
        account.endExpired(
          cutoff(now),
          account.sessions.filter((one) => one !== session),
        );
        const others = account.live(cutoff(now)).filter((one) => one !== session);
        account.forget(others, session ?? null);
        return expect(ended).toBe(account.endEach(others, 'revoked_others', at, actorId));
      }
      case 'endAll': {
        const ended = await sessions.endAll({ ...by, reason: 'revoked_all', actorId, keepId: null });
        account.endExpired(cutoff(now));
        account.forget(account.live(cutoff(now)), session ?? null);
        return expect(ended).toBe(account.endEach(account.live(cutoff(now)), 'revoked_all', at, actorId));
      }
      case 'renew':
        expect(await sessions.rotateToken(renewal)).toBe(isLive);
        return void (isLive && renewed(account, session, renewal.tokenHash, now, 'stepped_up'));
      case 'changePassword': {
        expect(await users.changePassword(`at ${at}`, renewal, start)).toBe(isLive);
        if (!isLive) return undefined;
        account.passwordHash = `at ${at}`;
        renewed(account, session, renewal.tokenHash, now, 'password_changed');
        account.endExpired(
          cutoff(now),
          account.sessions.filter((one) => one !== session),
        );
        const others = account.live(cutoff(now)).filter((one) => one !== session);
        account.forget(others, session);
        return void account.endEach(others, 'password_changed', at, session.id);
      }
      case 'rename': {
        const device = account.devices[step.browser % account.devices.length];
        const rename = { userId: user.id, deviceId: device?.id ?? 0, label: `${step.which}`, at: now };
        const did = await devices.rename({ ...rename, actorSessionId: session?.id ?? 0 });
        expect(did).toBe(device !== undefined && session !== undefined);
        if (!device || !session) return undefined;
        device.label = rename.label;
        return void account.events.push(['device_renamed', at, session.id, null, null]);
      }
      case 'setIdleLimit': {
        const ended = await sessions.setIdleLimit({ ...by, limit: step.limit, actorId: session?.id ?? 0 });
        expect(ended).toBe(isLive ? account.setIdleLimit(step.limit, cutoff(now), session.id) : null);
        return undefined;
      }
      case 'disable': {
        account.endExpired(cutoff(now));
        account.forget(account.live(cutoff(now)), null);
        const ended = account.endEach(account.live(cutoff(now)), 'account_disabled', at, null);
        expect(await users.disable(user.id, cutoff(now))).toBe(ended);
        account.disabledAt ??= at;
        return undefined;
      }
      case 'enable':
        account.disabledAt = null;
        return users.enable(user.id);
      case 'delete': {
        account.endExpired(cutoff(now));
        const ended = account.endEach(account.live(cutoff(now)), 'account_deleted', at, null);
        expect(await users.delete(user.id, cutoff(now))).toBe(ended);
        for (const { tokenHash } of account.sessions) expect(await world.find(tokenHash)).toBeNull();
        persons[step.who] = await newPerson();
        return undefined;
      }
      case 'endExpired': {
        const expired = persons.reduce((sum, one) => sum + one.account.endExpired(cutoff(now)), 0);
        return expect(await housekeeping.endExpired(cutoff(now), 1000)).toBe(expired);
      }
      case 'purge': {
        const until = at - day;
        await housekeeping.purgeSessions(new Date(until), 1000);
        await housekeeping.purgeDevices(new Date(until), 1000);
        for (const one of persons.map((each) => each.account)) {
          one.sessions = one.sessions.filter(({ end }) => !end || end.at > until);
          const used = new Set(one.sessions.map(({ device }) => device));
          one.devices = one.devices.filter((device) => used.has(device) || device.createdAt > until);
        }
        return undefined;
      }
    }
  }

  test('hold after each command what the domain describes', async () => {
    const property = fc.asyncProperty(fc.array(command, { minLength: 10, maxLength: 40 }), async (commands) => {
      await world.clear();
      const persons = [await newPerson(), await newPerson(), await newPerson()];
      const browsers = [newDevice(), newDevice()];
      let now = start.getTime();
      for (const step of commands) {
        now += step.pause;
        await run(step, persons, new Date(now), browsers);
        for (const person of persons) await expectSame(person, new Date(now), browsers);
      }
    });
    await fc.assert(property, { ...runs(20, kind), endOnFailure: false });
  });
});

const byContent = (a: PlainEvent, b: PlainEvent): number => JSON.stringify(a).localeCompare(JSON.stringify(b));
