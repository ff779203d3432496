import { randomUUID } from 'node:crypto';
import { defaultRateLimits } from '@latchkey/sessions/rate-limits/rate-limiter';
import { describe, expect, it } from 'vitest';
import { TestBrowser, errorCode } from '../testing/browser.ts';
import { openTestApp, password, rest, sharedTestApp } from '../testing/test-app.ts';

const unlimited = { burst: 1000, every: 1 };
const app = await sharedTestApp({
  rateLimits: { ...defaultRateLimits, signInAddress: unlimited, signUpAddress: unlimited },
});

const someone = () => `${randomUUID()}@example.com`;
const signIn = (email: string, secret: string) =>
  rest(app, 'POST', '/auth/signin', undefined, { payload: { email, password: secret } });

describe('a rate limit', () => {
  it('rejects every password after ten tries, with Retry-After', async () => {
    const { email } = await app.signUp();
    for (let tries = 0; tries < 10; tries++) expect((await signIn(email, 'guess')).statusCode).toBe(401);
    const refused = await signIn(email, password);
    expect([refused.statusCode, refused.json().error_code]).toEqual([429, 'rate_limited']);
    expect(refused.headers['retry-after']).toBe('120');
    app.passTime(119_000);
    expect((await signIn(email, password)).headers['retry-after']).toBe('1');
    app.passTime(1000);
    expect((await signIn(email, password)).statusCode).toBe(200);
  });

  it('applies to a missing account alike', async () => {
    const email = someone();
    const answers = [];
    for (let tries = 0; tries < 12; tries++) answers.push(await signIn(email, 'guess'));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([...Array<number>(10).fill(401), 429, 429]);
  });

  it('does not affect live sessions and known browsers of the owner', async () => {
    const email = someone();
    const owner = new TestBrowser(app);
    await owner.signUp(email);
    for (let tries = 0; tries < 20; tries++) await signIn(email, 'guess');
    expect(await owner.isSignedIn()).toBe(true);
    await owner.mutate('session.logout');
    expect((await owner.signIn(email)).statusCode).toBe(200);
    expect(errorCode(await new TestBrowser(app).signIn(email))).toBe('rate_limited');
  });

  it('applies to links of mails by network, with Retry-After', async () => {
    const guess = () =>
      app.http.inject({
        method: 'POST',
        url: '/api/trpc/alert.readByLink',
        payload: { link: 'x' },
        remoteAddress: '192.0.2.1',
      });
    for (let tries = 0; tries < 30; tries++) expect((await guess()).statusCode).toBe(404);
    const refused = await guess();
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '10']);
  });

  it('applies to step-ups, over tRPC too, and ends nothing', async () => {
    const browser = new TestBrowser(app);
    await browser.signUp(someone());
    for (let tries = 0; tries < 10; tries++)
      expect(errorCode(await browser.stepUp('guess'))).toBe('password_incorrect');
    const refused = await browser.stepUp();
    expect([refused.statusCode, errorCode(refused), refused.headers['retry-after']]).toEqual([
      429,
      'rate_limited',
      '120',
    ]);
    expect(await browser.isSignedIn()).toBe(true);
  });

  it('applies to the step-ups of each session separately', async () => {
    const email = someone();
    const [owner, thief] = [new TestBrowser(app), new TestBrowser(app)];
    await owner.signUp(email);
    await thief.signIn(email);
    for (let tries = 0; tries < 12; tries++) await thief.stepUp('guess');
    expect(errorCode(await thief.stepUp())).toBe('rate_limited');
    expect((await owner.stepUp()).statusCode).toBe(200);
  });

  it('applies to one address over all accounts', async () => {
    await using narrow = await openTestApp({
      database: app.database,
      rateLimits: {
        ...defaultRateLimits,
        signInAddress: { burst: 3, every: 60_000 },
        signUpAddress: { burst: 2, every: 60_000 },
      },
    });
    const attempt = (path: string, remoteAddress = '203.0.113.9') =>
      rest(narrow, 'POST', path, undefined, { payload: { email: someone(), password }, remoteAddress });
    const statuses = async (path: string, count: number) => {
      const answers = [];
      for (let tries = 0; tries < count; tries++) answers.push((await attempt(path)).statusCode);
      return answers;
    };
    expect(await statuses('/auth/signin', 4)).toEqual([401, 401, 401, 429]);
    expect(await statuses('/auth/signup', 3)).toEqual([201, 201, 429]);
    expect((await attempt('/auth/signup', '203.0.113.10')).statusCode).toBe(201);
  });
});
