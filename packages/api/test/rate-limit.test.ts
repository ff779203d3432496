import { randomUUID } from 'node:crypto';
import { defaultRateLimits } from '@latchkey/sessions/rate-limiter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser, refusalCode } from './browser.ts';
import { type TestApp, openTestApp, password, rest } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  const plenty = { burst: 1000, every: 1 };
  app = await openTestApp({ rateLimits: { ...defaultRateLimits, signInAddress: plenty, signUpAddress: plenty } });
});
afterAll(() => app[Symbol.asyncDispose]());

const someone = () => `${randomUUID()}@example.com`;
const signIn = (email: string, secret: string) =>
  rest(app, 'POST', '/auth/signin', undefined, { payload: { email, password: secret } });

describe('guessing', () => {
  it('a password is refused after ten tries, with the time to wait, also with the right one', async () => {
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

  it('at an account that does not exist is limited in the same way', async () => {
    const email = someone();
    const answers = [];
    for (let tries = 0; tries < 12; tries++) answers.push(await signIn(email, 'guess'));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([...Array<number>(10).fill(401), 429, 429]);
  });

  it('does not lock the owner out: not of sessions that live, nor of a browser that the account knows', async () => {
    const email = someone();
    const owner = new TestBrowser(app);
    await owner.signUp(email);
    for (let tries = 0; tries < 20; tries++) await signIn(email, 'guess');
    expect(await owner.isSignedIn()).toBe(true);
    await owner.mutate('session.logout');
    expect((await owner.signIn(email)).statusCode).toBe(200);
    expect(refusalCode(await new TestBrowser(app).signIn(email))).toBe('rate_limited');
  });

  it('links of mails is limited by network, and says when to come back', async () => {
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

  it('at a step-up is limited, says so over tRPC too, and ends nothing', async () => {
    const browser = new TestBrowser(app);
    await browser.signUp(someone());
    for (let tries = 0; tries < 10; tries++)
      expect(refusalCode(await browser.stepUp('guess'))).toBe('password_incorrect');
    const refused = await browser.stepUp();
    expect([refused.statusCode, refusalCode(refused), refused.headers['retry-after']]).toEqual([
      429,
      'rate_limited',
      '120',
    ]);
    expect(await browser.isSignedIn()).toBe(true);
  });

  it('at a step-up in one session leaves the owner their own attempts in another', async () => {
    const email = someone();
    const [owner, thief] = [new TestBrowser(app), new TestBrowser(app)];
    await owner.signUp(email);
    await thief.signIn(email);
    for (let tries = 0; tries < 12; tries++) await thief.stepUp('guess');
    expect(refusalCode(await thief.stepUp())).toBe('rate_limited');
    expect((await owner.stepUp()).statusCode).toBe(200);
  });

  it('from one address is limited, across accounts', async () => {
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
