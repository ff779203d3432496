import { createMailLink, hashMailLink } from '@latchkey/sessions/tokens/mail-link';
import type { User } from '@latchkey/sessions/accounts/user';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import { beforeEach, describe, expect, test } from 'vitest';
import { usualKind } from '../testing/place.ts';
import { day, later, cutoff, second, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

const minute = 60 * second;
const userAgent = capUserAgent('curl/8.5.0');
const newLink = () => hashMailLink(createMailLink());

describe.each(usualKind)('mails about accounts on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  beforeEach(() => world.clear());

  const request = (email: string, at: number, ip: string | null = null, agent = userAgent) =>
    world.database.accounts.requestRecovery({ email, requestedAt: later(at), userAgent: agent, ip });
  const requestsOf = async (user: User) =>
    (await world.eventsOf(user)).map(({ kind, at, ip, userAgent: agent }) => [kind, at, ip, agent]);

  test('are made in the order of the requests, at most a batch at a time, and each leaves an event', async () => {
    const [first, next, last] = [await world.someone(), await world.someone(), await world.someone()];
    const { outbox } = world.database;
    await request(last.email, 30);
    await request(first.email, 10, '192.0.2.1');
    await request(next.email, 20);
    expect(await outbox.acceptRecoveryRequests(1)).toBe(1);
    expect(await requestsOf(first)).toEqual([['password_reset_requested', later(10), '192.0.2.1', userAgent]]);
    expect([await requestsOf(next), await requestsOf(last)]).toEqual([[], []]);
    expect(await outbox.acceptRecoveryRequests(5)).toBe(2);
    expect(await outbox.acceptRecoveryRequests(5)).toBe(0);
    expect([await requestsOf(next), await requestsOf(last)]).toMatchObject([[{}], [{}]]);
  });

  test('are asked for once by two requests with one address, of which the later one counts', async () => {
    const user = await world.someone();
    const agent = capUserAgent('Later/1.0');
    await request(user.email, 10, '192.0.2.1');
    await request(user.email, 20, '192.0.2.2', agent);
    expect(await world.database.outbox.acceptRecoveryRequests(5)).toBe(1);
    expect(await requestsOf(user)).toEqual([['password_reset_requested', later(20), '192.0.2.2', agent]]);
  });

  test('are not due where the account is disabled or belongs to an application, or there is none, and leave no event there', async () => {
    const [user, disabled] = [await world.someone(), await world.someone()];
    await world.database.users.disable(disabled.id, cutoff(start));
    const subject = { subject: 'subject 1', email: 'subject@example.org' };
    const { user: elsewhere } = await world.database.subjects.provision(subject, start);
    for (const email of [disabled.email, subject.email, 'nobody@example.org', user.email]) await request(email, 10);
    const { outbox } = world.database;
    expect(await outbox.acceptRecoveryRequests(9)).toBe(4);
    for (const nobody of [disabled, elsewhere]) expect(await requestsOf(nobody)).toEqual([]);
    expect(await requestsOf(user)).toHaveLength(1);
    expect(await outbox.take('recovery', newLink(), later(minute))).toMatchObject({ email: user.email });
    expect(await outbox.take('recovery', newLink(), later(minute))).toBeNull();
  });

  test('are due from their instant, and of a kind that which has been due for longest is taken first', async () => {
    const [one, other] = [await world.someone(), await world.someone()];
    const { accounts, outbox } = world.database;
    await accounts.requestVerification(one.id, later(20), later(20));
    await accounts.requestVerification(other.id, later(10), later(10));
    await request(one.email, 40);
    await request(other.email, 30);
    await outbox.acceptRecoveryRequests(9);
    expect(await outbox.hasDue('verification', later(9))).toBe(false);
    expect(await outbox.take('verification', newLink(), later(9))).toBeNull();
    expect(await outbox.hasDue('verification', later(10))).toBe(true);
    expect(await outbox.hasDue('recovery', later(29))).toBe(false);
    expect(await outbox.hasDue('verification', later(30))).toBe(true);
    const taken = [];
    for (const kind of ['recovery', 'recovery', 'verification', 'verification', 'recovery'] as const)
      taken.push((await outbox.take(kind, newLink(), later(40)))?.email ?? null);
    expect(taken).toEqual([other.email, one.email, other.email, one.email, null]);
  });

  test('are due again after each try, each time later, up to an hour, and begin anew when they are asked for anew', async () => {
    const user = await world.someone();
    const { accounts, outbox } = world.database;
    await accounts.requestVerification(user.id, start, start);
    await request(user.email, 0);
    await outbox.acceptRecoveryRequests(9);
    const ask = {
      verification: () => accounts.requestVerification(user.id, later(day), later(day)),
      recovery: async () => {
        await request(user.email, day);
        await outbox.acceptRecoveryRequests(9);
      },
    };
    for (const kind of ['verification', 'recovery'] as const) {
      let now = 0;
      for (const [tries, pause] of [2, 4, 8, 16, 32, 60, 60].entries()) {
        const taken = await outbox.take(kind, newLink(), later(now));
        expect(taken).toMatchObject({ tries: tries + 1, requestedAt: start, kind, isVerified: false });
        now += pause * minute;
        expect(await outbox.hasDue(kind, later(now - 1))).toBe(false);
      }
      await ask[kind]();
      expect(await outbox.hasDue(kind, later(day - 1))).toBe(false);
      const taken = await outbox.take(kind, newLink(), later(day));
      expect(taken).toMatchObject({ tries: 1, requestedAt: later(day) });
    }
  });

  test('that were sent are not sent again, and have a link from when they were sent', async () => {
    const user = await world.someone();
    const { accounts, outbox } = world.database;
    await accounts.requestVerification(user.id, start, start);
    const [first, next] = [newLink(), newLink()];
    await outbox.take('verification', first, start);
    await outbox.take('verification', next, later(2 * minute));
    const found = async (linkHash: typeof first, sentSince: number) =>
      (await accounts.findByLink('verification', { linkHash, at: later(day), sentSince: later(sentSince) })) !== null;
    expect([await found(first, -1), await found(next, 2 * minute - 1), await found(next, 2 * minute)]).toEqual([
      false,
      true,
      false,
    ]);
    await outbox.settle('verification', first, later(3 * minute));
    expect(await outbox.hasDue('verification', later(day))).toBe(true);
    await outbox.settle('verification', next, later(3 * minute));
    expect(await outbox.hasDue('verification', later(day))).toBe(false);
  });

  test('say whether the address is verified', async () => {
    const user = await world.someone();
    const { accounts, outbox } = world.database;
    const linkHash = newLink();
    await accounts.requestVerification(user.id, start, start);
    await outbox.take('verification', linkHash, start);
    await accounts.verify(user.id, { linkHash, at: later(1), sentSince: later(-1), userAgent, ip: null });
    await request(user.email, 10);
    await outbox.acceptRecoveryRequests(9);
    expect(await outbox.take('recovery', newLink(), later(10))).toMatchObject({ isVerified: true });
  });
});
