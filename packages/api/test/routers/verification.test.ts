import { randomUUID } from 'node:crypto';
import { defaultRateLimits } from '@latchkey/sessions/rate-limits/rate-limiter';
import { beforeEach, describe, expect, it } from 'vitest';
import { TestBrowser, errorCode } from '../testing/browser.ts';
import { MailCatcher } from '../testing/mail-catcher.ts';
import { openTestApp, password, rest, sharedTestApp } from '../testing/test-app.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

const app = await sharedTestApp({ mailsPerHour: 1_000_000 });
const post = new MailCatcher(app);
beforeEach(() => app.passTime(120 * minute));

/** A user who has just signed up, and the link of the verification mail. */
async function signedUp() {
  const email = `${randomUUID()}@example.com`;
  const owner = new TestBrowser(app);
  await owner.signUp(email);
  const { link } = await post.last(email, 'verification');
  return { email, owner, link };
}

const isVerified = async (browser: TestBrowser) =>
  (await browser.query('verification.status')).json().result.data.isVerified;
const confirm = (link: string) => rest(app, 'POST', '/auth/verification/confirm', undefined, { payload: { link } });
const disown = (link: string) => rest(app, 'POST', '/auth/verification/disown', undefined, { payload: { link } });
const read = (link: string, purpose: string) =>
  new TestBrowser(app).mutate('verification.readByLink', { link, purpose });

describe('a verification mail', () => {
  it('verifies the address by its link, once, with an event in the history', async () => {
    const { email, owner, link } = await signedUp();
    expect(await isVerified(owner)).toBe(false);
    expect((await read(link, 'verification')).json().result.data).toEqual({ email, isVerified: false });
    expect(await isVerified(owner)).toBe(false);
    expect((await confirm(link)).json()).toEqual({ msg: 'Successfully verified e-mail address' });
    expect(await isVerified(owner)).toBe(true);
    expect((await confirm(link)).json().error_code).toBe('account_link_unusable');
    const account = await app.database.users.findByEmail(email);
    const [newest] = await app.database.events.list(account?.user.id ?? 0, { before: null, limit: 1 });
    expect(newest?.kind).toBe('email_verified');
  });

  it('has a link that works for a day', async () => {
    const [first, second] = [await signedUp(), await signedUp()];
    app.passTime(day - 1);
    expect((await confirm(first.link)).statusCode).toBe(200);
    app.passTime(1);
    expect((await confirm(second.link)).statusCode).toBe(404);
  });

  it('is sent again on request, except to a verified address', async () => {
    const { email, owner, link } = await signedUp();
    expect((await owner.mutate('verification.request')).statusCode).toBe(200);
    const { link: newer } = await post.last(email, 'verification');
    expect([(await confirm(link)).statusCode, (await confirm(newer)).statusCode]).toEqual([404, 200]);
    await owner.mutate('verification.request');
    expect((await post.to(email)).filter((kind) => kind === 'verification')).toHaveLength(2);
  });

  it('is sent three times at once and then with delays, and none is lost', async () => {
    const { email, owner } = await signedUp();
    for (let times = 0; times < 8; times += 1) {
      await owner.mutate('verification.request');
      await post.to(email);
    }
    const sent = async () => (await post.to(email)).filter((kind) => kind === 'verification').length;
    expect(await sent()).toBe(3);
    app.passTime(20 * minute);
    expect(await sent()).toBe(4);
    app.passTime(120 * minute);
    expect(await sent()).toBe(4);
  });

  it('is limited by network', async () => {
    await using narrow = await openTestApp({ database: app.database, rateLimits: defaultRateLimits });
    const { token } = await narrow.signUp();
    const again = () => rest(narrow, 'POST', '/auth/verification', token, { remoteAddress: '198.51.100.9' });
    for (let times = 0; times < 10; times += 1) expect((await again()).statusCode).toBe(200);
    expect((await again()).headers['retry-after']).toBe('60');
  });
});

describe('an account with the address of another person', () => {
  it('is deleted with its sessions by the disown link of any mail', async () => {
    for (const kind of ['verification', 'recovery', 'password_changed'] as const) {
      const { email, owner } = await signedUp();
      await rest(app, 'POST', '/auth/recovery', undefined, { payload: { email } });
      app.passTime(61 * minute);
      await owner.stepUp();
      await owner.mutate('auth.changePassword', { newPassword: 'another password' });
      const { link, isVerified: verified } = await post.last(email, kind);
      expect(verified).toBe(false);
      app.passTime(7 * day - 61 * minute - 1);
      expect((await read(link, 'disown')).json().result.data).toEqual({ email, isVerified: false });
      expect(await app.database.users.findByEmail(email)).not.toBe(null);
      expect((await disown(link)).json()).toEqual({ msg: 'Successfully removed account from e-mail address' });
      expect(await owner.isSignedIn()).toBe(false);
      expect(await app.database.users.findByEmail(email)).toBe(null);
      expect((await new TestBrowser(app).signUp(email)).statusCode).toBe(200);
      expect((await disown(link)).json().error_code).toBe('account_link_unusable');
    }
  });

  it('is not deleted by any link once the address is verified', async () => {
    const { email, owner, link } = await signedUp();
    await rest(app, 'POST', '/auth/recovery', undefined, { payload: { email } });
    const { link: recovery } = await post.last(email, 'recovery');
    await confirm(link);
    for (const each of [link, recovery]) expect((await disown(each)).statusCode).toBe(404);
    expect(await owner.isSignedIn()).toBe(true);
    expect((await post.last(email, 'recovery')).isVerified).toBe(false);
    app.passTime(30 * minute);
    await rest(app, 'POST', '/auth/recovery', undefined, { payload: { email } });
    expect((await post.last(email, 'recovery')).isVerified).toBe(true);
  });

  it('is not deleted by the link of an operator', async () => {
    const { email } = await signedUp();
    const link = await app.services.recovery.issueLink(email);
    expect((await disown(link ?? '')).statusCode).toBe(404);
  });

  it('is not deleted after seven days, nor by a replaced link', async () => {
    const { owner, email, link } = await signedUp();
    await owner.mutate('verification.request');
    const { link: newer } = await post.last(email, 'verification');
    expect((await disown(link)).statusCode).toBe(404);
    app.passTime(7 * day);
    expect((await disown(newer)).statusCode).toBe(404);
  });
});

describe('a closed sign-up', () => {
  it('creates no account over either transport, and is visible in auth.options', async () => {
    await using closed = await openTestApp({ database: app.database, signUp: 'closed' });
    const email = `${randomUUID()}@example.com`;
    const overRest = await rest(closed, 'POST', '/auth/signup', undefined, { payload: { email, password } });
    expect([overRest.statusCode, overRest.json().error_code]).toEqual([403, 'sign_up_closed']);
    const browser = new TestBrowser(closed);
    expect(errorCode(await browser.signUp(email))).toBe('sign_up_closed');
    expect((await browser.query('auth.options')).json().result.data).toEqual({
      isSignUpOpen: false,
      accounts: 'own',
      application: { name: null, signInUrl: null },
    });
    expect(await app.database.users.findByEmail(email)).toBe(null);
    expect((await new TestBrowser(app).query('auth.options')).json().result.data).toEqual({
      isSignUpOpen: true,
      accounts: 'own',
      application: { name: null, signInUrl: null },
    });
  });
});

describe('the limit of all mails', () => {
  it('delays mails beyond an hour’s budget, each kind by its share, and loses none', async () => {
    await using few = await openTestApp({ mailsPerHour: 100 });
    const catcher = new MailCatcher(few);
    const people = [];
    for (let count = 0; count < 6; count += 1) people.push(await few.signUp());
    const kinds = () => catcher.mails.splice(0).map(({ kind }) => kind);
    await catcher.to('');
    // A fifth of a hundred, and a tenth of that at once.
    expect(kinds()).toEqual(['verification', 'verification']);
    for (const { email } of people) await rest(few, 'POST', '/auth/recovery', undefined, { payload: { email } });
    await catcher.to('');
    expect(kinds()).toEqual(['recovery', 'recovery', 'recovery']);
    const owner = new TestBrowser(few);
    await owner.signUp(`${randomUUID()}@example.com`);
    few.passTime(61 * minute);
    await catcher.to('');
    expect(kinds().filter((kind) => kind === 'recovery')).toHaveLength(3);
    // The budget of recovery mails is used up. The mail about a changed password is sent nevertheless.
    for (const { email } of people) await rest(few, 'POST', '/auth/recovery', undefined, { payload: { email } });
    await owner.stepUp();
    const changed = await owner.mutate('auth.changePassword', { newPassword: 'a better horse battery' });
    expect(changed.statusCode).toBe(200);
    await catcher.to('');
    expect(kinds()).toEqual(['password_changed']);
    for (let minutes = 0; minutes < 60; minutes += 1) {
      few.passTime(minute);
      await catcher.to('');
    }
    expect(kinds().toSorted()).toEqual([
      ...people.map(() => 'recovery'),
      ...Array.from({ length: 3 }, () => 'verification'),
    ]);
  });
});
