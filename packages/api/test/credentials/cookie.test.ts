import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TestBrowser, errorCode } from '../testing/browser.ts';
import { openTestApp, password, rest, sharedTestApp } from '../testing/test-app.ts';

const app = await sharedTestApp();

const someone = () => `${randomUUID()}@example.com`;

describe('a browser', () => {
  it('receives its token in an HttpOnly cookie only', async () => {
    const browser = new TestBrowser(app);
    const answer = await browser.signUp(someone());
    expect(browser.lastSetCookies).toEqual([
      expect.stringMatching(/^latchkey=latchkey_[0-9a-f]{72}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/),
      expect.stringMatching(/^latchkey-device=[0-9a-f]{64}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect(answer.body).not.toMatch(/latchkey_|[0-9a-f]{64}/);
    expect(await browser.isSignedIn()).toBe(true);
  });

  it('keeps the session cookie until it closes without rememberMe', async () => {
    const browser = new TestBrowser(app);
    await browser.mutate('auth.signUp', { email: someone(), password });
    expect(browser.lastSetCookies[0]).toMatch(/^latchkey=/);
    expect(browser.lastSetCookies[0]).not.toMatch(/expires|max-age/i);
  });

  it('receives Secure __Host- cookies when PUBLIC_URL is HTTPS', async () => {
    await using secure = await openTestApp({ publicUrl: 'https://sessions.example.com', database: app.database });
    const browser = new TestBrowser(secure);
    await browser.signUp(someone());
    expect(browser.lastSetCookies).toEqual([
      expect.stringMatching(
        /^__Host-latchkey=latchkey_[0-9a-f]{72}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
      ),
      expect.stringMatching(
        /^__Host-latchkey-device=[0-9a-f]{64}; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
    for (const line of browser.lastSetCookies) expect(Buffer.byteLength(line)).toBeLessThan(4096);
  });

  it.each([
    ['http://localhost:4301', 'http://localhost:4302'],
    ['https://sessions.example.com', 'https://sessions.example.com:8443'],
    ['http://localhost:3000', 'http://localhost:3001'],
  ])('stays signed in to two instances on one host: %s and %s', async (first, second) => {
    await using one = await openTestApp({ publicUrl: first, database: app.database });
    await using two = await openTestApp({ publicUrl: second, database: app.database });
    const here = new TestBrowser(one);
    // Browsers send the cookies of a host to every port of it.
    const there = Object.assign(new TestBrowser(two), { cookies: here.cookies });
    await here.signUp(someone());
    const device = [...here.cookies].find(([name]) => name.includes('-device'));
    await there.signUp(someone());
    expect([await here.isSignedIn(), await there.isSignedIn()]).toEqual([true, true]);
    expect([...here.cookies]).toContainEqual(device);
    await there.mutate('session.logout');
    expect([await here.isSignedIn(), await there.isSignedIn()]).toEqual([true, false]);
  });

  it('stays signed in by cookies whose names have no port, until it logs out', async () => {
    await using moved = await openTestApp({ publicUrl: 'http://localhost:4301', database: app.database });
    const before = new TestBrowser(app);
    const email = someone();
    await before.signUp(email);
    const browser = Object.assign(new TestBrowser(moved), { cookies: before.cookies });
    expect(await browser.isSignedIn()).toBe(true);
    await browser.mutate('session.logout');
    expect(browser.lastSetCookies).toEqual(['latchkey=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax']);
    expect(await browser.isSignedIn()).toBe(false);
    const device = browser.cookies.get('latchkey-device');
    await browser.signIn(email);
    expect([...browser.cookies.keys()]).toEqual(['latchkey-device', 'latchkey-4301', 'latchkey-device-4301']);
    expect(browser.cookies.get('latchkey-device-4301')).toBe(device);
  });

  it('loses the session cookie at logout, and keeps the device cookie for the next sign-in', async () => {
    const browser = new TestBrowser(app);
    const email = someone();
    await browser.signUp(email);
    const device = browser.cookies.get('latchkey-device');
    const answer = await browser.mutate('session.logout');
    expect(browser.lastSetCookies).toEqual(['latchkey=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax']);
    expect(answer.headers['clear-site-data']).toBeUndefined();
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(await browser.isSignedIn()).toBe(false);
    await browser.signIn(email);
    expect(browser.cookies.get('latchkey-device')).toBe(device);
  });

  it('is not signed in by a planted cookie: each sign-in creates a new token', async () => {
    const [victim, thief] = [new TestBrowser(app), new TestBrowser(app)];
    const [hers, his] = [someone(), someone()];
    await thief.signUp(his);
    const planted = thief.cookies.get('latchkey') ?? '';
    victim.cookies.set('latchkey', planted);
    await victim.signUp(hers);
    expect(victim.cookies.get('latchkey')).not.toBe(planted);
    thief.cookies.set('latchkey', planted);
    const body: { result: { data: { email: string } } } = (await thief.query('user.myself')).json();
    expect(body.result.data.email).toBe(his);
  });

  it('cannot authenticate over REST by its cookie', async () => {
    const browser = new TestBrowser(app);
    await browser.signUp(someone());
    for (const [method, path] of [
      ['GET', '/user/myself'],
      ['POST', '/auth/stepup'],
    ] as const) {
      const answer = await browser.send(method, `/api/v1${path}`, method === 'POST' ? { password } : undefined);
      expect([answer.statusCode, answer.json().error_code]).toEqual([401, 'token_not_provided']);
    }
  });

  it('cannot be made to change anything by another site', async () => {
    const browser = new TestBrowser(app);
    await browser.signUp(someone());
    await browser.stepUp();
    const status = async (headers: Record<string, string>) =>
      (await browser.mutate('session.revokeOthers', undefined, headers)).statusCode;
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000' },
      { origin: 'https://evil.example' },
      { origin: 'http://localhost:3000.evil.example' },
      { origin: 'https://localhost:3000' },
      { origin: 'http://localhost' },
      { origin: 'http://localhost:3001' },
      { origin: 'HTTP://localhost:3000' },
      { origin: 'https://localhost', host: 'localhost' },
      { origin: 'http://127.0.0.1', host: '127.0.0.1:3000' },
      { origin: '//localhost:3000' },
      { origin: 'null' },
    ]) {
      expect(await status(headers), JSON.stringify(headers)).toBe(403);
    }
    expect(await status({ 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await status({ origin: 'http://localhost:3000' })).toBe(200);
    expect(await status({ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' })).toBe(200);
    expect(await status({})).toBe(200);
  });

  it('changes nothing by GET', async () => {
    const browser = new TestBrowser(app);
    await browser.signUp(someone());
    for (const name of ['session.logout', 'session.revokeAll', 'session.revokeOthers', 'auth.signIn']) {
      expect((await browser.query(name)).statusCode, name).toBe(405);
    }
    expect(await browser.isSignedIn()).toBe(true);
  });

  it('is authenticated by the first of two cookies of one name, and by no malformed one', async () => {
    const browser = new TestBrowser(app);
    await browser.signUp(someone());
    const good = browser.cookies.get('latchkey');
    for (const cookie of ['latchkey=x; latchkey=y', 'latchkey=%E0%A4%A', 'latchkey="', '=;=;=', `latchkey=${good}x`]) {
      const answer = await browser.send('GET', '/api/trpc/user.myself', undefined, { cookie });
      expect([cookie, answer.statusCode]).toEqual([cookie, 401]);
      expect(['token_incorrect', 'token_not_provided']).toContain(errorCode(answer));
    }
    expect((await rest(app, 'GET', '/user/myself', good)).statusCode).toBe(200);
  });
});
