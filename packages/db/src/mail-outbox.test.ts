import { type AlertLink, createAlertLink, hashAlertLink } from '@latchkey/sessions/alert-link';
import { MailBudget } from '@latchkey/sessions/mail/mail-budget';
import { MailNotSent, type Mailer } from '@latchkey/sessions/mailer';
import { Places } from '@latchkey/sessions/place';
import { Postman, mostTries } from '@latchkey/sessions/postman';
import { randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { kinds } from './testing/place.ts';
import { later, newDevice, second, start } from './testing/sample.ts';
import { World } from './testing/world.ts';

const minute = 60 * second;

/** Lets every mail go. */
const plenty = { takeFromTotal: () => Promise.resolve(true) };

/** Knows no country. */
const places = new Places({ countryOf: () => null });

describe.each(kinds)('the outbox on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  let now = start;
  beforeEach(async () => {
    await world.clear();
    now = later(second);
  });

  /** Somebody, and so many sign-ins that they are to be told of. */
  async function alerted(count: number) {
    const user = await world.someone();
    await world.begin(user, { deviceTokenHash: newDevice() });
    for (let at = 0; at < count; at += 1)
      await world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(at) });
    return user;
  }

  function postman(send: Mailer['send'], budget: Pick<MailBudget, 'takeFromTotal'> = plenty) {
    const outcomes: string[] = [];
    return {
      outcomes,
      deliver: () =>
        new Postman({
          outbox: world.database.outbox,
          budget,
          mailer: { send },
          places,
          clock: () => now,
          random: randomBytes,
          onMail: (outcome) => outcomes.push(outcome),
        }).deliver(new AbortController().signal),
    };
  }

  test('each alert is mailed once, however many workers look and however often', async () => {
    const user = await alerted(8);
    const sent: string[] = [];
    const { deliver, outcomes } = postman(async ({ email, alerts }) => {
      await turn();
      for (const { id } of alerts) sent.push(`${email} ${id}`);
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

  test('who has never said a language, or one that is spoken no more, is written to in English', async () => {
    await alerted(1);
    const languages: string[] = [];
    const { outbox } = world.database;
    const unsaid = {
      hasDue: outbox.hasDue.bind(outbox),
      take: async (...of: Parameters<typeof outbox.take>) => {
        const due = await outbox.take(...of);
        return due && { ...due, language: null };
      },
      settle: outbox.settle.bind(outbox),
    };
    const mailer: Mailer = { send: async ({ language }) => void languages.push(language) };
    const anyone = new Postman({
      outbox: unsaid,
      budget: plenty,
      mailer,
      places,
      clock: () => now,
      random: randomBytes,
    });
    await anyone.deliver(new AbortController().signal);
    expect(languages).toEqual(['en']);
  });

  test('a postman who dies after sending sends again, later, with a link that works; never zero times', async () => {
    await alerted(1);
    const links: AlertLink[] = [];
    const dying = { hasDue: () => Promise.resolve(true), take: world.database.outbox.take.bind(world.database.outbox), settle: () => Promise.reject(new Error('killed')) }; // prettier-ignore
    const mailer: Mailer = { send: async ({ link }) => void links.push(link) };
    const dead = new Postman({ outbox: dying, budget: plenty, mailer, places, clock: () => now, random: randomBytes });
    await expect(dead.deliver(new AbortController().signal)).rejects.toThrow('killed');
    const { deliver } = postman(mailer.send);
    await deliver();
    expect(links).toHaveLength(1);
    now = later(2 * minute + second);
    await deliver();
    await deliver();
    expect(links).toHaveLength(2);
    const owners = links.map((link) => world.database.alerts.ownerOfLink(hashAlertLink(link)));
    expect((await Promise.all(owners)).map((owner) => owner !== null)).toEqual([false, true]);
  });

  test('what cannot be sent is tried again, later each time, and given up at last', async () => {
    await alerted(1);
    const { deliver, outcomes } = postman(() => Promise.reject(new MailNotSent('ECONNREFUSED')));
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
    expect(outcomes).toEqual([...Array.from({ length: mostTries - 1 }, () => 'failed'), 'given_up']);
  });

  test('those that cannot be sent do not keep back those behind them', async () => {
    const nobody = await alerted(5);
    await alerted(2);
    const { deliver, outcomes } = postman(async ({ email }) => {
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
      onCeiling: () => (ceilings += 1),
    });
    const sent: string[] = [];
    const { deliver } = postman(async ({ email }) => void sent.push(email), budget);
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

  test('an alert that has a final answer before its mail leaves is not mailed', async () => {
    const user = await alerted(1);
    const linkHash = hashAlertLink(createAlertLink());
    const taken = await world.database.outbox.take(linkHash, now);
    const liveAt = { now, idleSince: start };
    await world.database.alerts.answer({
      userId: user.id,
      alertIds: taken?.alerts.map(({ id }) => id) ?? [],
      answer: 'denied',
      by: { linkHash },
      address: null,
      openSince: later(-second),
      liveAt,
    });
    now = later(100 * minute);
    const { deliver, outcomes } = postman(() => Promise.resolve());
    await deliver();
    expect(outcomes).toEqual([]);
  });
});
