import { randomUUID } from 'node:crypto';
import { defaultRateLimits } from '@latchkey/sessions/rate-limiter';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestBrowser, refusalCode } from './browser.ts';
import { MailCatcher } from './mail-catcher.ts';
import { type TestApp, openTestApp, password, rest } from './test-app.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

let app: TestApp;
let post: MailCatcher;
beforeAll(async () => {
  app = await openTestApp({ mailsPerHour: 1_000_000 });
  post = new MailCatcher(app);
});
afterAll(() => app[Symbol.asyncDispose]());
beforeEach(() => app.passTime(120 * minute));

/** Somebody who has just signed up, and the mail that asks whether the address is theirs. */
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

describe('the mail after a sign-up', () => {
  it('verifies the address by its link, once, which the history shows', async () => {
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

  it('does so for a day, and no longer', async () => {
    const [first, second] = [await signedUp(), await signedUp()];
    app.passTime(day - 1);
    expect((await confirm(first.link)).statusCode).toBe(200);
    app.passTime(1);
    expect((await confirm(second.link)).statusCode).toBe(404);
  });

  it('is sent again to who asks for it, and not to who is verified', async () => {
    const { email, owner, link } = await signedUp();
    expect((await owner.mutate('verification.request')).statusCode).toBe(200);
    const { link: newer } = await post.last(email, 'verification');
    expect([(await confirm(link)).statusCode, (await confirm(newer)).statusCode]).toEqual([404, 200]);
    await owner.mutate('verification.request');
    expect((await post.to(email)).filter((kind) => kind === 'verification')).toHaveLength(2);
  });

  it('leaves an address three times at once, and then one at a time: none is lost', async () => {
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

  it('asked for again is limited by network', async () => {
    await using narrow = await openTestApp({ database: app.database, rateLimits: defaultRateLimits });
    const { token } = await narrow.signUp();
    const again = () => rest(narrow, 'POST', '/auth/verification', token, { remoteAddress: '198.51.100.9' });
    for (let times = 0; times < 10; times += 1) expect((await again()).statusCode).toBe(200);
    expect((await again()).headers['retry-after']).toBe('60');
  });
});

describe('an account that is not the reader’s', () => {
  it('loses the address by the link of any mail to it: it is gone, with its sessions, and the address is free', async () => {
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

  it('is not taken from somebody who has verified the address, by any link', async () => {
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

  it('is not taken by the link that an operator handed over, which no mailbox has seen', async () => {
    const { email } = await signedUp();
    const link = await app.services.recovery.issueLink(email);
    expect((await disown(link ?? '')).statusCode).toBe(404);
  });

  it('is not taken after seven days, nor by a link that was replaced', async () => {
    const { owner, email, link } = await signedUp();
    await owner.mutate('verification.request');
    const { link: newer } = await post.last(email, 'verification');
    expect((await disown(link)).statusCode).toBe(404);
    app.passTime(7 * day);
    expect((await disown(newer)).statusCode).toBe(404);
  });
});

describe('with sign-up closed', () => {
  it('no account is opened over either transport, and the page is told', async () => {
    await using closed = await openTestApp({ database: app.database, signUp: 'closed' });
    const email = `${randomUUID()}@example.com`;
    const overRest = await rest(closed, 'POST', '/auth/signup', undefined, { payload: { email, password } });
    expect([overRest.statusCode, overRest.json().error_code]).toEqual([403, 'sign_up_closed']);
    const browser = new TestBrowser(closed);
    expect(refusalCode(await browser.signUp(email))).toBe('sign_up_closed');
    expect((await browser.query('auth.options')).json().result.data).toEqual({ isSignUpOpen: false });
    expect(await app.database.users.findByEmail(email)).toBe(null);
    expect((await new TestBrowser(app).query('auth.options')).json().result.data).toEqual({ isSignUpOpen: true });
  });
});

describe('mails in all', () => {
  it('are held back beyond the limit of an hour, each kind by a part of its own, and none is lost', async () => {
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
    // Recovery is used up again. A changed password is told all the same.
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
