import { noPassword } from '@latchkey/sessions/passwords/stored-hash';
import { StoreUnavailable } from '@latchkey/sessions/store-unavailable';
import { describe, expect, it } from 'vitest';
import { ask, serviceKey } from '../service/service.ts';
import { TestBrowser } from '../testing/browser.ts';
import { openTestApp, rest, sharedTestApp } from '../testing/test-app.ts';

const app = await sharedTestApp({ accounts: 'both' });
const names = ['latchkey-subject', 'latchkey-session', 'latchkey-email', 'latchkey-methods'];
const verify = (headers: Record<string, string> = {}) => app.http.inject({ url: '/api/v1/verify', headers });

describe('GET /api/v1/verify', () => {
  it('names user and session in headers, for a Bearer token and for a cookie', async () => {
    const { email, token } = await app.signUp();
    const { id } = (await rest(app, 'GET', '/user/myself', token)).json().user;
    const session = (await rest(app, 'GET', '/user/myself/session', token)).json().sessions[0].id;
    for (const headers of [{ authorization: `Bearer ${token}` }, { cookie: `a=b; latchkey=${token}` }]) {
      const answer = await verify(headers);
      expect(answer.statusCode).toBe(200);
      expect(names.map((name) => answer.headers[name])).toEqual([`latchkey:${id}`, String(session), email, 'pwd']);
      expect(answer.headers['set-cookie']).toBeUndefined();
      // nginx and Caddy close a connection whose answer has a body that they do not read.
      expect([answer.body, answer.headers['content-length'], answer.headers['content-type']]).toEqual([
        '',
        '0',
        undefined,
      ]);
    }
  });

  it('names the subject and the methods of an application’s user, and no address where there is none', async () => {
    const key = await serviceKey(app);
    const begun = await ask(app, key, 'POST', '/sessions', { subject: 'auth0|7', methods: ['hwk', 'mfa'], client: {} });
    const answer = await verify({ cookie: begun.json().set_cookie[0].split(';', 1)[0] });
    expect(names.map((name) => answer.headers[name])).toEqual([
      'auth0|7',
      String(begun.json().session_id),
      undefined,
      'hwk,mfa',
    ]);
    expect((await app.database.subjects.findBySubject('auth0|7'))?.passwordHash).toBe(noPassword);
  });

  it('answers 401 without a live session, from the moment of the answer that ended it, and names no user', async () => {
    const browser = new TestBrowser(app);
    await browser.signUp(`${Date.now()}@example.com`);
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    expect((await verify({ cookie })).statusCode).toBe(200);
    await browser.mutate('session.logout');
    for (const headers of [{}, { cookie }, { cookie: 'latchkey=x' }, { authorization: 'Bearer x' }]) {
      const answer = await verify({ ...headers, 'latchkey-subject': 'forged' });
      expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([401, 'Bearer']);
      expect(names.filter((name) => name in answer.headers)).toEqual([]);
    }
  });

  it('answers 503 while it cannot know', async () => {
    const away = () => Promise.reject(new StoreUnavailable(new Error('gone')));
    const { token } = await app.signUp();
    await using other = await openTestApp({
      database: app.database,
      stores: (real) => ({ ...real, sessions: Object.assign(Object.create(real.sessions), { findByTokenHash: away }) }),
    });
    const answer = await other.http.inject({ url: '/api/v1/verify', headers: { authorization: `Bearer ${token}` } });
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2']);
  });

  it('is the only REST route that reads a cookie', async () => {
    const { token } = await app.signUp();
    for (const url of ['/api/v1/user/myself', '/api/v1/user/myself/session', '/api/v1/auth/verification']) {
      expect((await app.http.inject({ url, headers: { cookie: `latchkey=${token}` } })).statusCode).toBe(401);
    }
  });
});
