import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser, refusalCode } from './browser.ts';
import { type TestApp, chrome, openTestApp, rest, trpc } from './test-app.ts';

const second = 1000;
const day = 86_400_000;
const week = 7 * day;

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const set = (browser: TestBrowser, limit: unknown) => browser.mutate('user.setIdleLimit', { limit });

async function limits(browser: TestBrowser) {
  const body: { result: { data: unknown } } = (await browser.query('user.idleLimits')).json();
  return body.result.data;
}

/** Somebody in a browser that has just proved itself, and a program of theirs that has not been used for so long. */
async function scene(unused: number) {
  const { email, token } = await app.signUp();
  app.passTime(unused);
  const browser = new TestBrowser(app, chrome);
  await browser.signIn(email);
  await browser.stepUp();
  return { email, token, browser };
}

const isOver = async (token: string) => (await rest(app, 'GET', '/user/myself', token)).statusCode === 401;

describe('an idle limit of one’s own', () => {
  it('ends at once what has been unused for longer, and nothing that has been unused for less', async () => {
    const { email, token, browser } = await scene(week);
    const recent = await app.signIn(email);
    app.passTime(second);
    expect((await set(browser, week)).json()).toEqual({ result: { data: { ended: 1 } } });
    expect([await isOver(token), await isOver(recent), await browser.isSignedIn()]).toEqual([true, false, true]);
    expect(await limits(browser)).toEqual({ own: week, everybodys: 14 * day, choices: [week] });
    const end = (await trpc(app, 'query', 'user.myself', token)).json().error.data.end;
    expect(end.reason).toBe('idle');
  });

  it('ends a session from memory too, at the instant, and a use puts that off', async () => {
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

  it('has ended on every other instance what it ends, when it is answered, and holds there too', async () => {
    const { email, token, browser } = await scene(week);
    const late = await app.signIn(email);
    const now = app.services.sessions.liveAt().now.getTime();
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

  it('never takes the session away that asks for it, though nobody has written down yet that it is in use', async () => {
    const { token } = await app.signUp();
    app.passTime(week + day);
    const asked = await trpc(app, 'mutation', 'user.setIdleLimit', token, { limit: week });
    expect(asked.json()).toEqual({ result: { data: { ended: 0 } } });
    expect(await isOver(token)).toBe(false);
  });

  it('shows in the list when each session ends, and is taken away again', async () => {
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

  it('asks browsers for a proof, to shorten it and to lengthen it, and a newcomer for a step-up', async () => {
    const { email, browser } = await scene(0);
    const newcomer = new TestBrowser(app);
    await newcomer.signIn(email);
    expect(refusalCode(await set(newcomer, week))).toBe('step_up_required');
    expect((await set(browser, week)).statusCode).toBe(200);
    app.passTime(6 * 60 * second);
    for (const limit of [week, null]) expect(refusalCode(await set(browser, limit))).toBe('step_up_required');
    expect(await limits(browser)).toMatchObject({ own: week });
  });

  it('is one of the choices, and nothing else', async () => {
    const { browser } = await scene(0);
    for (const limit of [0, -week, second, week + 1, 1e300, '7', undefined]) {
      expect([limit, refusalCode(await set(browser, limit))]).toEqual([limit, 'validation_failed']);
    }
    // A longer one than everybody's may be kept, and says nothing.
    expect((await set(browser, 30 * day)).statusCode).toBe(200);
    expect(await limits(browser)).toMatchObject({ own: null, everybodys: 14 * day });
  });
});
