import { describe, expect, test } from 'vitest';
import type { RateLimit, RateLimitStore } from '../rate-limits/rate-limiter.ts';
import { later, start } from '../testing/sample-session.ts';
import type { MailKind } from './mail.ts';
import { MailBudget, mailShares, totalOf } from './mail-budget.ts';

const minute = 60_000;

/** A budget, and what its store was asked to count. */
function budget(answer: Date | null = null, perHour = 3000) {
  const taken: { readonly key: string; readonly limit: RateLimit; readonly now: Date }[] = [];
  let ceilings = 0;
  const store: RateLimitStore = {
    take: (key, limit, now) => {
      taken.push({ key, limit, now });
      return Promise.resolve(answer);
    },
    takeFirstAvailable: () => Promise.reject(new Error('A mail is counted in one bucket')),
    refund: () => Promise.resolve(),
    reset: () => Promise.resolve(),
  };
  const telemetry = { onMailLimitReached: () => void (ceilings += 1) };
  return { taken, ceilings: () => ceilings, mails: new MailBudget({ store, perHour, clock: () => start, telemetry }) };
}

describe('mails to one e-mail address', () => {
  test('are due at once, or when the limit of their kind allows one', async () => {
    const at = later(start, 1);
    expect(await budget().mails.scheduleFor('recovery', 'ada@example.com', at)).toEqual(at);
    expect(await budget(later(start, 5)).mails.scheduleFor('recovery', 'ada@example.com', at)).toEqual(later(start, 5));
  });

  test('are counted by kind and e-mail address, three at once, of which the hash alone is stored', async () => {
    const { mails, taken, ceilings } = budget();
    for (const kind of ['recovery', 'password_changed', 'verification'] as const)
      for (const email of ['ada@example.com', 'bob@example.com']) await mails.scheduleFor(kind, email, start);
    expect(taken.map(({ limit, now }) => [limit.burst, limit.every / minute, now])).toEqual([
      [3, 10, start],
      [3, 10, start],
      [3, 10, start],
      [3, 10, start],
      [3, 20, start],
      [3, 20, start],
    ]);
    expect(new Set(taken.map(({ key }) => key)).size).toBe(6);
    for (const { key } of taken) expect(key).toMatch(/^[\w-]{43}$/);
    expect(ceilings()).toBe(0);
  });
});

describe('all mails of an hour', () => {
  test('are divided among what they are about, and no part is counted in another', async () => {
    const { mails, taken } = budget(null, 1000);
    const kinds: readonly MailKind[] = ['new_device', 'recovery', 'password_changed', 'verification'];
    for (const kind of kinds) expect(await mails.takeFromHourlyLimit(kind)).toBe(true);
    expect(taken.map(({ limit }) => limit)).toEqual([400, 300, 100, 200].map(totalOf));
    expect(new Set(taken.map(({ key }) => key)).size).toBe(4);
    expect(Object.values(mailShares).reduce((sum, share) => sum + share)).toBeCloseTo(1);
  });

  test('have to wait where their part is used up, which telemetry counts each time', async () => {
    const { mails, ceilings } = budget(later(start, 1));
    expect([await mails.takeFromHourlyLimit('recovery'), await mails.takeFromHourlyLimit('recovery')]).toEqual([
      false,
      false,
    ]);
    expect(ceilings()).toBe(2);
    const free = budget();
    expect(await free.mails.takeFromHourlyLimit('recovery')).toBe(true);
    expect(free.ceilings()).toBe(0);
  });

  test('may leave at once by a tenth, and then evenly, one at least however few they are', () => {
    expect(totalOf(1200)).toEqual({ burst: 120, every: 3000 });
    expect(totalOf(19)).toEqual({ burst: 1, every: 189_474 });
    expect(totalOf(5)).toEqual({ burst: 1, every: 720_000 });
    expect(totalOf(36_000_000)).toEqual({ burst: 3_600_000, every: 1 });
  });
});
