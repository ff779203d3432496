import { defaultRateLimits } from '@latchkey/sessions/rate-limits/rate-limiter';
import { describe, expect, it } from 'vitest';
import { TestBrowser } from '../testing/browser.ts';
import { rest, sharedTestApp } from '../testing/test-app.ts';

const never = { burst: 1_000_000_000, every: 1 };
const app = await sharedTestApp({
  rateLimits: {
    ...defaultRateLimits,
    signUpAddress: never,
    signInAddress: never,
    emptyEnd: { burst: 3, every: 30_000 },
  },
});

const end = (token: string, id: number) => rest(app, 'DELETE', `/user/myself/session/${id}`, token);
const endOthers = (token: string) => rest(app, 'DELETE', '/user/myself/devices/others', token);
const missing = 999_999_999;
const notFound = '{"msg":"Session token does not exist!","error_code":"session_token_not_found"}';

/** The statuses of `times` requests, one after the other. */
async function statuses(times: number, act: () => Promise<{ readonly statusCode: number }>): Promise<number[]> {
  const seen: number[] = [];
  for (let count = 0; count < times; count += 1) seen.push((await act()).statusCode);
  return seen;
}

describe('ends that end nothing', () => {
  it('are limited for a device, with Retry-After, and allowed again after it', async () => {
    const { token } = await app.signUp();
    for (let count = 0; count < 3; count += 1) {
      const answer = await end(token, missing);
      expect([answer.statusCode, answer.body]).toEqual([404, notFound]);
    }
    for (let count = 0; count < 3; count += 1) {
      const refused = await end(token, missing);
      expect([refused.statusCode, refused.json().error_code, refused.headers['retry-after']]).toEqual([
        429,
        'rate_limited',
        '30',
      ]);
    }
    expect((await endOthers(token)).statusCode).toBe(429);
    app.passTime(30_000);
    expect(await statuses(2, () => endOthers(token))).toEqual([200, 429]);
  });

  it('write nothing and announce nothing beyond the limit', async () => {
    const { token } = await app.signUp();
    await statuses(4, () => end(token, missing));
    let announced = 0;
    app.services.cluster.addListener({
      forget: () => {
        announced += 1;
        return Promise.resolve();
      },
    });
    expect(await statuses(5, () => end(token, missing))).toEqual([429, 429, 429, 429, 429]);
    expect(announced).toBe(0);
  });

  it('limit neither another user, nor another device of the user', async () => {
    const [ada, bob] = [await app.signUp(), await app.signUp()];
    expect(await statuses(4, () => end(ada.token, missing))).toEqual([404, 404, 404, 429]);
    expect(await statuses(3, () => end(bob.token, missing))).toEqual([404, 404, 404]);
    const other = await app.signIn(ada.email, 'curl/8');
    expect(await statuses(3, () => end(other, missing))).toEqual([404, 404, 404]);
  });

  it('never limit an end that ends a session', async () => {
    const { email, token } = await app.signUp();
    expect(await statuses(4, () => end(token, missing))).toEqual([404, 404, 404, 429]);
    const began = () => app.signIn(email, 'curl/8');
    const one = await began();
    const ids = (await rest(app, 'GET', '/user/myself/session', token)).json<{ sessions: { id: number }[] }>();
    const id = Math.max(...ids.sessions.map((session) => session.id));
    expect((await end(token, id)).statusCode).toBe(200);
    expect((await rest(app, 'GET', '/user/myself/session', one)).statusCode).toBe(401);
    await began();
    expect((await endOthers(token)).statusCode).toBe(200);
    expect((await endOthers(token)).statusCode).toBe(429);
  });

  it('count over tRPC too, where several are ended', async () => {
    const browser = new TestBrowser(app);
    await browser.signUp('empty-ends@example.com');
    const act = () => browser.mutate('session.revokeMany', { ids: [missing] });
    expect(await statuses(4, act)).toEqual([200, 200, 200, 429]);
  });
});
