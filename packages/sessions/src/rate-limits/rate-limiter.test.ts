import { describe, expect, test } from 'vitest';
import {
  type Bucket,
  RateLimiter,
  type RateLimits,
  bucketOf,
  defaultRateLimits,
  keyOf,
  limitedUntil,
  networkBuckets,
} from './rate-limiter.ts';
import { later, start } from '../testing/sample-session.ts';

const limits: RateLimits = { ...defaultRateLimits, stepUp: { burst: 3, every: 10 }, alertLink: { burst: 5, every: 6 } };

/** A limiter, and what its store was asked. */
function limiter(retryAt: Date | null = null, limited: RateLimits | null = limits) {
  const taken: (readonly Bucket[])[] = [];
  const forgotten: string[] = [];
  const store = {
    take: () => Promise.reject(new Error('Buckets are taken together')),
    takeFirstAvailable: (ways: readonly (readonly Bucket[])[], now: Date) => {
      expect(now).toEqual(start);
      taken.push(...ways);
      return Promise.resolve(retryAt ? ({ ok: false, retryAt } as const) : ({ ok: true, alternative: 0 } as const));
    },
    refund: () => Promise.resolve(),
    reset: (key: string) => Promise.resolve(void forgotten.push(key)),
  };
  return { taken, forgotten, limiter: new RateLimiter({ store, limits: limited, clock: () => start }) };
}

describe('an attempt', () => {
  test('is counted in the bucket of its subject, or in several together', async () => {
    const { taken, limiter: attempts } = limiter();
    expect(await attempts.take('stepUp', '3 8')).toEqual({ ok: true });
    const both = [
      ['stepUp', 'a'],
      ['alertLink', 'b'],
    ] as const;
    expect(await attempts.takeAll(both)).toEqual({ ok: true });
    expect(taken).toEqual([
      [{ key: keyOf('stepUp', '3 8'), burst: 3, every: 10 }],
      [
        { key: keyOf('stepUp', 'a'), burst: 3, every: 10 },
        { key: keyOf('alertLink', 'b'), burst: 5, every: 6 },
      ],
    ]);
  });

  test('from an IP address is counted under its network, from IPv6 also under the one around it, four times as wide', async () => {
    const { taken, limiter: attempts } = limiter();
    await attempts.takeFrom('alertLink', '192.0.2.7');
    await attempts.takeFrom('alertLink', '2001:db8:1:2::7');
    await attempts.takeFrom('alertLink', null);
    expect(taken).toEqual([
      [{ key: keyOf('alertLink', '192.0.2.7'), burst: 5, every: 6 }],
      [
        { key: keyOf('alertLink', '2001:db8:1:2::/64'), burst: 5, every: 6 },
        { key: keyOf('alertLink', '2001:db8:1::/48'), burst: 20, every: 1 },
      ],
      [{ key: keyOf('alertLink', 'unknown'), burst: 5, every: 6 }],
    ]);
  });

  test('that finds no room is refused with the time to retry', async () => {
    const { limiter: attempts } = limiter(later(start, 1001));
    const refused = { ok: false, code: 'rate_limited', retryAfter: 2 };
    expect(await attempts.take('stepUp', 'a')).toEqual(refused);
    expect(await attempts.takeFrom('stepUp', null)).toEqual(refused);
  });

  test('is forgotten by its key', async () => {
    const { forgotten, limiter: attempts } = limiter();
    await attempts.reset('stepUp', 'a');
    expect(forgotten).toEqual([keyOf('stepUp', 'a')]);
  });

  test('is not counted where nothing is limited', async () => {
    const { taken, forgotten, limiter: attempts } = limiter(later(start, 1), null);
    expect(await attempts.take('stepUp', 'a')).toEqual({ ok: true });
    expect(await attempts.takeFrom('stepUp', '192.0.2.7')).toEqual({ ok: true });
    await attempts.reset('stepUp', 'a');
    expect([taken, forgotten, attempts.limits]).toEqual([[], [], null]);
    expect(limiter().limiter.limits).toBe(limits);
  });
});

describe('a bucket', () => {
  test('has the width of its limit or a multiple of it, and never refills faster than once a millisecond', () => {
    expect(bucketOf(limits, 'stepUp', 'a')).toEqual({ key: keyOf('stepUp', 'a'), burst: 3, every: 10 });
    expect(bucketOf(limits, 'stepUp', 'a', 3)).toMatchObject({ burst: 9, every: 3 });
    expect(bucketOf(limits, 'stepUp', 'a', 40)).toMatchObject({ burst: 120, every: 1 });
  });

  test('of a subject in a network is another one than that of the network', () => {
    const keys = networkBuckets(limits, 'stepUp', '2001:db8:1:2::7', 'ada').map(({ key }) => key);
    expect(keys).toEqual([keyOf('stepUp', 'ada 2001:db8:1:2::/64'), keyOf('stepUp', 'ada 2001:db8:1::/48')]);
    expect(networkBuckets(limits, 'stepUp', '192.0.2.7', 'ada').map(({ key }) => key)).toEqual([
      keyOf('stepUp', 'ada 192.0.2.7'),
    ]);
  });

  test('is stored under a hash of the limit and the subject', () => {
    expect(keyOf('stepUp', 'a')).toMatch(/^[\w-]{43}$/);
    expect(new Set([keyOf('stepUp', 'a'), keyOf('stepUp', 'b'), keyOf('alertLink', 'a')]).size).toBe(3);
  });
});

test('a refusal names whole seconds, one at least', () => {
  const seconds = (milliseconds: number) => limitedUntil(later(start, milliseconds), start).retryAfter;
  expect([-5, 0, 1, 1000, 1001, 60_000].map(seconds)).toEqual([1, 1, 1, 1, 2, 60]);
});

test('the limits are those that the documents name', () => {
  const minute = 60_000;
  const inMinutes = Object.entries(defaultRateLimits).map(([name, { burst, every }]) => [
    name,
    [burst, every / minute],
  ]);
  expect(Object.fromEntries(inMinutes)).toEqual({
    signInAccount: [10, 2],
    signInKnown: [300, 10 / 60],
    signInStrangers: [30, 2],
    signInNewNetwork: [3, 8 * 60],
    signInNewNetworks: [1000, 1],
    signInAddress: [60, 5 / 60],
    signedInFrom: [60, 10 / 60],
    signedIn: [240, 5 / 60],
    signedInKnown: [600, 5 / 60],
    signUpAddress: [20, 3],
    stepUp: [10, 2],
    steppedUp: [30, 20 / 60],
    accountChange: [60, 10 / 60],
    accountChanges: [600, 2 / 60],
    emptyEnd: [60, 1 / 60],
    emptyEnds: [600, 0.2 / 60],
    alertLink: [30, 10 / 60],
    mailNetwork: [10, 1],
    reportedFailure: [60, 10 / 60],
    serviceKey: [30, 10 / 60],
  });
});
