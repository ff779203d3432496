import { randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { Locations } from '@latchkey/sessions/geo/location';
import { type MailLink, createMailLink, hashMailLink } from '@latchkey/sessions/tokens/mail-link';
import { MailBudget } from '@latchkey/sessions/mail/mail-budget';
import { type MailKind, MailNotSent, type Mailer } from '@latchkey/sessions/mail/mail';
import { OutboxWorker, maxTries } from '@latchkey/sessions/mail/outbox-worker';
import type { OwnUser } from '@latchkey/sessions/accounts/user';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import { beforeEach, describe, expect, test } from 'vitest';
import { embedded, usualKind } from '../testing/place.ts';
import { later, passwordHash, second, start } from '../testing/sample.ts';
import { secondProcess } from '../testing/second-process.ts';
import { World } from '../testing/world.ts';

type Outbox = ConstructorParameters<typeof OutboxWorker>[0]['outbox'];

const minute = 60 * second;

/** The time from the first try of a mail until it is due again. */
const claimLasts = 2 * minute;

describe.each(usualKind)('the outbox of mails about accounts on %s', (kind, makePlace) => {
  const world = new World(makePlace);
  let now = start;
  beforeEach(async () => {
    await world.clear();
    now = later(second);
  });

  /** A user with an unverified address. */
  async function unverified(): Promise<OwnUser> {
    const user = await world.someone();
    await world.database.accounts.requestVerification(user.id, start, start);
    return user;
  }

  const requestRecovery = ({ email }: OwnUser) =>
    world.database.accounts.requestRecovery({ email, requestedAt: now, userAgent: capUserAgent(''), ip: null });

  interface WorkerOptions {
    readonly send?: Mailer['send'];
    readonly outbox?: Outbox;
    readonly budget?: { takeFromHourlyLimit(kind: MailKind): Promise<boolean> };
  }

  function worker({ send = async () => {}, outbox, budget }: WorkerOptions = {}) {
    const outcomes: string[] = [];
    return {
      outcomes,
      deliver: () =>
        new OutboxWorker({
          outbox: outbox ?? world.database.outbox,
          budget: budget ?? { takeFromHourlyLimit: () => Promise.resolve(true) },
          mailer: { send },
          locations: new Locations({ countryOf: () => null }),
          clock: () => now,
          random: randomBytes,
          onMail: (outcome) => outcomes.push(outcome),
        }).deliver(new AbortController().signal),
    };
  }

  /** A worker that collects the mails that it sends: who gets them, what they are about, and their links. */
  function collecting(options: WorkerOptions = {}) {
    const sent: { readonly to: string; readonly kind: string; readonly link: MailLink }[] = [];
    const send: Mailer['send'] = async ({ email: to, kind: about, link }) => {
      await turn();
      sent.push({ to, kind: about, link });
    };
    return { sent, ...worker({ send, ...options }) };
  }

  test('each mail is sent once, however many workers look and however often', async () => {
    const people = [];
    for (let count = 0; count < 8; count += 1) people.push(await unverified());
    for (const user of people) await requestRecovery(user);
    const { sent, deliver, outcomes } = collecting();
    await Promise.all(Array.from({ length: 4 }, deliver));
    now = later(300 * minute);
    await deliver();
    const expected = people.flatMap(({ email }) => [`${email} recovery`, `${email} verification`]);
    expect(sent.map(({ to, kind: about }) => `${to} ${about}`).toSorted()).toEqual(expected.toSorted());
    expect(new Set(outcomes)).toEqual(new Set(['sent']));
  });

  test('what a worker has taken and not sent because it died is sent by the next, and not before its claim is over', async () => {
    const user = await unverified();
    const { outbox } = world.database;
    const dying: Outbox = {
      acceptRecoveryRequests: (limit) => outbox.acceptRecoveryRequests(limit),
      hasDue: (about, at) => outbox.hasDue(about, at),
      take: async (...of) => {
        await outbox.take(...of);
        throw new Error('killed');
      },
      settle: () => Promise.reject(new Error('killed')),
    };
    await expect(worker({ outbox: dying }).deliver()).rejects.toThrow('killed');
    const { sent, deliver } = collecting();
    for (const at of [0, second, minute, claimLasts - 1]) {
      now = later(second + at);
      await Promise.all([deliver(), deliver()]);
    }
    expect(sent).toEqual([]);
    now = later(second + claimLasts);
    await Promise.all([deliver(), deliver()]);
    expect(sent.map(({ to }) => to)).toEqual([user.email]);
    now = later(600 * minute);
    await deliver();
    expect(sent).toHaveLength(1);
  });

  test('what is requested again while the mail is being sent is sent again', async () => {
    const user = await unverified();
    const { accounts } = world.database;
    const sent: string[] = [];
    const send: Mailer['send'] = async ({ kind: about }) => {
      if (sent.length === 0) await accounts.requestVerification(user.id, now, now);
      sent.push(about);
    };
    const { deliver } = worker({ send });
    for (let times = 0; times < 3; times += 1) await deliver();
    expect(sent).toEqual(['verification', 'verification']);
  });

  test('a worker that dies after sending sends again, later, and only the link of the last mail works', async () => {
    await unverified();
    const { outbox, accounts } = world.database;
    const dying: Outbox = {
      acceptRecoveryRequests: (limit) => outbox.acceptRecoveryRequests(limit),
      hasDue: (about, at) => outbox.hasDue(about, at),
      take: (...of) => outbox.take(...of),
      settle: () => Promise.reject(new Error('killed')),
    };
    const dead = collecting({ outbox: dying });
    await expect(dead.deliver()).rejects.toThrow('killed');
    const next = collecting();
    await next.deliver();
    expect([dead.sent.length, next.sent.length]).toEqual([1, 0]);
    now = later(second + claimLasts);
    await next.deliver();
    expect(next.sent).toHaveLength(1);
    const works = async ({ link }: { readonly link: MailLink }) =>
      (await accounts.findByLink('verification', { linkHash: hashMailLink(link), at: now, sentSince: start })) !== null;
    expect(await Promise.all([...dead.sent, ...next.sent].map(works))).toEqual([false, true]);
  });

  test.runIf(kind !== embedded)(
    'what a process has taken that is killed is sent by another, once its claim is over',
    async () => {
      const user = await unverified();
      const link = hashMailLink(createMailLink());
      const child = secondProcess(
        '',
        `const database = await openTestDatabase({ url: ${JSON.stringify(world.url)}, migrations });
      const due = await database.outbox.take('verification', ${JSON.stringify(link)}, new Date(${now.getTime()}));
      tell(due.email);
      await new Promise((resolve) => setTimeout(resolve, 600_000));`,
      );
      expect(await child.line()).toBe(user.email);
      await child.kill();
      const { sent, deliver } = collecting();
      await deliver();
      expect(sent).toEqual([]);
      now = later(second + claimLasts);
      await deliver();
      expect(sent.map(({ to }) => to)).toEqual([user.email]);
    },
  );

  test('what cannot be sent is tried again, later each time, given up at last, and keeps back no other', async () => {
    const nobody = await unverified();
    const { deliver, outcomes } = worker({
      send: async ({ email }) => {
        if (email === nobody.email) throw new MailNotSent('EENVELOPE 550');
      },
    });
    const waited: number[] = [];
    let last = now;
    for (let minutes = 0; minutes < 12 * 60; minutes += 1) {
      const before = outcomes.length;
      await deliver();
      if (outcomes.length > before) {
        waited.push((now.getTime() - last.getTime()) / minute);
        last = now;
      }
      now = new Date(now.getTime() + minute);
    }
    expect(waited).toEqual([0, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60]);
    expect(outcomes).toEqual([...Array.from({ length: maxTries - 1 }, () => 'failed'), 'given_up']);
    await world.database.accounts.requestVerification(nobody.id, now, now);
    await world.database.accounts.requestVerification((await world.someone()).id, now, now);
    await deliver();
    expect(outcomes.slice(maxTries).toSorted()).toEqual(['failed', 'sent']);
  });

  test('a recovery request without an account, or for a disabled one, makes no mail', async () => {
    const [user, disabled] = [await world.someone(), await world.someone()];
    await world.database.users.disable(disabled.id, { now, idleSince: start });
    await requestRecovery(user);
    await requestRecovery(disabled);
    await requestRecovery({ ...user, email: 'nobody@example.org' });
    const { sent, deliver } = collecting();
    await deliver();
    expect(sent.map(({ to, kind: about }) => [to, about])).toEqual([[user.email, 'recovery']]);
  });

  test('a flood of one kind uses up its own part of the total, and holds back no mail of another kind', async () => {
    let ceilings = 0;
    const { accounts, rateLimits } = world.database;
    const budget = new MailBudget({
      store: rateLimits,
      perHour: 100,
      clock: () => now,
      telemetry: { onMailLimitReached: () => void (ceilings += 1) },
    });
    const { sent, deliver } = collecting({ budget });
    const kindsSent = () => sent.splice(0).map(({ kind: about }) => about);
    for (let count = 0; count < 12; count += 1) await requestRecovery(await world.someone());
    await deliver();
    expect([kindsSent(), ceilings]).toEqual([['recovery', 'recovery', 'recovery'], 1]);
    const owner = await unverified();
    await accounts.issueRecoveryLink(owner.email, hashMailLink(createMailLink()), now);
    const linkHash = hashMailLink(createMailLink());
    await accounts.issueRecoveryLink(owner.email, linkHash, now);
    const from = { userAgent: capUserAgent(''), ip: null, cutoff: { now, idleSince: start } };
    const use = { linkHash, at: now, sentSince: start };
    expect(await accounts.resetPassword(owner.id, { ...use, ...from, passwordHash, noticeDueAt: now })).toBe(true);
    await deliver();
    expect(kindsSent().toSorted()).toEqual(['password_changed', 'verification']);
    expect(await budget.takeFromHourlyLimit('new_device')).toBe(true);
    // None is lost: thirty an hour are let go.
    for (let minutes = 0; minutes < 20; minutes += 1) {
      now = new Date(now.getTime() + minute);
      await deliver();
    }
    expect(kindsSent()).toEqual(Array.from({ length: 9 }, () => 'recovery'));
  });
});
