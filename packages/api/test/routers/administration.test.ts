import { randomUUID } from 'node:crypto';
import { noPassword } from '@latchkey/sessions/passwords/stored-hash';
import { describe, expect, it, vi } from 'vitest';
import { TestBrowser, errorCode } from '../testing/browser.ts';
import { openTestApp, password, rest, sharedTestApp } from '../testing/test-app.ts';

const app = await sharedTestApp();

async function someone() {
  const email = `${randomUUID()}@example.com`;
  const [browser, other] = [new TestBrowser(app), new TestBrowser(app)];
  await browser.signUp(email);
  await other.signIn(email);
  return { email, browser, other };
}

const ended = (value: number) => ({ ok: true, value });

const day = 24 * 60 * 60 * 1000;

/** A user with an idle session and a live one, and the history entry of the idle one. */
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

describe('an administrator', () => {
  it('ends every session of one account and of no other', async () => {
    const [ada, bob] = [await someone(), await someone()];
    expect(await app.services.administration.endSessions(ada.email)).toEqual(ended(2));
    expect((await ada.browser.end())?.reason).toBe('revoked_all');
    expect((await ada.other.end())?.reason).toBe('revoked_all');
    expect(await bob.browser.isSignedIn()).toBe(true);
  });

  it('disables an account, which ends its sessions, and enables it, which restores none', async () => {
    const { email, browser } = await someone();
    expect(await app.services.administration.disable(email)).toEqual(ended(2));
    expect((await browser.end())?.reason).toBe('account_disabled');
    expect(errorCode(await browser.signIn(email))).toBe('account_disabled');
    expect(errorCode(await browser.signIn(email, 'guess'))).toBe('credentials_incorrect');
    expect(await app.services.administration.enable(email)).toEqual(ended(0));
    expect(await browser.isSignedIn()).toBe(false);
    expect((await browser.signIn(email)).statusCode).toBe(200);
  });

  it('deletes an account with its sessions, which frees its address', async () => {
    const { email, browser } = await someone();
    expect(await app.services.administration.delete(email)).toEqual(ended(2));
    expect(await browser.isSignedIn()).toBe(false);
    expect(errorCode(await browser.signIn(email))).toBe('credentials_incorrect');
    expect((await new TestBrowser(app).signUp(email)).statusCode).toBe(200);
  });

  it('creates an account without a password until its owner sets one through the link', async () => {
    const closed = await openTestApp({ database: app.database, signUp: 'closed' });
    const email = `${randomUUID()}@example.com`;
    const owner = new TestBrowser(closed);
    expect(errorCode(await owner.signUp(email))).toBe('sign_up_closed');
    const created = await closed.services.administration.create(email);
    for (const guess of [noPassword, '', password]) {
      expect((await owner.signIn(email, guess)).statusCode).toBeOneOf([401, 422]);
    }
    const payload = { link: created.ok ? created.value : '', new_password: password };
    expect((await rest(closed, 'POST', '/auth/recovery/password', undefined, { payload })).statusCode).toBe(200);
    expect((await owner.signIn(email)).statusCode).toBe(200);
    const listed = await closed.services.administration.sessionsOf(email);
    expect(listed.ok && listed.value.map(({ isConfirmed }) => isConfirmed)).toEqual([true]);
    await closed[Symbol.asyncDispose]();
  });

  it('creates no second account for an address', async () => {
    const { administration } = app.services;
    const { email, browser } = await someone();
    expect(await administration.create(email)).toEqual({ ok: false, code: 'email_taken' });
    expect(await browser.isSignedIn()).toBe(true);
    expect((await browser.signIn(email)).statusCode).toBe(200);
  });

  it('creates a recovery link for an account, except a disabled one', async () => {
    const { administration } = app.services;
    const { email } = await someone();
    const issued = await administration.recoveryLink(` ${email.toUpperCase()} `);
    await administration.disable(email);
    expect(await administration.recoveryLink(email)).toEqual({ ok: false, code: 'account_disabled' });
    const payload = { link: issued.ok ? issued.value : '', new_password: 'a quite different one' };
    const setPassword = () => rest(app, 'POST', '/auth/recovery/password', undefined, { payload });
    expect((await setPassword()).json().error_code).toBe('account_link_unusable');
    await administration.enable(email);
    app.passTime(30 * 60_000 - 1);
    expect((await setPassword()).statusCode).toBe(200);
    expect((await setPassword()).json().error_code).toBe('account_link_unusable');
  });

  it('lists the live sessions of an account, and ends one with its event on every instance', async () => {
    const { administration } = app.services;
    const [ada, bob] = [await someone(), await someone()];
    const listed = await administration.sessionsOf(ada.email);
    const ids = (await ada.browser.sessions()).map(({ id }) => id);
    expect(listed.ok && listed.value.map(({ id }) => id)).toEqual(ids);
    const [first = 0, last = 0] = ids;
    const absent = { ok: false, code: 'session_token_not_found' };
    expect(await administration.endSession(bob.email, first)).toEqual(absent);
    expect(await administration.endSession(ada.email, 2 ** 53)).toEqual(absent);
    const changes = await announcedBy(async () => {
      expect(await administration.endSession(ada.email, first)).toEqual({ ok: true, value: null });
    });
    expect(changes).toEqual([[expect.any(Number)]]);
    expect(await administration.endSession(ada.email, first)).toEqual(absent);
    const signedIn = [await ada.browser.isSignedIn(), await ada.other.isSignedIn()];
    expect(signedIn.toSorted()).toEqual([false, true]);
    const account = await app.database.users.findByEmail(ada.email);
    const events = await app.database.events.list(account?.user.id ?? 0, { before: null, limit: 100 });
    const ends = events.filter(({ kind }) => kind === 'ended');
    expect(ends.map(({ sessionId, endReason, actorSessionId }) => [sessionId, endReason, actorSessionId])).toEqual([
      [first, 'revoked', null],
    ]);
    const left = await administration.sessionsOf(ada.email);
    expect(left.ok && left.value.map(({ id }) => id)).toEqual([last]);
  });

  it('gets an error for a missing account', async () => {
    const { administration } = app.services;
    const missing = { ok: false, code: 'user_not_found' };
    expect(await administration.endSession('nobody@example.com', 1)).toEqual(missing);
    for (const act of ['sessionsOf', 'recoveryLink', 'disable', 'enable', 'delete', 'endSessions'] as const) {
      expect(await administration[act]('nobody@example.com')).toEqual(missing);
    }
  });

  it('ends every session of all users', async () => {
    const [ada, bob] = [await someone(), await someone()];
    expect(await endEverybody()).toBeGreaterThanOrEqual(4);
    for (const { browser, other } of [ada, bob]) {
      expect([await browser.isSignedIn(), await other.isSignedIn()]).toEqual([false, false]);
    }
    expect((await ada.browser.signIn(ada.email)).statusCode).toBe(200);
  });

  it('counts live sessions only, and keeps the reason of an idle one', async () => {
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

  it('invalidates every instance also where no session was left to end', async () => {
    await endEverybody();
    expect(await announcedBy(endEverybody)).toEqual(['all']);
    const { email } = await someone();
    await app.services.administration.disable(email);
    expect(await announcedBy(() => app.services.administration.disable(email))).toEqual([[expect.any(Number)]]);
    expect(await announcedBy(() => app.services.administration.endSessions(email))).toEqual([[expect.any(Number)]]);
  });
});
