import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { waitFor } from '@latchkey/testing/wait-for';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ServerOptions } from '../../src/http/server.ts';
import { Metrics } from '../../src/metrics/metrics.ts';
import { addressFinder } from '../../src/http/http-server.ts';
import type { TrustProxy } from '../../src/config/trust-proxy.ts';
import { RestClient, ada } from '../rest-client.ts';
import { type TestServices, openTestServices } from '../test-services.ts';

const bob = { email: 'bob@example.com', password: 'battery staple' };
const fromMemory = [
  '/api/v1/verify',
  '/api/v1/user/myself',
  '/api/v1/user/myself/session',
  '/api/trpc/user.myself',
  '/api/trpc/user.verify',
  '/api/trpc/user.myself?batch=1&input=%7B%7D',
  '/api/trpc/user.verify?batch=1&input=%7B%7D',
];

let test: TestServices;
let server: FastifyInstance;
/** The URLs that Fastify has answered. */
let routed: string[];
let client: RestClient;
let token: string;

beforeAll(async () => {
  test = await openTestServices();
  await test.services.cluster.join();
});
beforeEach(async () => {
  routed = [];
  server = await serve();
  const begun = await client.signUp();
  token = begun.status === 201 ? begun.token : (await client.signIn()).token;
  await askMemory('/api/v1/user/myself/session');
});
afterEach(() => server.close());
afterAll(async () => {
  await test.services.cluster.leave();
  await test[Symbol.asyncDispose]();
});

/** Starts a server whose answers by Fastify are noted. The requests of the test go to it. */
async function serve(options: Partial<ServerOptions> = {}): Promise<FastifyInstance> {
  const started = test.serverWith(options);
  started.addHook('onSend', (asked, _reply, payload, done) => {
    routed.push(asked.url);
    done(null, payload);
  });
  client = new RestClient(await started.listen({ host: '127.0.0.1', port: 0 }));
  return started;
}

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly agent?: Agent;
}

async function ask(path: string, { method = 'GET', headers = {}, agent }: Asked = {}) {
  const sent = request(new URL(path, client.origin), {
    method,
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(agent ? { agent } : {}),
  });
  sent.end();
  const [answer]: IncomingMessage[] = await once(sent, 'response');
  if (!answer) throw new Error('no answer');
  return {
    status: answer.statusCode,
    headers: answer.headers,
    rawHeaders: answer.rawHeaders,
    body: await text(answer),
  };
}

/** Asks until memory answers: it does not while a change of the user, or a renewal of the lease, is under way. */
const askMemory = (path: string, asked: Asked = {}) =>
  waitFor(
    async () => {
      routed.length = 0;
      const answer = await ask(path, asked);
      expect(routed).toEqual([]);
      return answer;
    },
    { timeout: 10_000 },
  );

/** The headers that do not differ from one answer to the next, nor by how the body's length is sent. */
const constant = (headers: IncomingMessage['headers']) =>
  Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !['date', 'x-request-id', 'content-length', 'transfer-encoding'].includes(name),
    ),
  );

describe('an answer from memory', () => {
  it.each(fromMemory)('is the one that Fastify gives: %s', async (path) => {
    const answer = await askMemory(path);
    // Fastify answers every other form of the same URL.
    const other = path.includes('?') ? `${path}&` : path.includes('trpc') ? `${path}?x=1` : `${path}/`;
    const same = await ask(other);
    expect(routed).toEqual([other]);
    // The list shows the last use, which is this request.
    const timeless = ({ status, headers, body }: typeof answer) => ({
      status,
      headers: constant(headers),
      body: body.replaceAll(/T[\d:.]+Z/g, ''),
    });
    expect(timeless(answer)).toEqual(timeless(same));
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers['x-request-id']).not.toBe(same.headers['x-request-id']);
    if (!path.includes('trpc')) {
      const names = (raw: readonly string[]) => raw.filter((_, at) => at % 2 === 0);
      expect(names(answer.rawHeaders)).toEqual(names(same.rawHeaders));
    }
  });

  it.each(fromMemory.filter((path) => !path.includes('trpc')))('has no body where HEAD asks: %s', async (path) => {
    const { status, headers, body } = await askMemory(path, { method: 'HEAD' });
    const got = await askMemory(path);
    expect([status, constant(headers), body]).toEqual([200, constant(got.headers), '']);
  });

  it('belongs to the user of each token, on one connection too', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const { token: hers } = await client.signUp(bob);
    await client.ask('v1/user/myself/session', hers);
    for (const [its, email] of [
      [token, ada.email],
      [hers, bob.email],
      [token, ada.email],
    ]) {
      const headers = { authorization: `Bearer ${its}` };
      expect((await ask('/api/v1/verify', { headers, agent })).headers['latchkey-email']).toBe(email);
      expect((await ask('/api/v1/user/myself', { headers, agent })).body).toContain(email);
    }
    agent.destroy();
  });

  it('is not given after the session has ended: the next request is refused', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const sessionId = Number((await ask('/api/v1/verify', { agent })).headers['latchkey-session']);
    expect((await client.ask(`v1/user/myself/session/${sessionId}`, token, 'DELETE')).status).toBe(200);
    for (const path of fromMemory) expect([path, (await ask(path, { agent })).status]).toEqual([path, 401]);
    agent.destroy();
  });

  it('has characters beyond ASCII as UTF-8, with their length', async () => {
    expect((await client.signIn({ ...ada, session_information: 'Büro – 東京' })).status).toBe(200);
    expect((await askMemory('/api/v1/user/myself/session')).body).toContain('Büro – 東京');
  });

  it('counts as a use of the session', async () => {
    const { memory } = test.services;
    await waitFor(
      async () => {
        await memory.flushAll();
        routed.length = 0;
        const before = memory.sizes.unwritten;
        await ask('/api/v1/verify');
        expect([routed, memory.sizes.unwritten]).toEqual([[], before + 1]);
      },
      { timeout: 10_000 },
    );
  });

  it('is measured, as other answers are', async () => {
    const measured = new Metrics();
    const other = await serve({ requestMetrics: measured });
    const count = async () =>
      Number(/duration_seconds_count\{status="2xx"\} (\d+)/.exec(await measured.read())?.[1] ?? 0);
    await askMemory('/api/v1/verify');
    const before = await count();
    await askMemory('/api/v1/verify');
    await other.close();
    expect(await count()).toBeGreaterThan(before);
  });
});

describe('Fastify answers', () => {
  it.each<[string, string, Asked, number]>([
    ['a request without a token', '/api/v1/verify', { headers: { authorization: '' } }, 401],
    ['a wrong token', '/api/v1/verify', { headers: { authorization: `Bearer latchkey_${'0'.repeat(72)}` } }, 401],
    ['another method', '/api/v1/verify', { method: 'POST' }, 405],
    ['HEAD over tRPC', '/api/trpc/user.myself', { method: 'HEAD' }, 204],
    ['a query', '/api/v1/verify?token=x', {}, 200],
    ['a body', '/api/v1/user/myself', { headers: { 'content-length': '0' } }, 200],
    [
      'too many headers',
      '/api/v1/verify',
      { headers: Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`x-${at}`, '1'])) },
      431,
    ],
    [
      'a form over tRPC',
      '/api/trpc/user.myself',
      { headers: { 'content-type': 'multipart/form-data; boundary=x' } },
      405,
    ],
    ['a Host that is none, over tRPC', '/api/trpc/user.myself', { headers: { host: 'a b' } }, 400],
    ['two queries in a batch', '/api/trpc/user.myself,user.verify?batch=1&input=%7B%7D', {}, 200],
    [
      'a token in a cookie where REST takes none',
      '/api/v1/user/myself',
      { headers: { authorization: '', cookie: 'latchkey=x' } },
      401,
    ],
  ])('%s', async (_what, path, asked, status) => {
    expect((await ask(path, asked)).status).toBe(status);
    expect(routed).toEqual([path]);
  });

  it('every request while the server closes, so that its connection closes too', async () => {
    let release = () => {};
    const closing = test.serverWith();
    closing.addHook('preClose', () => new Promise<void>((resolve) => (release = resolve)));
    client = new RestClient(await closing.listen({ host: '127.0.0.1', port: 0 }));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect((await ask('/api/v1/verify', { agent })).headers.connection).toBe('keep-alive');
    const closed = closing.close();
    await expect.poll(async () => (await ask('/api/v1/verify', { agent })).headers.connection).toBe('close');
    release();
    await closed;
    agent.destroy();
  });

  it('the list over tRPC, which it compresses', async () => {
    for (let count = 0; count < 3; count += 1) await client.signIn();
    await client.ask('v1/user/myself/session', token);
    routed.length = 0;
    const compressed = await ask('/api/trpc/session.list', { headers: { 'accept-encoding': 'gzip' } });
    expect([routed.length, compressed.headers['content-encoding']]).toEqual([1, 'gzip']);
  });
});

it('finds the address of a client as Fastify does', async () => {
  for (const trustProxy of [false, 1, 2, ['127.0.0.0/8'], ['127.0.0.1', '203.0.113.0/24']] satisfies TrustProxy[]) {
    const addressOf = addressFinder(trustProxy);
    const found: [string, string][] = [];
    const other = test.serverWith({ trustProxy });
    other.addHook('onSend', ({ ip, raw }, _reply, payload, done) => {
      found.push([addressOf(raw), ip]);
      done(null, payload);
    });
    client = new RestClient(await other.listen({ host: '127.0.0.1', port: 0 }));
    for (const forwarded of [
      '',
      '198.51.100.7',
      '198.51.100.7, 203.0.113.9',
      '2001:db8::7,203.0.113.9 , 127.0.0.1',
      'x',
    ])
      await ask('/healthz', { headers: forwarded === '' ? {} : { 'x-forwarded-for': forwarded } });
    await other.close();
    expect(found).toHaveLength(5);
    for (const [ours, fastifys] of found) expect([trustProxy, ours]).toEqual([trustProxy, fastifys]);
  }
});

it('answers below the base path, and reads the cookie of its scope at verify', async () => {
  const below = await serve({ publicUrl: new URL('http://localhost:3000/account') });
  const cookie = { headers: { authorization: '', cookie: `latchkey=${token}` } };
  expect((await askMemory('/account/api/v1/verify', cookie)).headers['latchkey-email']).toBe(ada.email);
  expect((await ask('/account/api/v1/user/myself', cookie)).status).toBe(401);
  expect((await askMemory('/account/api/trpc/user.myself', cookie)).body).toContain(ada.email);
  expect((await ask('/api/v1/verify')).status).toBe(404);
  await below.close();
});
