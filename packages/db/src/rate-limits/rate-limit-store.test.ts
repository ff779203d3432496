import type { Bucket, Refund } from '@latchkey/sessions/rate-limits/rate-limiter';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kinds } from '../testing/place.ts';
import { later, cutoff, sessionOf, start } from '../testing/sample.ts';
import { runs } from '../testing/race.ts';
import { World } from '../testing/world.ts';

const limit = { burst: 3, every: 1000 };

describe.each(kinds)('attempt limits on %s', (kind, makePlace) => {
  const world = new World(makePlace);
  let keys = 0;
  const newKey = (): string => `key ${(keys += 1)}`;
  const take = (key: string, now: Date, of = limit): Promise<Date | null> =>
    world.database.rateLimits.take(key, of, now);

  test('allows a burst at once, and then one each time', async () => {
    const key = newKey();
    for (let count = 0; count < limit.burst; count += 1) expect(await take(key, start)).toBeNull();
    for (const ms of [1000, 2000, 3000]) {
      expect(await take(key, later(ms - 1000))).toEqual(later(ms));
      expect(await take(key, later(ms - 1))).toEqual(later(ms));
      expect(await take(key, later(ms))).toBeNull();
    }
  });

  test('who keeps trying does not push the moment further away', async () => {
    const key = newKey();
    for (let count = 0; count < limit.burst; count += 1) await take(key, start);
    for (let ms = 0; ms < 1000; ms += 100) expect(await take(key, later(ms))).toEqual(later(1000));
    expect(await take(key, later(1000))).toBeNull();
  });

  test('who waits for long has the burst again, and no more than that', async () => {
    const key = newKey();
    for (let count = 0; count < limit.burst; count += 1) await take(key, start);
    const now = later(1_000_000);
    for (let count = 0; count < limit.burst; count += 1) expect(await take(key, now)).toBeNull();
    expect(await take(key, now)).toEqual(later(1_001_000));
  });

  test('a limit of one at once allows one each time', async () => {
    const [key, one] = [newKey(), { burst: 1, every: 250 }];
    expect(await take(key, start, one)).toBeNull();
    expect(await take(key, later(249), one)).toEqual(later(250));
    expect(await take(key, later(250), one)).toBeNull();
  });

  test('counts each key alone', async () => {
    const [key, other] = [newKey(), newKey()];
    for (let count = 0; count < limit.burst; count += 1) await take(key, start);
    expect(await take(other, start)).toBeNull();
    expect(await take(key, start)).not.toBeNull();
  });

  test('a key that is forgotten begins anew', async () => {
    const key = newKey();
    for (let count = 0; count < limit.burst; count += 1) await take(key, start);
    await world.database.rateLimits.reset(key);
    for (let count = 0; count < limit.burst; count += 1) expect(await take(key, start)).toBeNull();
    expect(await take(key, start)).not.toBeNull();
    await expect(world.database.rateLimits.reset('never seen')).resolves.toBeUndefined();
  });

  test('of many attempts at the same moment, exactly the burst is allowed, and each other gets the time to retry', async () => {
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 40 }, () => take(key, start)));
    expect(answers.filter((retryAt) => retryAt === null)).toHaveLength(limit.burst);
    expect(answers.filter((retryAt) => retryAt !== null)).toEqual(Array.from({ length: 37 }, () => later(1000)));
  });

  test('allows what a bucket of tokens allows, to the millisecond', async () => {
    const attempts = fc.array(fc.integer({ min: 0, max: 2500 }), { minLength: 1, maxLength: 25 });
    const limits = fc.record({ burst: fc.integer({ min: 1, max: 4 }), every: fc.integer({ min: 1, max: 1500 }) });
    const property = fc.asyncProperty(limits, attempts, async (of, pauses) => {
      const key = newKey();
      // In milliseconds rather than whole tokens, so that nothing is rounded.
      let [tokens, at] = [of.burst * of.every, 0];
      for (const pause of pauses) {
        at += pause;
        tokens = Math.min(of.burst * of.every, tokens + pause);
        const allowed = tokens >= of.every;
        expect(await take(key, later(at), of)).toEqual(allowed ? null : later(at + of.every - tokens));
        if (allowed) tokens -= of.every;
      }
    });
    await fc.assert(property, runs(20, kind));
  });

  test('an attempt never gets a time to retry that has passed, while others forget the key', async () => {
    const key = newKey();
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, at) => {
        if (at % 2 === 0) return world.database.rateLimits.reset(key);
        return take(key, start, { burst: 1, every: 1000 });
      }),
    );
    const told = answers.flatMap((retryAt) => retryAt ?? []);
    expect(told.filter((retryAt) => retryAt <= start)).toEqual([]);
  });

  const bucket = (key: string, burst: number, every = 1000): Bucket => ({ key, burst, every });
  const takeOneWay = (ways: readonly (readonly Bucket[])[], now = start) =>
    world.database.rateLimits.takeFirstAvailable(ways, now);
  const settle = (settlement: Partial<Refund>) =>
    world.database.rateLimits.refund({ reset: [], refund: [], ...settlement });

  test('an attempt is counted in every bucket of its way, or in none where one of them is full', async () => {
    const [narrow, wide] = [bucket(newKey(), 1), bucket(newKey(), 3, 250)];
    expect(await takeOneWay([[wide, narrow]])).toEqual({ ok: true, alternative: 0 });
    for (let count = 0; count < 9; count += 1) {
      expect(await takeOneWay([[wide, narrow]])).toEqual({ ok: false, retryAt: later(1000) });
    }
    expect(await takeOneWay([[wide]])).toEqual({ ok: true, alternative: 0 });
    expect(await takeOneWay([[wide]])).toEqual({ ok: true, alternative: 0 });
    expect(await takeOneWay([[wide]])).toEqual({ ok: false, retryAt: later(250) });
  });

  test('of several ways the first with room is taken, and nothing of the others', async () => {
    const [shared, first, second] = [bucket(newKey(), 4), bucket(newKey(), 1, 9000), bucket(newKey(), 2)];
    const ways = [
      [shared, first],
      [shared, second],
    ];
    const taken = [];
    for (let count = 0; count < 4; count += 1) taken.push(await takeOneWay(ways));
    expect(taken).toEqual([
      { ok: true, alternative: 0 },
      { ok: true, alternative: 1 },
      { ok: true, alternative: 1 },
      { ok: false, retryAt: later(1000) },
    ]);
    // One of the shared four is left.
    expect([await takeOneWay([[shared]]), await takeOneWay([[shared]])]).toEqual([
      { ok: true, alternative: 0 },
      { ok: false, retryAt: later(1000) },
    ]);
  });

  /** How many more attempts a bucket has room for. Uses them up. */
  async function left(of: Bucket): Promise<number> {
    for (let count = 0; ; count += 1) if (!(await takeOneWay([[of]])).ok) return count;
  }

  test('a settlement gives back one attempt, and forgets all of others', async () => {
    const [guesses, network, other] = [bucket(newKey(), 2), bucket(newKey(), 2), bucket(newKey(), 2)];
    await takeOneWay([[guesses, network, other]]);
    await takeOneWay([[guesses, network, other]]);
    await settle({ reset: [guesses], refund: [network] });
    expect([await left(guesses), await left(network), await left(other)]).toEqual([2, 1, 0]);
  });

  test('a sign-in is counted in every bucket, or refused and neither counted nor written where one of them is full', async () => {
    const user = await world.someone();
    const [narrow, wide] = [bucket(newKey(), 1), bucket(newKey(), 3, 250)];
    const begin = (buckets: readonly Bucket[]) =>
      world.database.sessions.begin(sessionOf(user), { perUser: 100, cutoff: cutoff(start) }, buckets);
    const first = await begin([wide, narrow]);
    expect(first).toMatchObject({ session: { userId: user.id }, retryAt: null });
    for (let count = 0; count < 5; count += 1) {
      expect(await begin([wide, narrow])).toEqual({ session: null, retryAt: later(1000) });
    }
    expect(await world.idsOf(user)).toEqual([first.session?.id]);
    expect(await world.eventsOf(user)).toHaveLength(1);
    expect([await left(wide), await left(narrow)]).toEqual([2, 0]);
  });

  test('a sign-in whose password was changed since gets no time to retry where its buckets have room', async () => {
    const user = await world.someone();
    const wide = bucket(newKey(), 3);
    await takeOneWay([[wide]]);
    const session = sessionOf(user, { passwordHash: 'older' });
    expect(await world.database.sessions.begin(session, { perUser: 100, cutoff: cutoff(start) }, [wide])).toEqual({
      session: null,
      retryAt: null,
    });
  });

  test('of many sign-ins at the same moment exactly the burst begins a session', async () => {
    const user = await world.someone();
    const [narrow, wide] = [bucket(newKey(), 4), bucket(newKey(), 9)];
    const begun = await Promise.all(
      Array.from({ length: 12 }, (_, at) => {
        const buckets = at % 2 ? [narrow, wide] : [wide, narrow];
        return world.database.sessions.begin(sessionOf(user), { perUser: 100, cutoff: cutoff(start) }, buckets);
      }),
    );
    const ids = begun.flatMap(({ session }) => session?.id ?? []);
    expect(ids).toHaveLength(4);
    expect((await world.idsOf(user)).toSorted((a, b) => a - b)).toEqual(ids.toSorted((a, b) => a - b));
    expect(begun.filter(({ retryAt }) => retryAt !== null)).toHaveLength(8);
    expect(await left(wide)).toBe(5);
  });

  test('giving back more than was taken makes no room beyond the burst', async () => {
    const full = bucket(newKey(), 2);
    await takeOneWay([[full]]);
    for (let count = 0; count < 5; count += 1) await settle({ refund: [full] });
    for (let count = 0; count < 2; count += 1) expect((await takeOneWay([[full]])).ok).toBe(true);
    expect((await takeOneWay([[full]])).ok).toBe(false);
  });

  test('of many attempts at the same moment no bucket allows more than its burst, and what is refused is counted nowhere', async () => {
    const shared = bucket(newKey(), 12);
    const own = Array.from({ length: 6 }, () => bucket(newKey(), 3));
    const attempts = own.flatMap((one) => Array.from({ length: 5 }, () => [[shared, one]]));
    const answers = await Promise.all(attempts.map((ways) => takeOneWay(ways)));
    // Two that meet in a bucket may both be refused, and are counted nowhere then either.
    const allowed = answers.filter(({ ok }) => ok).length;
    expect(allowed).toBeGreaterThan(0);
    expect(allowed).toBeLessThanOrEqual(12);
    const rest = await Promise.all(own.map((one) => left(one)));
    expect(rest.reduce((sum, count) => sum + count, 0)).toBe(18 - allowed);
    for (let count = allowed; count < 12; count += 1) expect((await takeOneWay([[shared]])).ok).toBe(true);
    expect((await takeOneWay([[shared]])).ok).toBe(false);
  });

  test('attempts and successes that lock the same buckets in any order wait for each other and never fail', async () => {
    const buckets = Array.from({ length: 5 }, () => bucket(newKey(), 1_000_000, 1));
    const reversed = buckets.toReversed();
    const work = Array.from({ length: 60 }, (_, at) =>
      at % 3 === 0 ? settle({ refund: at % 2 ? buckets : reversed }) : takeOneWay([at % 2 ? buckets : reversed]),
    );
    await expect(Promise.all(work)).resolves.toHaveLength(60);
  });
});
