import type { Bucket } from '@latchkey/sessions/rate-limits/rate-limiter';
import { describe, expect, test } from 'vitest';
import { usualKind } from '../testing/place.ts';
import { later, cutoff, newDevice, passwordHash, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

describe.each(usualKind)('attempts to sign in on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  let keys = 0;
  const bucket = (burst: number, every = 1000): Bucket => ({ key: `bucket ${(keys += 1)}`, burst, every });
  const take = (...ways: Bucket[][]) => world.database.rateLimits.takeFirstAvailable(ways, start);

  test('are counted for a browser that the account knows by itself, and for others together', async () => {
    const [user, other] = [await world.someone(), await world.someone()];
    const [known, foreign] = [newDevice(), newDevice()];
    await world.begin(user, { deviceTokenHash: known });
    await world.begin(other, { deviceTokenHash: foreign });
    const [own, first, second] = [bucket(1), bucket(1), bucket(1)];
    const begin = (deviceTokenHash: typeof known | null, email = user.email) =>
      world.database.attempts.begin({ email, deviceTokenHash, now: start }, { knownBrowser: [own], unknownBrowser: [[first], [second]] }); // prettier-ignore
    const account = { user, passwordHash, disabledAt: null };
    expect(await begin(known)).toEqual({ account, isKnown: true, taken: { ok: true, alternative: 0 } });
    const full = { ok: false, retryAt: later(1000) };
    expect(await begin(known)).toEqual({ account, isKnown: true, taken: full });
    expect(await begin(foreign)).toEqual({ account, isKnown: false, taken: { ok: true, alternative: 0 } });
    expect(await begin(null)).toEqual({ account, isKnown: false, taken: { ok: true, alternative: 1 } });
    expect(await begin(newDevice())).toEqual({ account, isKnown: false, taken: full });
    expect(await begin(known, 'nobody@example.org')).toEqual({ account: null, isKnown: false, taken: full });
  });

  test('find an account that is disabled, and since when', async () => {
    const user = await world.someone();
    await world.database.users.disable(user.id, cutoff(later(5)));
    const attempt = { email: user.email, deviceTokenHash: null, now: start };
    const { account } = await world.database.attempts.begin(attempt, {
      knownBrowser: [bucket(1)],
      unknownBrowser: [[bucket(1)]],
    });
    expect(account).toEqual({ user, passwordHash, disabledAt: later(5) });
  });

  test('that find no room get the time when the first way has room in all of its buckets', async () => {
    const [slow, quick, other, third] = [bucket(1, 9000), bucket(1, 1000), bucket(1, 3000), bucket(1, 2000)];
    await take([slow, quick, other, third]);
    expect(await take([slow, quick], [other, third])).toEqual({ ok: false, retryAt: later(3000) });
    expect(await take([third, other], [quick, slow])).toEqual({ ok: false, retryAt: later(3000) });
    expect(await take([slow, quick])).toEqual({ ok: false, retryAt: later(9000) });
    expect(await take([slow], [quick])).toEqual({ ok: false, retryAt: later(1000) });
  });

  test('find room at the time that they got, and not before', async () => {
    const one = bucket(2, 1000);
    const at = (ms: number) => world.database.rateLimits.takeFirstAvailable([[one]], later(ms));
    expect([await at(0), await at(0)]).toEqual([{ ok: true, alternative: 0 }, { ok: true, alternative: 0 }]); // prettier-ignore
    expect(await at(999)).toEqual({ ok: false, retryAt: later(1000) });
    expect(await at(1000)).toEqual({ ok: true, alternative: 0 });
    expect(await at(1999)).toEqual({ ok: false, retryAt: later(2000) });
  });

  test('give back what they took to their own buckets alone', async () => {
    const [one, other, kept] = [bucket(1), bucket(1), bucket(1)];
    await take([one, other, kept]);
    await world.database.rateLimits.refund({ reset: [one], refund: [other] });
    expect([(await take([one])).ok, (await take([other])).ok, (await take([kept])).ok]).toEqual([true, true, false]);
    await world.database.rateLimits.refund({ reset: [], refund: [] });
    expect((await take([one])).ok).toBe(false);
  });
});
