import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TestBrowser, refusalCode } from './browser.ts';
import { type TestApp, openTestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

async function someone() {
  const email = `${randomUUID()}@example.com`;
  const [browser, other] = [new TestBrowser(app), new TestBrowser(app)];
  await browser.signUp(email);
  await other.signIn(email);
  return { email, browser, other };
}

const ended = (value: number) => ({ ok: true, value });

const day = 24 * 60 * 60 * 1000;

/** Somebody with a session that was idle for too long and one that is live, and what the history says of the first. */
async function withIdleSession() {
  const email = `${randomUUID()}@example.com`;
  const [idle, live] = [new TestBrowser(app), new TestBrowser(app)];
  await idle.signUp(email);
  app.passTime(10 * day);
  await live.signIn(email);
  app.passTime(5 * day);
  return { email, idle, live };
}

/** Every change that the service announces while something runs. */
async function announcedBy(run: () => Promise<unknown>): Promise<unknown[]> {
  const announce = vi.spyOn(app.services.cluster, 'announce');
  await run();
  const changes = announce.mock.calls.map(([change]) => change);
  announce.mockRestore();
  return changes;
}

async function endEverybody(): Promise<number> {
  let total = 0;
  for await (const count of app.services.administration.endEverySession()) total = count;
  return total;
}

describe('whoever runs the service', () => {
  it('ends every session of one account, and of no other', async () => {
    const [ada, bob] = [await someone(), await someone()];
    expect(await app.services.administration.endSessions(ada.email)).toEqual(ended(2));
    expect((await ada.browser.end())?.reason).toBe('revoked_all');
    expect((await ada.other.end())?.reason).toBe('revoked_all');
    expect(await bob.browser.isSignedIn()).toBe(true);
  });

  it('bars an account, which ends its sessions at once, and lets it in again, which brings none back', async () => {
    const { email, browser } = await someone();
    expect(await app.services.administration.disable(email)).toEqual(ended(2));
    expect((await browser.end())?.reason).toBe('account_disabled');
    expect(refusalCode(await browser.signIn(email))).toBe('account_disabled');
    expect(refusalCode(await browser.signIn(email, 'guess'))).toBe('credentials_incorrect');
    expect(await app.services.administration.enable(email)).toEqual(ended(0));
    expect(await browser.isSignedIn()).toBe(false);
    expect((await browser.signIn(email)).statusCode).toBe(200);
  });

  it('removes an account with its sessions, and its address is free for somebody else', async () => {
    const { email, browser } = await someone();
    expect(await app.services.administration.delete(email)).toEqual(ended(2));
    expect(await browser.isSignedIn()).toBe(false);
    expect(refusalCode(await browser.signIn(email))).toBe('credentials_incorrect');
    expect((await new TestBrowser(app).signUp(email)).statusCode).toBe(200);
  });

  it('is told where there is no such account', async () => {
    const { administration } = app.services;
    const missing = { ok: false, code: 'user_not_found' };
    for (const act of [
      administration.disable,
      administration.enable,
      administration.delete,
      administration.endSessions,
    ]) {
      expect(await act.call(administration, 'nobody@example.com')).toEqual(missing);
    }
  });

  it('ends every session of everybody', async () => {
    const [ada, bob] = [await someone(), await someone()];
    expect(await endEverybody()).toBeGreaterThanOrEqual(4);
    for (const { browser, other } of [ada, bob]) {
      expect([await browser.isSignedIn(), await other.isSignedIn()]).toEqual([false, false]);
    }
    expect((await ada.browser.signIn(ada.email)).statusCode).toBe(200);
  });

  it('counts live sessions only, and an idle one keeps its reason, whichever way the sessions are ended', async () => {
    const { administration } = app.services;
    const ways = {
      disable: (email: string) => administration.disable(email),
      endSessions: (email: string) => administration.endSessions(email),
      everybody: async () => ended(await endEverybody()),
    };
    await endEverybody();
    for (const [way, end] of Object.entries(ways)) {
      const { email, idle, live } = await withIdleSession();
      expect([way, await end(email)]).toEqual([way, ended(1)]);
      expect([way, (await idle.end())?.reason]).toEqual([way, 'idle']);
      expect([way, (await live.end())?.reason]).not.toEqual([way, 'idle']);
    }
    const { email } = await withIdleSession();
    expect(await administration.delete(email)).toEqual(ended(1));
  });

  it('has every instance told also where nothing was left to end, as another may have ended it a moment ago', async () => {
    await endEverybody();
    expect(await announcedBy(endEverybody)).toEqual(['everyone']);
    const { email } = await someone();
    await app.services.administration.disable(email);
    expect(await announcedBy(() => app.services.administration.disable(email))).toEqual([[expect.any(Number)]]);
    expect(await announcedBy(() => app.services.administration.endSessions(email))).toEqual([[expect.any(Number)]]);
  });
});
