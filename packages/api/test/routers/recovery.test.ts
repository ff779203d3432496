import { randomUUID } from 'node:crypto';
import { hashMailLink } from '@latchkey/sessions/tokens/mail-link';
import { defaultRateLimits } from '@latchkey/sessions/rate-limits/rate-limiter';
import { beforeEach, describe, expect, it } from 'vitest';
import { TestBrowser, errorCode } from '../testing/browser.ts';
import { MailCatcher } from '../testing/mail-catcher.ts';
import { chrome, firefox, openTestApp, password, rest, sharedTestApp } from '../testing/test-app.ts';

const minute = 60_000;
const newPassword = 'a quite different one';

const unlimited = { burst: 1_000_000, every: 1 };
const app = await sharedTestApp({
  rateLimits: {
    ...defaultRateLimits,
    mailNetwork: unlimited,
    alertLink: unlimited,
    signUpAddress: unlimited,
    signInAddress: unlimited,
  },
  mailsPerHour: 1_000_000,
});
const post = new MailCatcher(app);
// Each test begins when the limits of the one before have passed.
beforeEach(() => app.passTime(120 * minute));

const someone = () => `${randomUUID()}@example.com`;
const ask = (email: string) => rest(app, 'POST', '/auth/recovery', undefined, { payload: { email } });
const reset = (link: string, secret = newPassword) =>
  rest(app, 'POST', '/auth/recovery/password', undefined, { payload: { link, new_password: secret } });

/** A user in two browsers, and the link of a recovery mail. */
async function recovering() {
  const email = someone();
  const [owner, other] = [new TestBrowser(app, firefox), new TestBrowser(app, chrome)];
  await owner.signUp(email);
  await other.signIn(email);
  await ask(email);
  const { link } = await post.last(email, 'recovery');
  return { email, owner, other, link };
}

const historyOf = async (email: string) => {
  const account = await app.database.users.findByEmail(email);
  return app.database.events.list(account?.user.id ?? 0, { before: null, limit: 100 });
};

describe('a recovery link', () => {
  it('sets a new password, ends every session with its reason, and begins none', async () => {
    const { email, owner, other, link } = await recovering();
    const answer = await reset(link);
    expect([answer.statusCode, answer.json()]).toEqual([200, { msg: 'Successfully set a new password' }]);
    for (const browser of [owner, other]) {
      expect(await browser.end()).toMatchObject({ reason: 'password_changed', by: null });
    }
    expect(errorCode(await owner.signIn(email))).toBe('credentials_incorrect');
    expect((await owner.signIn(email, newPassword)).statusCode).toBe(200);
    expect((await historyOf(email)).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['password_reset_requested', 'password_reset']),
    );
    expect(await post.to(email)).toContain('password_changed');
  });

  it('works once, not after a newer one, and for 30 minutes, with one error for all', async () => {
    const { email, link } = await recovering();
    app.passTime(10 * minute);
    await ask(email);
    const { link: newer } = await post.last(email, 'recovery');
    expect(newer).not.toBe(link);
    const replaced = await reset(link);
    app.passTime(30 * minute);
    const late = await reset(newer);
    await ask(email);
    const { link: last } = await post.last(email, 'recovery');
    app.passTime(30 * minute - 1);
    expect((await reset(last)).statusCode).toBe(200);
    const used = await reset(last);
    const none = await reset('x');
    const cut = await reset(last.slice(0, -1));
    for (const answer of [replaced, late, used, none, cut]) {
      expect([answer.statusCode, answer.json().error_code, answer.body]).toEqual([
        404,
        'account_link_unusable',
        none.body,
      ]);
    }
  });

  it('can be read repeatedly, which changes nothing', async () => {
    const { email, owner, link } = await recovering();
    const before = await historyOf(email);
    for (let times = 0; times < 3; times += 1) {
      const read = await new TestBrowser(app).mutate('recovery.readByLink', { link });
      expect(read.json().result.data).toEqual({ email });
    }
    expect(await historyOf(email)).toEqual(before);
    expect(await owner.isSignedIn()).toBe(true);
    expect((await reset(link)).statusCode).toBe(200);
  });

  it('is not used up by a password that is too short', async () => {
    const { link } = await recovering();
    expect((await reset(link, 'short')).statusCode).toBe(422);
    expect((await reset(link)).statusCode).toBe(200);
  });

  it('verifies the address', async () => {
    const { email, owner, link } = await recovering();
    const isVerified = async () => (await owner.query('verification.status')).json().result.data.isVerified;
    expect(await isVerified()).toBe(false);
    await reset(link);
    await owner.signIn(email, newPassword);
    expect(await isVerified()).toBe(true);
  });

  it('of an operator sets a password too, and does not verify the address', async () => {
    const email = someone();
    const owner = new TestBrowser(app);
    await owner.signUp(email);
    const link = await app.services.recovery.issueLink(email);
    expect((await reset(link ?? '')).statusCode).toBe(200);
    await owner.signIn(email, newPassword);
    expect((await owner.query('verification.status')).json().result.data.isVerified).toBe(false);
    expect(await app.services.recovery.issueLink(someone())).toBe(null);
  });

  it('resets the rate limit of the account', async () => {
    const { email, link } = await recovering();
    const attempt = (secret: string) =>
      rest(app, 'POST', '/auth/signin', undefined, { payload: { email, password: secret } });
    for (let tries = 0; tries < 10; tries += 1) await attempt('guess');
    expect((await attempt(password)).statusCode).toBe(429);
    await reset(link);
    expect((await attempt(newPassword)).statusCode).toBe(200);
  });

  it('of a disabled account is not mailed and does not work', async () => {
    const { email, link } = await recovering();
    await app.services.administration.disable(email);
    expect((await reset(link)).json().error_code).toBe('account_link_unusable');
    app.passTime(30 * minute);
    expect((await ask(email)).statusCode).toBe(200);
    expect((await post.to(email)).filter((kind) => kind === 'recovery')).toHaveLength(1);
    expect(await app.services.recovery.issueLink(email)).toBe(null);
  });

  it('of two concurrent uses sets one password', async () => {
    const { email, link } = await recovering();
    const answers = await Promise.all([reset(link, 'the first of two'), reset(link, 'the second of two')]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 404]);
    const winner = answers[0]?.statusCode === 200 ? 'the first of two' : 'the second of two';
    expect((await new TestBrowser(app).signIn(email, winner)).statusCode).toBe(200);
  });
});

describe('a new password through a link', () => {
  it('invalidates the links of alert mails, and forgets unconfirmed devices', async () => {
    const { email, other, link } = await recovering();
    const { alerts } = app.database;
    const mail = post.signInMails.find((one) => one.email === email);
    if (!mail) throw new Error('There should be a mail');
    const linkHash = hashMailLink(mail.link);
    expect(await alerts.ownerOfLink(linkHash)).not.toBe(null);
    await reset(link);
    expect(await alerts.ownerOfLink(linkHash)).toBe(null);
    const before = (await historyOf(email)).length;
    await other.signIn(email, newPassword);
    const [signIn] = await historyOf(email);
    expect((await historyOf(email)).length).toBe(before + 1);
    const devices = (await historyOf(email)).filter(({ kind }) => kind === 'signed_in').map(({ deviceId }) => deviceId);
    expect(devices.filter((id) => id === signIn?.deviceId)).toHaveLength(1);
  });
});

describe('a request for a recovery mail', () => {
  it('gets the same bytes with and without an account', async () => {
    const { email } = await recovering();
    const seen = async (address: string) => {
      const { statusCode, headers, body } = await ask(address);
      const { date: _date, ...others } = headers;
      return { statusCode, others, body };
    };
    app.passTime(30 * minute);
    const known = await seen(email);
    expect(known).toEqual(await seen(someone()));
    expect(known.statusCode).toBe(200);
  });

  it('sends no mail within the request, and none to an address without an account', async () => {
    const email = someone();
    await new TestBrowser(app).signUp(email);
    const stranger = someone();
    const before = post.mails.length;
    await Promise.all([ask(email), ask(stranger)]);
    expect(post.mails).toHaveLength(before);
    expect(await post.to(email)).toContain('recovery');
    expect(await post.to(stranger)).toEqual([]);
  });

  it('sends three mails at most, answers alike, and leaves a valid link', async () => {
    const email = someone();
    await new TestBrowser(app).signUp(email);
    const answers = [];
    for (let times = 0; times < 12; times += 1) {
      answers.push((await ask(email)).body);
      await post.to(email);
    }
    expect(new Set(answers).size).toBe(1);
    expect((await post.to(email)).filter((kind) => kind === 'recovery')).toHaveLength(3);
    app.passTime(20 * minute);
    expect((await reset((await post.last(email, 'recovery')).link)).statusCode).toBe(200);
  });

  it('is limited by network, with Retry-After', async () => {
    await using narrow = await openTestApp({ database: app.database, rateLimits: defaultRateLimits });
    const from = (remoteAddress: string) =>
      rest(narrow, 'POST', '/auth/recovery', undefined, { payload: { email: someone() }, remoteAddress });
    for (let times = 0; times < 10; times += 1) expect((await from('198.51.100.7')).statusCode).toBe(200);
    const refused = await from('198.51.100.7');
    expect([refused.statusCode, refused.json().error_code, refused.headers['retry-after']]).toEqual([
      429,
      'rate_limited',
      '60',
    ]);
    expect((await from('198.51.100.8')).statusCode).toBe(200);
  });
});
