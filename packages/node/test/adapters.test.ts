import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import { serve } from '@hono/node-server';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as onExpress from '../src/adapters/express.ts';
import * as onFastify from '../src/adapters/fastify.ts';
import * as onHono from '../src/adapters/hono.ts';
import * as onHttp from '../src/adapters/http.ts';
import * as onNext from '../src/adapters/next.ts';
import { type Latchkey, LatchkeyUnavailable } from '../src/latchkey.ts';
import { directClientIp, headerOf } from '../src/request.ts';
import type { Session } from '../src/session.ts';
import { portOf } from './server-port.ts';

const moment = new Date(0);
const ada: Session = {
  id: 7,
  subject: 'ada',
  email: null,
  name: null,
  methods: ['pwd'],
  provedAt: moment,
  createdAt: moment,
  expiresAt: moment,
  isBound: false,
};

/** The addresses of the clients, as the adapters found them. */
const addresses: (string | null)[] = [];

/** Answers by the cookie `state` what Latchkey would answer. */
const latchkey: Pick<Latchkey, 'authenticate' | 'recall'> = {
  recall: (request) => {
    const cookie = headerOf(request, 'cookie');
    if (cookie?.includes('state=fault')) throw new TypeError('A fault of `clientIp`');
    return cookie?.includes('state=in-memory') ? ada : null;
  },
  async authenticate(request) {
    addresses.push(directClientIp(request));
    const cookie = headerOf(request, 'cookie') ?? '';
    if (cookie.includes('state=fault')) throw new TypeError('A fault of `clientIp`');
    if (cookie.includes('state=away')) throw new LatchkeyUnavailable('unreachable', 'Away', { retryAfter: 7 });
    return cookie.includes('state=in') ? ada : null;
  },
};
const redirectTo = (path: string) => {
  if (path.includes('fault')) throw new Error('A fault of the application');
  return `/login?next=${encodeURIComponent(path)}`;
};
const issued = { setCookie: ['a=1', 'b=2'], sessionRegistration: '(ES256);path="/x"' };

const origin = (server: Server) => `http://127.0.0.1:${portOf(server)}`;

interface Running {
  readonly url: string;
  readonly close: () => unknown;
}

async function startExpress(): Promise<Running> {
  const app = express();
  const router = express.Router();
  router.get('/page', onExpress.requireSession(latchkey, { redirectTo }), (request, response) => {
    response.send(onExpress.sessionOf(request).subject);
  });
  router.all('/api', onExpress.requireSession(latchkey), (request, response) => {
    response.send(onExpress.sessionOf(request).subject);
  });
  router.get('/open', onExpress.checkSession(latchkey), (request, response) => {
    response.send(onExpress.optionalSessionOf(request)?.subject ?? 'a guest');
  });
  router.get('/login', (_request, response) => {
    onExpress.setSession(response, issued);
    response.send('in');
  });
  // Mounted, so that `url` is not the path of the request.
  app.use('/shop', router);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `${origin(server)}/shop`, close: () => server.close() };
}

async function startFastify(): Promise<Running> {
  const app = Fastify();
  await app.register(
    async (shop) => {
      shop.get('/page', { onRequest: onFastify.requireSession(latchkey, { redirectTo }) }, (request, reply) => {
        void reply.send(onFastify.sessionOf(request).subject);
      });
      shop.all('/api', { preHandler: onFastify.requireSession(latchkey) }, (request, reply) => {
        void reply.send(onFastify.sessionOf(request).subject);
      });
      shop.get('/open', { onRequest: onFastify.checkSession(latchkey) }, (request, reply) => {
        void reply.send(onFastify.optionalSessionOf(request)?.subject ?? 'a guest');
      });
      shop.get('/login', (_request, reply) => {
        onFastify.setSession(reply, issued);
        void reply.send('in');
      });
    },
    { prefix: '/shop' },
  );
  return { url: `${await app.listen({ port: 0, host: '127.0.0.1' })}/shop`, close: () => app.close() };
}

async function startHono(): Promise<Running> {
  const shop = new Hono();
  shop.get('/page', onHono.requireSession(latchkey, { redirectTo }), (context) =>
    context.text(context.get('session').subject),
  );
  shop.all('/api', onHono.requireSession(latchkey), (context) => context.text(context.var.session.subject));
  const app = new Hono();
  app.route('/shop', shop);
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${portOf(server)}/shop`, close: () => server.close() };
}

async function startHttp(): Promise<Running> {
  const page = onHttp.requireSession(latchkey, (_request, response, { subject }) => response.end(subject), {
    redirectTo,
  });
  const api = onHttp.requireSession(latchkey, (_request, response, { subject }) => response.end(subject));
  const server = createServer((request, response) => {
    if (request.url === '/shop/login') {
      onHttp.setSession(response, issued);
      response.end('in');
    } else void (request.url === '/shop/api' ? api : page)(request, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { url: `${origin(server)}/shop`, close: () => server.close() };
}

/** The functions of Next, which takes and gives web requests and answers. Here a server of Hono calls them. */
async function startNext(): Promise<Running> {
  const proxy = onNext.requireSession(latchkey, { redirectTo });
  const route = onNext.withSession(latchkey, (_request, { subject }, { params }: { params: string }) => {
    return new Response(`${subject}${params}`);
  });
  // Next parses the `Location` of its proxy without a base, and sends the path of an address of the same host.
  const proxied = async (request: Request) => {
    const answer = await proxy(request);
    const location = answer?.headers.get('location');
    if (location) answer?.headers.set('location', new URL(location).href.replace(new URL(request.url).origin, ''));
    return answer ?? new Response('ada');
  };
  const server = serve({
    fetch: (request) => (request.url.endsWith('/api') ? route(request, { params: '' }) : proxied(request)),
    port: 0,
    hostname: '127.0.0.1',
  });
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${portOf(server)}/shop`, close: () => server.close() };
}

const adapters: [string, () => Promise<Running>][] = [
  ['express', startExpress],
  ['fastify', startFastify],
  ['hono', startHono],
  ['next', startNext],
  ['http', startHttp],
];

describe.each(adapters)('requireSession for %s', (name, start) => {
  let running: Running;
  beforeAll(async () => {
    running = await start();
  });
  afterAll(() => void running.close());
  const get = (path: string, state: string, method = 'GET') =>
    fetch(running.url + path, { method, headers: { cookie: `state=${state}` }, redirect: 'manual' });

  it('lets a request with a live session pass, and gives its session', async () => {
    const [page, api] = [await get('/page', 'in'), await get('/api', 'in', 'POST')];
    expect([page.status, await page.text(), api.status, await api.text()]).toEqual([200, 'ada', 200, 'ada']);
  });

  it.runIf(['express', 'fastify', 'hono'].includes(name))('asks nothing where the session is in memory', async () => {
    addresses.length = 0;
    const [page, api] = [await get('/page', 'in-memory'), await get('/api', 'in-memory', 'POST')];
    expect([page.status, await page.text(), api.status, await api.text()]).toEqual([200, 'ada', 200, 'ada']);
    expect(addresses).toEqual([]);
  });

  it('leads a request without one to the sign-in, and back to its path', async () => {
    const answer = await get('/page?a=1&b=2', 'out');
    expect([answer.status, answer.headers.get('location'), answer.headers.get('cache-control')]).toEqual([
      303,
      '/login?next=%2Fshop%2Fpage%3Fa%3D1%26b%3D2',
      'no-store',
    ]);
  });

  it.runIf(['express', 'fastify', 'hono', 'http'].includes(name))('answers 500 where `redirectTo` throws', async () => {
    expect((await get('/page?fault', 'out')).status).toBe(500);
  });

  it('answers 500 where `clientIp` throws, and goes on', async () => {
    expect((await get('/page', 'fault')).status).toBe(500);
    expect((await get('/page', 'in')).status).toBe(200);
  });

  it('answers 401 to other methods, and where there is no sign-in to lead to', async () => {
    for (const answer of [await get('/api', 'out'), await get('/api', 'out', 'POST')]) {
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    }
  });

  it('answers 503 while Latchkey gives no answer, and signs no user out', async () => {
    for (const answer of [await get('/page', 'away'), await get('/api', 'away', 'POST')]) {
      const { headers } = answer;
      expect([answer.status, headers.get('retry-after'), headers.get('set-cookie')]).toEqual([503, '7', null]);
      expect(await answer.text()).not.toBe('ada');
    }
  });

  it.runIf(name !== 'next')('finds the address of the client', async () => {
    addresses.length = 0;
    await get('/page', 'in');
    expect(addresses).toEqual(['127.0.0.1']);
  });
});

describe.each(adapters.filter(([name]) => ['express', 'fastify', 'http'].includes(name)))('for %s', (name, start) => {
  it('setSession gives a browser its cookies and the offer to bind the session', async () => {
    const running = await start();
    const { headers } = await fetch(`${running.url}/login`);
    expect(headers.getSetCookie()).toEqual(issued.setCookie);
    expect(headers.get('secure-session-registration')).toBe(issued.sessionRegistration);
    running.close();
  });

  it.runIf(name !== 'http')('checkSession lets requests without a session pass too', async () => {
    const running = await start();
    const open = async (state: string) => {
      const answer = await fetch(`${running.url}/open`, { headers: { cookie: `state=${state}` } });
      return [answer.status, answer.status === 200 ? await answer.text() : null];
    };
    expect([await open('in'), await open('in-memory'), await open('out'), await open('away')]).toEqual([
      [200, 'ada'],
      [200, 'ada'],
      [200, 'a guest'],
      [503, null],
    ]);
    running.close();
  });
});

it('sessionOf fails where requireSession is missing on the route', () => {
  expect(() => onExpress.sessionOf({})).toThrow('no requireSession');
  expect(onExpress.optionalSessionOf({})).toBeNull();
});

it('the request of a context of Hono has the headers of that request, and the address where Node knows one', async () => {
  const app = new Hono().get('/', (context) => {
    const request = onHono.requestOf(context);
    return context.json({ cookie: headerOf(request, 'cookie'), ip: directClientIp(request) });
  });
  const asked = async (env?: object) => (await app.request('/', { headers: { cookie: 'a=1' } }, env)).json();
  expect(await asked()).toEqual({ cookie: 'a=1', ip: null });
  // An application may pass on a request of its own with the environment of the one that it has received.
  const incoming = { headers: { cookie: 'received=1' }, socket: { remoteAddress: '203.0.113.9' } };
  expect(await asked({ incoming })).toEqual({ cookie: 'a=1', ip: '203.0.113.9' });
});
