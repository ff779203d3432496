import { describe, expect, test } from 'vitest';
import { createDeviceToken, hashDeviceToken } from '../tokens/device-token.ts';
import {
  type Bucket,
  type RateLimits,
  type Refund,
  type TakeResult,
  defaultRateLimits,
  keyOf,
} from '../rate-limits/rate-limiter.ts';
import { later, sampleUser, start } from '../testing/sample-session.ts';
import { capUserAgent } from '../devices/user-agent.ts';
import type { OwnAccount, UserStore } from './user-store.ts';
import { type AttemptBuckets, SignInAttempts } from './sign-in-attempts.ts';
import { RefundQueue } from '../rate-limits/refund-queue.ts';
import { VirtualTime } from '../instances/testing/virtual-time.ts';

const account: OwnAccount = { user: sampleUser(3), passwordHash: 'hash', disabledAt: null };
const email = 'ada@example.com';
const deviceTokenHash = hashDeviceToken(createDeviceToken());
const client = { userAgent: capUserAgent(''), ip: '192.0.2.7', language: 'en', canBind: false } as const;
const browser = { ...client, deviceTokenHash };

const absent = () => Promise.reject(new Error('No attempt asks for this'));
const users: UserStore = {
  create: absent,
  findByEmail: () => Promise.resolve(account),
  findById: absent,
  replaceHash: absent,
  setLanguage: absent,
  changePassword: absent,
  disable: absent,
  enable: absent,
  delete: absent,
};

interface Answer {
  readonly isKnown?: boolean;
  readonly taken?: TakeResult;
  readonly limits?: RateLimits | null;
}

/** Attempts on a store that answers what a test wants, with everything that is asked of it. */
function attempts({ isKnown = false, taken = { ok: true, alternative: 0 }, limits = defaultRateLimits }: Answer = {}) {
  const asked: unknown[][] = [];
  const begun: AttemptBuckets[] = [];
  const refunds: Refund[] = [];
  const refund = (one: Refund) => Promise.resolve(void refunds.push(one));
  const time = new VirtualTime();
  const service = new SignInAttempts({
    store: {
      begin: (attempt, buckets) => {
        asked.push([attempt]);
        begun.push(buckets);
        return Promise.resolve({ account, isKnown, taken });
      },
    },
    rateLimits: {
      take: (...given) => Promise.resolve(void asked.push(given)).then(() => null),
      takeFirstAvailable: absent,
      refund,
      reset: absent,
    },
    refunds: new RefundQueue({ store: { refund }, timing: time }),
    users,
    limits,
    clock: () => start,
  });
  return { service, asked, begun, refunds, time };
}

const keys = (buckets: readonly Bucket[] = []) => buckets.map(({ key }) => key);
const ofNetwork = [keyOf('signInAccount', `${email} 192.0.2.7`), keyOf('signInAddress', '192.0.2.7')];
const ofNewNetwork = [keyOf('signInNewNetwork', `${email} 192.0.2.7`), keyOf('signInNewNetworks', email)];
const ofStrangers = keyOf('signInStrangers', email);
const ofKnown = keyOf('signInKnown', email);
const ofBrowser = keyOf('signInAccount', `${email} ${deviceTokenHash}`);

describe('an attempt to sign in', () => {
  test('is counted for a known browser by itself, else for its network and then as a new one or a stranger', async () => {
    const { service, asked, begun } = attempts();
    await service.begin(email, browser);
    expect(asked).toEqual([[{ email, deviceTokenHash, now: start }]]);
    expect(keys(begun[0]?.knownBrowser)).toEqual([ofBrowser, ofKnown]);
    expect(begun[0]?.unknownBrowser.map(keys)).toEqual([
      [...ofNetwork, ...ofNewNetwork],
      [...ofNetwork, ofStrangers],
    ]);
  });

  test('of a known browser gives back all of its failures and one unit of what all share, and a success is counted for that browser', async () => {
    const { service, refunds, time } = attempts({ isKnown: true });
    const begunAttempt = await service.begin(email, browser);
    if (!begunAttempt.ok) throw new Error('There is room');
    expect(begunAttempt.value.account).toBe(account);
    expect(keys(begunAttempt.value.successes)).toEqual([
      keyOf('signedInFrom', `${email} ${deviceTokenHash}`),
      keyOf('signedInKnown', email),
    ]);
    service.succeed(begunAttempt.value);
    expect(refunds).toEqual([]);
    await time.advanceTo(1);
    expect(refunds.map(({ reset, refund }) => [keys(reset), keys(refund)])).toEqual([[[ofBrowser], [ofKnown]]]);
  });

  test.each([0, 1])('of an unknown browser gives back one unit of what others share, by way %d', async (way) => {
    const { service, refunds, time } = attempts({ taken: { ok: true, alternative: way } });
    const attempt = await service.begin(email, browser);
    if (!attempt.ok) throw new Error('There is room');
    expect(keys(attempt.value.successes)).toEqual([
      keyOf('signedInFrom', `${email} 192.0.2.7`),
      keyOf('signedIn', email),
    ]);
    service.succeed(attempt.value);
    await time.advanceTo(1);
    expect(refunds.map(({ reset, refund }) => [keys(reset), keys(refund)])).toEqual([
      [[ofNetwork[0]], [ofNetwork[1], ...(way === 0 ? ofNewNetwork : [ofStrangers])]],
    ]);
  });

  test('is refused where no way has room, with the time when one will have room', async () => {
    const { service } = attempts({ taken: { ok: false, retryAt: later(start, 5000) } });
    expect(await service.begin(email, browser)).toEqual({ ok: false, code: 'rate_limited', retryAfter: 5 });
  });

  test('of an IPv6 site is new once', async () => {
    const { service, begun } = attempts();
    await service.begin(email, { ...browser, ip: '2001:db8:1:2::7' });
    expect(keys(begun[0]?.unknownBrowser[0])).toContain(keyOf('signInNewNetwork', `${email} 2001:db8:1::/48`));
  });

  test('is counted nowhere where nothing is limited', async () => {
    const { service, asked, refunds, time } = attempts({ limits: null });
    const attempt = await service.begin(email, browser);
    expect(attempt).toEqual({ ok: true, value: { account, successes: [], refund: null } });
    if (attempt.ok) service.succeed(attempt.value);
    await service.resetFailures(email, '192.0.2.7');
    await time.advanceTo(1);
    expect([asked, refunds]).toEqual([[], []]);
  });

  test('at an account that does not exist writes a row too, whose limit is never reached', async () => {
    const { service, asked } = attempts();
    await service.failWithoutAccount(email);
    expect(asked).toEqual([[keyOf('signInNoAccount', email), { burst: 1_000_000, every: 1 }, start]]);
  });
});

test('failures of a network and of strangers are forgotten after a sign-in with the right password', async () => {
  const { service, refunds } = attempts();
  await service.resetFailures(email, '192.0.2.7');
  expect(refunds.map(({ reset, refund }) => [keys(reset), refund])).toEqual([
    [[ofNetwork[0], ...ofNewNetwork, ofStrangers, ofKnown], []],
  ]);
});
