import { randomUUID } from 'node:crypto';
import { createLatchkey } from '@latchkey/node';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { appRouter } from '../../src/routers/app-router.ts';
import { restOperations } from '../../src/rest/rest-operation.ts';
import { serviceRouter } from '../../src/service/service-router.ts';
import { TestBrowser } from '../testing/browser.ts';
import { ask, serviceKey } from '../service/service.ts';
import { type TestApp, openTestApp, rest, sharedTestApp } from '../testing/test-app.ts';

const application = { stepUpUrl: 'https://app.example.com/confirm' };
const root = await sharedTestApp({ accounts: 'both', application });
const base = await sharedTestApp({
  accounts: 'both',
  application,
  publicUrl: 'http://localhost:3000/account',
  database: root.database,
});

const address = await base.http.listen({ host: '127.0.0.1', port: 0 });

const operations = [...restOperations(appRouter), ...restOperations(serviceRouter)];

describe('below a base path', () => {
  it('answers every documented route with the same status, headers and body', async () => {
    const { token } = await root.signUp();
    const authorization = `Bearer ${token}`;
    let answered = 0;
    for (const { route } of operations) {
      const url = route.path.replaceAll(/\{\w+\}/g, '0');
      for (const headers of [{}, { authorization }]) {
        const at = async ({ http, basePath }: TestApp) => {
          const answer = await http.inject({ method: route.method, url: `${basePath}${url}`, headers });
          const { date: _date, ...others } = answer.headers;
          return { status: answer.statusCode, headers: others, body: answer.body };
        };
        const [there, here] = [await at(root), await at(base)];
        expect(here, `${route.method} ${url}`).toEqual(there);
        if (there.status === 200) answered += 1;
      }
    }
    expect(answered).toBeGreaterThan(3);
  });

  it('answers nothing outside of it, and nothing where it is repeated or written otherwise', async () => {
    const { token } = await base.signUp();
    const headers = { authorization: `Bearer ${token}` };
    for (const prefix of ['', '/account/account', '/Account', '//account', '/accounts', '/account/..', '/%61ccount/']) {
      const answer = await base.http.inject({ url: `${prefix}/api/v1/user/myself`, headers });
      expect([prefix, answer.statusCode]).toEqual([prefix, 404]);
    }
    expect((await rest(base, 'GET', '/user/myself', token)).statusCode).toBe(200);
    const refused = await base.http.inject({ method: 'PUT', url: '/account/api/v1/user/myself' });
    expect([refused.statusCode, refused.headers['allow']]).toEqual([405, 'GET, HEAD']);
  });

  it('describes itself with that path as its server', async () => {
    const [there, here] = [
      (await root.http.inject('/api/v1/openapi.json')).json(),
      (await base.http.inject('/account/api/v1/openapi.json')).json(),
    ];
    expect(here.servers[0].url).toBe('/account');
    expect({ ...here, servers: there.servers }).toEqual(there);
    const docs = await base.http.inject('/account/api/docs');
    const links = [...docs.body.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link = '']) => link);
    expect(links).toHaveLength(3);
    for (const link of links) {
      const { pathname } = new URL(link, 'http://localhost/account/api/docs');
      expect([pathname, (await base.http.inject(pathname)).statusCode]).toEqual([pathname, 200]);
    }
  });

  it('connects verifiers there, and nowhere else', async () => {
    const headers = { authorization: `Bearer ${await serviceKey(base)}` };
    const opens = (path: string) =>
      new Promise<boolean>((resolve) => {
        const socket = new WebSocket(`${address.replace('http', 'ws')}${path}`, { headers });
        socket.once('open', () => socket.close());
        socket.once('error', () => resolve(false));
        socket.once('close', (code) => resolve(code !== 1006));
      });
    expect(await opens('/account/api/v1/service/verifier')).toBe(true);
    expect(await opens('/api/v1/service/verifier')).toBe(false);
  });

  it('streams events there', async () => {
    const stop = new AbortController();
    const headers = { authorization: `Bearer ${await serviceKey(base)}`, accept: 'text/event-stream' };
    for (const path of ['/account/api/v1/service/events', '/account/api/v1/service/events/']) {
      const answer = await fetch(`${address}${path}`, { headers, signal: stop.signal });
      expect([path, answer.headers.get('content-type')]).toEqual([path, 'text/event-stream']);
    }
    stop.abort();
  });

  it('answers the package for applications, whose URL has the path, with and without a slash at its end', async () => {
    const serviceKeyOfApplication = await serviceKey(base);
    for (const url of [`${address}/account`, `${address}/account/`]) {
      await using latchkey = Object.assign(createLatchkey({ url, serviceKey: serviceKeyOfApplication }), {
        [Symbol.asyncDispose]: () => latchkey.close(),
      });
      const begun = await latchkey.sessions.begin({ headers: {} }, { subject: randomUUID(), methods: ['pwd'] });
      const request = { headers: { cookie: begun.setCookie.map((line) => line.split(';', 1)[0]).join('; ') } };
      // The first one asks over HTTP, and opens the connection, which then answers.
      expect((await latchkey.authenticate(request))?.id).toBe(begun.sessionId);
      await latchkey.sessions.logout(request);
      expect(await latchkey.authenticate(request)).toBeNull();
    }
  });

  it('returns from a step-up to the page there', async () => {
    const key = await serviceKey(base);
    const begun = await ask(base, key, 'POST', '/sessions', { subject: randomUUID(), methods: ['pwd'], client: {} });
    const cookie: string = begun.json().set_cookie[0].split(';', 1)[0];
    const browser = new TestBrowser(base);
    const asked = await browser.send('POST', '/api/trpc/auth.requestStepUp', { purpose: 'continue' }, { cookie });
    const request = new URL(asked.json().result.data.url).searchParams.get('request');
    const read = await ask(base, key, 'POST', '/step-ups', { cookie, request });
    expect(read.json().return_to).toBe('/account/sessions');
  });

  it('registers and refreshes the key of a device there', async () => {
    const publicUrl = 'https://example.com/account';
    await using secure = await openTestApp({ publicUrl, database: root.database });
    const browser = new TestBrowser(secure);
    const { headers } = await browser.signUp(`${randomUUID()}@example.com`);
    expect(headers['secure-session-registration']).toContain('path="/account/api/dbsc/registration"');
    const refresh = await browser.send('POST', '/api/dbsc/refresh', undefined, { 'sec-secure-session-id': '1' });
    expect(refresh.json().error_code).toBe('device_not_proved');
    // Applications on the same origin read the cookies.
    expect(browser.lastSetCookies).toEqual([]);
    await browser.signUp(`${randomUUID()}@example.com`);
    for (const line of browser.lastSetCookies) expect(line).toMatch(/^__Host-latchkey.*; Path=\/;/);
  });
});
