import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
    let total = 0;
    for await (const count of app.services.administration.endEverySession()) total = count;
    expect(total).toBeGreaterThanOrEqual(4);
    for (const { browser, other } of [ada, bob]) {
      expect([await browser.isSignedIn(), await other.isSignedIn()]).toEqual([false, false]);
    }
    expect((await ada.browser.signIn(ada.email)).statusCode).toBe(200);
  });
});
