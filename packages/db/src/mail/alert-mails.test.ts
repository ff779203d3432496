import { type MailLink, createMailLink, hashMailLink } from '@latchkey/sessions/tokens/mail-link';
import { MailBudget } from '@latchkey/sessions/mail/mail-budget';
import { MailNotSent, type Mailer } from '@latchkey/sessions/mail/mail';
import { Locations } from '@latchkey/sessions/geo/location';
import { OutboxWorker, maxTries } from '@latchkey/sessions/mail/outbox-worker';
import { randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { usualKind } from '../testing/place.ts';
import { later, newDevice, second, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

const minute = 60 * second;

type Outbox = ConstructorParameters<typeof OutboxWorker>[0]['outbox'];

/** Lets every mail go. */
const plenty = { takeFromHourlyLimit: () => Promise.resolve(true) };

/** Knows no country. */
const locations = new Locations({ countryOf: () => null });

describe.each(usualKind)('the outbox on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  let now = start;
  beforeEach(async () => {
    await world.clear();
    now = later(second);
  });

  /** A user with this number of sign-ins that need a mail. */
  async function alerted(count: number) {
    const user = await world.someone();
    await world.begin(user, { deviceTokenHash: newDevice() });
    for (let at = 0; at < count; at += 1)
      await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(at) });
    return user;
  }

  function workerWith(send: Mailer['send'], budget: Pick<MailBudget, 'takeFromHourlyLimit'> = plenty) {
    const outcomes: string[] = [];
    return {
      outcomes,
      deliver: () =>
        new OutboxWorker({
          outbox: world.database.outbox,
          budget,
          mailer: { send },
          locations,
          clock: () => now,
          random: randomBytes,
          onMail: (outcome) => outcomes.push(outcome),
        }).deliver(new AbortController().signal),
    };
  }

  test('each alert is mailed once, however many workers look and however often', async () => {
    const user = await alerted(8);
    const sent: string[] = [];
    const { deliver, outcomes } = workerWith(async (notice) => {
      await turn();
      const { email } = notice;
      for (const { id } of notice.kind === 'new_device' ? notice.alerts : []) sent.push(`${email} ${id}`);
    });
    await Promise.all(Array.from({ length: 4 }, deliver));
    now = later(300 * minute);
    await deliver();
    expect(sent).toHaveLength(8);
    expect(new Set(sent).size).toBe(8);
    expect(sent.every((line) => line.startsWith(user.email))).toBe(true);
    expect(outcomes.length).toBeLessThanOrEqual(8);
    expect(new Set(outcomes)).toEqual(new Set(['sent']));
  });

  test('a mail has no language where that of the account is unknown, or is spoken no more', async () => {
    await alerted(1);
    const languages: (string | null)[] = [];
    const { outbox } = world.database;
    const unsaid: Outbox = {
      acceptRecoveryRequests: outbox.acceptRecoveryRequests.bind(outbox),
      hasDue: outbox.hasDue.bind(outbox),
      take: async (...of) => {
        const due = await outbox.take(...of);
        return due && { ...due, language: null };
      },
      settle: outbox.settle.bind(outbox),
    };
    const mailer: Mailer = { send: async ({ language }) => void languages.push(language) };
    const anyone = new OutboxWorker({
      outbox: unsaid,
      budget: plenty,
      mailer,
      locations,
      clock: () => now,
      random: randomBytes,
    });
    await anyone.deliver(new AbortController().signal);
    expect(languages).toEqual([null]);
  });

  test('a worker that dies after sending sends again, later, with a link that works; never zero times', async () => {
    await alerted(1);
    const links: MailLink[] = [];
    const { outbox } = world.database;
    const dying: Outbox = {
      acceptRecoveryRequests: outbox.acceptRecoveryRequests.bind(outbox),
      hasDue: outbox.hasDue.bind(outbox),
      take: outbox.take.bind(outbox),
      settle: () => Promise.reject(new Error('killed')),
    };
    const mailer: Mailer = { send: async ({ link }) => void links.push(link) };
    const dead = new OutboxWorker({
      outbox: dying,
      budget: plenty,
      mailer,
      locations,
      clock: () => now,
      random: randomBytes,
    });
    await expect(dead.deliver(new AbortController().signal)).rejects.toThrow('killed');
    const { deliver } = workerWith(mailer.send);
    await deliver();
    expect(links).toHaveLength(1);
    now = later(2 * minute + second);
    await deliver();
    await deliver();
    expect(links).toHaveLength(2);
    const owners = links.map((link) => world.database.alerts.ownerOfLink(hashMailLink(link)));
    expect((await Promise.all(owners)).map((owner) => owner !== null)).toEqual([false, true]);
  });

  test('what cannot be sent is tried again, later each time, and given up at last', async () => {
    await alerted(1);
    const { deliver, outcomes } = workerWith(() => Promise.reject(new MailNotSent('ECONNREFUSED')));
    const waited: number[] = [];
    let last = now;
    for (let minutes = 0; minutes < 12 * 60; minutes += 1) {
      const before = outcomes.length;
      await deliver();
      if (outcomes.length > before) waited.push((now.getTime() - last.getTime()) / minute);
      if (outcomes.length > before) last = now;
      now = new Date(now.getTime() + minute);
    }
    expect(waited).toEqual([0, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60]);
    expect(outcomes).toEqual([...Array.from({ length: maxTries - 1 }, () => 'failed'), 'given_up']);
  });

  test('those that cannot be sent do not keep back those behind them', async () => {
    const nobody = await alerted(5);
    await alerted(2);
    const { deliver, outcomes } = workerWith(async ({ email }) => {
      if (email === nobody.email) throw new MailNotSent('EENVELOPE 550');
    });
    await deliver();
    expect(outcomes.toSorted()).toEqual(['failed', 'sent']);
  });

  test('mails wait where their part of the total is used up, keep the link of the mail before, and none is lost', async () => {
    for (let count = 0; count < 6; count += 1) await alerted(1);
    let ceilings = 0;
    const budget = new MailBudget({
      store: world.database.rateLimits,
      perHour: 50,
      clock: () => now,
      telemetry: { onMailLimitReached: () => void (ceilings += 1) },
    });
    const sent: string[] = [];
    const { deliver } = workerWith(async ({ email }) => void sent.push(email), budget);
    await deliver();
    // Two fifths of fifty an hour, a tenth of that at once.
    expect([sent.length, ceilings]).toEqual([2, 1]);
    // Nothing of that is used by who only looks.
    await deliver();
    expect([sent.length, ceilings]).toEqual([2, 2]);
    now = new Date(now.getTime() + 3 * minute);
    await deliver();
    expect(sent).toHaveLength(3);
    for (let minutes = 0; minutes < 12; minutes += 1) {
      now = new Date(now.getTime() + minute);
      await deliver();
    }
    expect(new Set(sent).size).toBe(6);
    expect(sent).toHaveLength(6);
    const before = ceilings;
    await deliver();
    expect(ceilings).toBe(before);
  });

  const take = async () => {
    const mail = await world.database.outbox.take('new_device', hashMailLink(createMailLink()), now);
    return mail && { ...mail, alerts: mail.alerts.map(({ createdAt }) => createdAt) };
  };

  test('the mail that is due for longest is taken first, and says whether its e-mail address is verified', async () => {
    const [one, other] = [await world.someone(), await world.someone()];
    for (const user of [one, other]) await world.begin(user, { deviceTokenHash: newDevice() });
    await world.begin(one, { deviceTokenHash: newDevice(), createdAt: later(2) });
    await world.begin(other, { deviceTokenHash: newDevice(), createdAt: later(1) });
    expect(await take()).toMatchObject({ email: other.email, isVerified: false, language: 'en', tries: 1 });
    expect(await take()).toMatchObject({ email: one.email, isVerified: false, language: 'en', tries: 1 });
    expect(await take()).toBeNull();
  });

  test('a mail lists at most fifty alerts, the oldest, and the next mail the others', async () => {
    await alerted(51);
    now = later(20 * minute);
    expect((await take())?.alerts).toEqual(Array.from({ length: 50 }, (_, at) => later(at)));
    expect((await take())?.alerts).toEqual([later(50)]);
    expect(await take()).toBeNull();
  });

  test('an alert that has a final answer before its mail leaves is not mailed', async () => {
    const user = await alerted(1);
    const linkHash = hashMailLink(createMailLink());
    const taken = await world.database.outbox.take('new_device', linkHash, now);
    const cutoff = { now, idleSince: start };
    await world.database.alerts.answer({
      userId: user.id,
      alertIds: taken?.ids ?? [],
      answer: 'denied',
      by: { linkHash },
      ip: null,
      openSince: later(-second),
      cutoff,
    });
    now = later(100 * minute);
    const { deliver, outcomes } = workerWith(() => Promise.resolve());
    await deliver();
    expect(outcomes).toEqual([]);
  });
});
