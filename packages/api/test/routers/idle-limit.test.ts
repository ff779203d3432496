import { describe, expect, it } from 'vitest';
import { TestBrowser, errorCode } from '../testing/browser.ts';
import { chrome, openTestApp, rest, trpc, sharedTestApp } from '../testing/test-app.ts';

const second = 1000;
const day = 86_400_000;
const week = 7 * day;

const app = await sharedTestApp();

const set = (browser: TestBrowser, limit: unknown) => browser.mutate('user.setIdleLimit', { limit });

async function limits(browser: TestBrowser) {
  const body: { result: { data: unknown } } = (await browser.query('user.idleLimits')).json();
  return body.result.data;
}

/** A user in a browser after a step-up, and the token of a program that has been idle for `unused`. */
async function scene(unused: number) {
  const { email, token } = await app.signUp();
  app.passTime(unused);
  const browser = new TestBrowser(app, chrome);
  await browser.signIn(email);
  await browser.stepUp();
  return { email, token, browser };
}

const isOver = async (token: string) => (await rest(app, 'GET', '/user/myself', token)).statusCode === 401;

describe('a user’s own idle limit', () => {
  it('ends sessions that are idle for longer, and no others', async () => {
    const { email, token, browser } = await scene(week);
    const recent = await app.signIn(email);
    app.passTime(second);
    expect((await set(browser, week)).json()).toEqual({ result: { data: { ended: 1 } } });
    expect([await isOver(token), await isOver(recent), await browser.isSignedIn()]).toEqual([true, false, true]);
    expect(await limits(browser)).toEqual({ own: week, default: 14 * day, choices: [week] });
    const end = (await trpc(app, 'query', 'user.myself', token)).json().error.data.end;
    expect(end.reason).toBe('idle');
  });

  it('expires a cached session at the limit, and a use postpones it', async () => {
    const { token, browser } = await scene(0);
    expect(await isOver(token)).toBe(false);
    await set(browser, week);
    app.passTime(week - 1);
    expect(await isOver(token)).toBe(false);
    app.passTime(week - 1);
    expect(await isOver(token)).toBe(false);
    app.passTime(week);
    expect(await isOver(token)).toBe(true);
  });

  it('is effective on every other instance when it is answered', async () => {
    const { email, token, browser } = await scene(week);
    const late = await app.signIn(email);
    const now = app.services.sessions.cutoff().now.getTime();
    // Its clock stands where the session was used last: by time alone it lives there.
    await using other = await openTestApp({ database: app.database });
    other.setTime(new Date(now - week + second).toISOString());
    const statusThere = async (of: string) => (await rest(other, 'GET', '/user/myself', of)).statusCode;
    for (const of of [token, late, token, late]) expect(await statusThere(of)).toBe(200);
    expect(other.services.authenticator.lookups).toEqual({ hits: 2, misses: 2 });

    expect((await set(browser, week)).json()).toEqual({ result: { data: { ended: 1 } } });
    expect([await statusThere(token), await statusThere(late)]).toEqual([401, 200]);
    other.setTime(new Date(now + week).toISOString());
    expect(await statusThere(late)).toBe(401);
  });

  it('does not end the session that sets it, also where its last use is still in the buffer', async () => {
    const { token } = await app.signUp();
    app.passTime(week + day);
    const asked = await trpc(app, 'mutation', 'user.setIdleLimit', token, { limit: week });
    expect(asked.json()).toEqual({ result: { data: { ended: 0 } } });
    expect(await isOver(token)).toBe(false);
  });

  it('changes expiresAt in the list, until it is removed', async () => {
    const { browser } = await scene(0);
    const ends = async () => {
      const body: { result: { data: { sessions: { expiresAt: string; lastUsedAt: string }[] } } } = (
        await browser.query('session.list')
      ).json();
      return body.result.data.sessions.map((one) => Date.parse(one.expiresAt) - Date.parse(one.lastUsedAt));
    };
    await set(browser, week);
    expect(await ends()).toEqual([week, week]);
    await set(browser, null);
    expect(await ends()).toEqual([14 * day, 14 * day]);
    expect(await limits(browser)).toMatchObject({ own: null });
  });

  it('needs a recent proof in browsers, and a step-up in a recent session', async () => {
    const { email, browser } = await scene(0);
    const newcomer = new TestBrowser(app);
    await newcomer.signIn(email);
    expect(errorCode(await set(newcomer, week))).toBe('step_up_required');
    expect((await set(browser, week)).statusCode).toBe(200);
    app.passTime(6 * 60 * second);
    for (const limit of [week, null]) expect(errorCode(await set(browser, limit))).toBe('step_up_required');
    expect(await limits(browser)).toMatchObject({ own: week });
  });

  it('is one of the choices', async () => {
    const { browser } = await scene(0);
    for (const limit of [0, -week, second, week + 1, 1e300, '7', undefined]) {
      expect([limit, errorCode(await set(browser, limit))]).toEqual([limit, 'validation_failed']);
    }
    // A limit that is longer than the default is stored, and has no effect.
    expect((await set(browser, 30 * day)).statusCode).toBe(200);
    expect(await limits(browser)).toMatchObject({ own: null, default: 14 * day });
  });
});
