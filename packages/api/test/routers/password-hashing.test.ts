import { randomUUID } from 'node:crypto';
import { defaultHashQueueLimits } from '@latchkey/sessions/passwords/hash-queue';
import { type PasswordHasher, argon2idHasher } from '@latchkey/sessions/passwords/password-hasher';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import type { LightMyRequestResponse } from 'fastify';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { TestBrowser, errorCode } from '../testing/browser.ts';
import { password, rest, sharedTestApp } from '../testing/test-app.ts';

const real = argon2idHasher({ memoryCost: 8, timeCost: 1, parallelism: 1 });

/** The real hasher, which counts what it does at the same time, and waits where a test holds it. */
class WatchedHasher implements PasswordHasher {
  running = 0;
  most = 0;
  verified: string[] = [];
  hold: Promise<unknown> = Promise.resolve();

  hash(text: string): Promise<string> {
    return this.#watch(() => real.hash(text));
  }

  verify(hashed: string, text: string): Promise<boolean> {
    this.verified.push(hashed);
    return this.#watch(() => real.verify(hashed, text));
  }

  needsRehash(hashed: string): boolean {
    return real.needsRehash(hashed);
  }

  async #watch<Value>(work: () => Promise<Value>): Promise<Value> {
    this.running += 1;
    this.most = Math.max(this.most, this.running);
    try {
      await this.hold;
      return await work();
    } finally {
      this.running -= 1;
    }
  }
}

const hasher = new WatchedHasher();
const app = await sharedTestApp({ hasher });
beforeEach(() => {
  [hasher.most, hasher.verified] = [0, []];
});

/** Where requests of tests come from where nothing else is said. */
const here = '127.0.0.1';
const someone = () => `${randomUUID()}@example.com`;

/** Async, so that requests are made in the order of their lines: the answer of `inject` begins when it is asked for. */
async function attempt(path: string, email: string, secret: string, remoteAddress = '203.0.113.7') {
  return await rest(app, 'POST', path, undefined, { payload: { email, password: secret }, remoteAddress });
}

const isBusy = (answer: LightMyRequestResponse): boolean => answer.json().error_code === 'busy';

/** Holds every hash until the function that it answers is called. */
function holdHashes(): () => void {
  let release = () => {};
  hasher.hold = new Promise<void>((resolve) => {
    release = resolve;
  });
  onTestFinished(() => release());
  return () => release();
}

describe('password hashing', () => {
  it('of 300 concurrent sign-ins is queued, answers 503 with Retry-After when full, and does not delay other requests', async () => {
    const { email, token } = await app.signUp();
    const release = holdHashes();
    const answers = Array.from({ length: 300 }, (_, at) =>
      attempt('/auth/signin', at % 2 === 0 ? email : someone(), at % 3 === 0 ? password : 'wrong'),
    );
    // Those beyond the share of the network are answered while not one hash has ended.
    const early = await Promise.all(answers.slice(-200));
    for (const { statusCode, headers, json } of early) {
      expect([statusCode, json().error_code, headers['retry-after']]).toEqual([503, 'busy', '2']);
    }
    // Nor does anything else wait for a hash: another account is read, and another network has room.
    expect((await rest(app, 'GET', '/user/myself', token)).statusCode).toBe(200);
    const elsewhere = attempt('/auth/signin', someone(), 'wrong', '198.51.100.1');
    release();
    expect((await elsewhere).statusCode).toBe(401);
    const all = await Promise.all(answers);
    const [busy, hashed] = [all.filter(isBusy), all.filter((answer) => !isBusy(answer))];
    expect(busy).toHaveLength(300 - defaultHashQueueLimits.perNetwork);
    // On a machine that is busy with other things, the database may be too late for some of the others.
    for (const { statusCode } of hashed) expect([200, 401, 503]).toContain(statusCode);
    expect(hasher.most).toBeLessThanOrEqual(defaultHashQueueLimits.parallel);
    // Nothing stays behind: the same network has room again.
    expect((await attempt('/auth/signin', email, password)).statusCode).toBe(200);
  });

  it.each(['sign-up', 'sign-in', 'step-up', 'change of password'])(
    'at a %s waits in the same queue, over both transports, and says busy where the queue is full',
    async (what) => {
      const browser = new TestBrowser(app);
      const email = someone();
      await browser.signUp(email);
      await browser.stepUp();
      const first = await app.signUp();
      const proof = await rest(app, 'POST', '/auth/stepup', first.token, { payload: { password } });
      const token: string = proof.json().session_token;
      const fresh = { email: someone(), password };
      const over = {
        'sign-up': () => [browser.mutate('auth.signUp', fresh), attempt('/auth/signup', someone(), password, here)],
        'sign-in': () => [browser.signIn(email), attempt('/auth/signin', email, password, here)],
        'step-up': () => [browser.stepUp(), rest(app, 'POST', '/auth/stepup', token, { payload: { password } })],
        'change of password': () => [
          browser.mutate('auth.changePassword', { newPassword: password }),
          rest(app, 'POST', '/auth/password', token, { payload: { new_password: password } }),
        ],
      }[what];
      const release = holdHashes();
      const room = defaultHashQueueLimits.perNetwork;
      const fillers = Array.from({ length: room }, () => attempt('/auth/signin', someone(), 'wrong', here));
      // These arrive behind the fillers, from the same address.
      await new Promise((resolve) => setImmediate(resolve));
      const [page, program] = await Promise.all(over?.() ?? []);
      release();
      await Promise.all(fillers);
      expect(page && [page.statusCode, errorCode(page), page.headers['retry-after']]).toEqual([503, 'busy', '2']);
      expect(program && [program.statusCode, program.json().error_code]).toEqual([503, 'busy']);
      expect(hasher.most).toBeLessThanOrEqual(defaultHashQueueLimits.parallel);
    },
  );

  it.each([
    ['empty', ''],
    ['of MD5', '$1$N9qo8uLO$ABCDEFGHIJKLMNOPQRSTU/'],
    ['garbage', 'garbage'],
    [
      'of 4 TB',
      '$argon2id$v=19$m=4294967295,t=2,p=1$kNIo3lVsnoSQnRL1XgwYPQ$iRzh8DczjoTNiaF1R0x0kgbprrrNjBtD/IpfEJpoNQ8',
    ],
  ])(
    'a sign-in to an account whose stored hash is %s is answered like one without an account',
    async (_what, passwordHash) => {
      const email = someone();
      await app.database.users.create({ email, passwordHash, createdAt: new Date(), language: 'en' });
      const [unreadable, missing] = [
        await attempt('/auth/signin', email, password),
        await attempt('/auth/signin', someone(), password),
      ];
      expect([unreadable.statusCode, unreadable.body]).toEqual([401, missing.body]);
      expect(hasher.verified).toHaveLength(2);
      expect(hasher.verified[0]).toBe(hasher.verified[1]);
    },
  );

  it('a step-up against an unreadable hash is a wrong password', async () => {
    const account = { passwordHash: '$2b$10$N9qo8uLOickgx2ZMRZoMye', language: 'en' } as const;
    const user = await app.database.users.create({ ...account, email: someone(), createdAt: new Date() });
    if (!user) throw new Error('The address should be free');
    const client = {
      userAgent: capUserAgent(''),
      ip: '192.0.2.1',
      deviceTokenHash: null,
      canBind: false,
    } as const;
    const begun = await app.services.sessions.begin(
      { user, passwordHash: account.passwordHash, disabledAt: null },
      { ...client, language: 'en' },
      { clientLabel: null, rememberMe: true },
      [],
    );
    if (!begun.ok) throw new Error('The sign-in should stand');
    const refused = await rest(app, 'POST', '/auth/stepup', begun.value.token, { payload: { password } });
    expect([refused.statusCode, refused.json().error_code]).toEqual([403, 'password_incorrect']);
    expect(hasher.verified).toHaveLength(1);
  });
});
