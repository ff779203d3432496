import { randomUUID } from 'node:crypto';
import { parseSetCookie } from 'cookie';
import { describe, expect, it } from 'vitest';
import type { CookieScope } from '../../src/credentials/cookie-scope.ts';
import { TestBrowser, errorCode } from '../testing/browser.ts';
import { ask, serviceKey } from '../service/service.ts';
import { type TestApp, openTestApp, password, sharedTestApp } from '../testing/test-app.ts';

const publicUrl = 'https://account.example.com/account';
const shared: CookieScope = { path: '/', domain: 'example.com' };

/** Where Latchkey is, from before the setting. */
const before = await sharedTestApp({ publicUrl, accounts: 'both' });
const after = await sharedTestApp({
  publicUrl,
  accounts: 'both',
  cookieScope: shared,
  deviceBinding: false,
  database: before.database,
});

const someone = () => `${randomUUID()}@example.com`;

/** A browser that keeps cookies of one name apart by domain and path, and sends the one that it has for longest first. */
class Jar {
  readonly #kept = new Map<string, { readonly name: string; readonly value: string }>();
  lines: string[] = [];

  async send(app: TestApp, name: string, input: object = {}): Promise<number> {
    const answer = await app.http.inject({
      method: 'POST',
      url: `${app.basePath}/api/trpc/${name}`,
      headers: { cookie: this.header, 'content-type': 'application/json' },
      payload: JSON.stringify(input),
    });
    this.lines = [answer.headers['set-cookie'] ?? []].flat();
    for (const line of this.lines) this.keep(line);
    return answer.statusCode;
  }

  keep(line: string): void {
    const { name, value = '', domain = '', path = '', maxAge } = parseSetCookie(line);
    const key = `${name} ${domain} ${path}`;
    if (maxAge === 0) this.#kept.delete(key);
    else this.#kept.set(key, { name, value });
  }

  get header(): string {
    return [...this.#kept.values()].map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  get names(): string[] {
    return [...this.#kept.values()].map(({ name }) => name);
  }

  query(app: TestApp, name: string) {
    return app.http.inject({ url: `${app.basePath}/api/trpc/${name}`, headers: { cookie: this.header } });
  }

  isSignedIn = async (app: TestApp): Promise<boolean> => (await this.query(app, 'user.myself')).statusCode === 200;

  signUp = (app: TestApp, email: string) => this.send(app, 'auth.signUp', { email, password, rememberMe: true });
  signIn = (app: TestApp, email: string) => this.send(app, 'auth.signIn', { email, password, rememberMe: true });
  logout = (app: TestApp) => this.send(app, 'session.logout');
}

describe('with COOKIE_DOMAIN', () => {
  it('shares both cookies with the domain, Secure and HttpOnly, and binds no session', async () => {
    const browser = new TestBrowser(after);
    const { headers } = await browser.signUp(someone());
    expect(browser.lastSetCookies).toEqual([
      expect.stringMatching(
        /^__Secure-latchkey=latchkey_[0-9a-f]{72}; Domain=example.com; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
      ),
      expect.stringMatching(
        /^__Secure-latchkey-device=[0-9a-f]{64}; Max-Age=34560000; Domain=example.com; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
    expect(headers['secure-session-registration']).toBeUndefined();
    expect(await browser.isSignedIn()).toBe(true);
  });

  it('does not read a session of a host-only cookie, which a logout elsewhere could not clear', async () => {
    const [jar, email] = [new Jar(), someone()];
    await jar.signUp(before, email);
    expect(await jar.isSignedIn(before)).toBe(true);
    expect(await jar.isSignedIn(after)).toBe(false);
  });

  it('replaces a session of a host-only cookie at the next sign-in, on the same device, and clears both cookies', async () => {
    const [jar, email] = [new Jar(), someone()];
    await jar.signUp(before, email);
    const token = jar.header;
    await jar.signIn(after, email);
    expect(jar.names).toEqual(['__Secure-latchkey', '__Secure-latchkey-device']);
    expect(await jar.isSignedIn(after)).toBe(true);
    const url = '/account/api/trpc/user.myself';
    expect(errorCode(await before.http.inject({ url, headers: { cookie: token } }))).toBe('token_incorrect');
    expect((await jar.query(after, 'session.list')).json().result.data.sessions).toHaveLength(1);
  });

  it('leaves no session cookie at a logout, also where both are present', async () => {
    const [jar, other, email] = [new Jar(), new Jar(), someone()];
    await other.signUp(before, email);
    await jar.signIn(after, email);
    for (const line of other.lines) jar.keep(line);
    expect(jar.names).toContain('__Host-latchkey');
    await jar.logout(after);
    expect(jar.names.filter((name) => !name.endsWith('-device'))).toEqual([]);
    expect(await jar.isSignedIn(after)).toBe(false);
    expect(await jar.isSignedIn(before)).toBe(false);
  });

  it('clears the cookies of a former domain or path, which the browser would send first', async () => {
    const [jar, email] = [new Jar(), someone()];
    await using narrow = await openTestApp({
      publicUrl,
      cookieScope: { path: '/account', domain: 'account.example.com' },
      database: before.database,
    });
    await jar.signUp(narrow, email);
    await narrow.services.administration.disable(email);
    await narrow.services.administration.enable(email);
    expect(await jar.signIn(after, email)).toBe(200);
    expect(jar.names).toEqual(['__Secure-latchkey', '__Secure-latchkey-device']);
    expect(await jar.isSignedIn(after)).toBe(true);
    await jar.logout(after);
    expect(jar.names).toEqual(['__Secure-latchkey-device']);
  });

  it('gives applications the same lines, and clears both cookies at their logout', async () => {
    const key = await serviceKey(after);
    const old = (
      await ask(before, key, 'POST', '/sessions', { subject: 'auth0|9', methods: ['pwd'], client: {} })
    ).json();
    const header = (lines: string[]) => lines.map((line) => line.split(';', 1)[0]).join('; ');
    const client = { headers: { cookie: header(old.set_cookie) } };
    const begun = (await ask(after, key, 'POST', '/sessions', { subject: 'auth0|9', methods: ['pwd'], client })).json();
    const jar = new Jar();
    for (const line of [...old.set_cookie, ...begun.set_cookie]) jar.keep(line);
    expect(jar.names).toEqual(['__Secure-latchkey', '__Secure-latchkey-device']);
    const both = `${jar.header}; ${header(old.set_cookie)}`;
    const { set_cookie: cleared } = (await ask(after, key, 'POST', '/sessions/logout', { cookie: both })).json();
    for (const line of cleared) jar.keep(line);
    expect(jar.names).toEqual(['__Secure-latchkey-device']);
    expect(cleared).toContain('__Host-latchkey=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax');
  });

  it('accepts no change that another host of the domain makes a browser send', async () => {
    const browser = new TestBrowser(after);
    await browser.signUp(someone());
    for (const headers of [{ 'sec-fetch-site': 'same-site' }, { origin: 'https://shop.example.com' }]) {
      const answer = await browser.mutate('session.logout', undefined, headers);
      expect([answer.statusCode, answer.json().error_code]).toEqual([403, 'cross_site_refused']);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
    expect(await browser.isSignedIn()).toBe(true);
  });
});

it('sends the cookies to COOKIE_PATH alone, without __Host-, which needs Path=/', async () => {
  for (const [url, name] of [
    [publicUrl, '__Secure-latchkey'],
    ['http://localhost:3000/account', 'latchkey'],
  ] as const) {
    await using app = await openTestApp({
      publicUrl: url,
      cookieScope: { path: '/account', domain: null },
      database: before.database,
    });
    const browser = new TestBrowser(app);
    await browser.signUp(someone());
    expect(browser.lastSetCookies).toHaveLength(2);
    for (const line of browser.lastSetCookies) {
      expect(parseSetCookie(line)).toMatchObject({ name: expect.stringMatching(`^${name}`), path: '/account' });
      expect(line).not.toMatch(/domain/i);
    }
    expect(await browser.isSignedIn()).toBe(true);
  }
});
