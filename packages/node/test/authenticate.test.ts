import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { type LatchkeyOptions, LatchkeyUnavailable, createLatchkey, forwardedFor } from '../src/latchkey.ts';
import { credentialsOf, sessionTokenOf } from '../src/request.ts';
import { portOf } from './server-port.ts';

const serviceKey = `latchkey_service_${'0'.repeat(72)}`;
const token = `latchkey_${'a'.repeat(72)}`;
const signedIn = { headers: { cookie: `theme=dark; __Host-latchkey=${token}` } };

let close = () => {};
afterEach(() => close());

/** Answers every call as Latchkey might, and notes what it was sent. */
async function answering(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const calls: { readonly url: string | undefined; readonly headers: object; readonly input: unknown }[] = [];
  const server = createServer((request, response) => {
    // The request for a WebSocket, which has no body, is answered as by a version without one.
    if (request.method === 'GET') {
      response.writeHead(404).end();
      return;
    }
    void json(request).then((input) => {
      calls.push({ url: request.url, headers: request.headers, input });
      answer(request, response);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { calls, url: `http://127.0.0.1:${portOf(server)}` };
}

/** Asks at each request. verifier.test.ts has what is answered from memory. */
const connect = (url: string, more: Partial<LatchkeyOptions> = {}) =>
  createLatchkey({ url, serviceKey, memory: 0, ...more });
const sending =
  (status: number, body: string): ((request: IncomingMessage, response: ServerResponse) => void) =>
  (_request, response) =>
    void response.writeHead(status).end(body);

const active = {
  active: true,
  sub: 'ada',
  sid: '7',
  amr: ['pwd'],
  auth_time: 1_700_000_000,
  iat: 1_700_000_001,
  exp: 1_700_000_002,
  bound: false,
};
const result = (data: object) => JSON.stringify({ result: { data } });
const refusal = (errorCode: string) =>
  JSON.stringify({ error: { message: 'No.', data: { errorCode, fields: null, retryAfter: null } } });

describe('authenticate', () => {
  it('gives the session that Latchkey names, and sends only the cookies of Latchkey', async () => {
    const { calls, url } = await answering(sending(200, result(active)));
    const session = await connect(`${url}/`).authenticate({ ...signedIn, ip: '203.0.113.9' });
    expect(session).toEqual({
      id: 7,
      subject: 'ada',
      email: null,
      name: null,
      methods: ['pwd'],
      provedAt: new Date(1_700_000_000_000),
      createdAt: new Date(1_700_000_001_000),
      expiresAt: new Date(1_700_000_002_000),
      isBound: false,
    });
    expect(calls).toMatchObject([
      {
        url: '/api/service/serviceSession.introspect',
        headers: { authorization: `Bearer ${serviceKey}` },
        input: { token: null, cookie: `__Host-latchkey=${token}`, ip: '203.0.113.9' },
      },
    ]);
  });

  it('lets no cache of the application keep an answer', async () => {
    const { url } = await answering(sending(200, result(active)));
    const asked = vi.spyOn(globalThis, 'fetch');
    await connect(url).authenticate(signedIn);
    expect(asked.mock.calls.map(([, init]) => init)).toMatchObject([{ cache: 'no-store' }]);
    asked.mockRestore();
  });

  it('asks below the path of the URL', async () => {
    const { calls, url } = await answering(sending(200, result({ active: false })));
    expect(await connect(`${url}/account`).authenticate(signedIn)).toBeNull();
    expect(calls[0]?.url).toBe('/account/api/service/serviceSession.introspect');
  });

  it('asks nothing where a request has no credential of Latchkey', async () => {
    const { calls, url } = await answering(sending(500, ''));
    const headers = { authorization: 'Bearer eyJ.application.own', cookie: 'theme=dark; not-latchkey=1; latchkeys=2' };
    expect(await connect(url).authenticate({ headers })).toBeNull();
    expect(calls).toEqual([]);
  });

  const outages: [string, string, (request: IncomingMessage, response: ServerResponse) => void][] = [
    ['an unavailable database', 'service_unavailable', sending(503, refusal('service_unavailable'))],
    ['a fault', 'internal_error', sending(500, refusal('internal_error'))],
    ['a wrong service key', 'service_key_incorrect', sending(401, refusal('service_key_incorrect'))],
    ['a missing scope', 'service_scope_missing', sending(403, refusal('service_scope_missing'))],
    ['a code of a later version', 'unexpected_answer', sending(409, refusal('something_new'))],
    ['the page of a proxy', 'unexpected_answer', sending(502, '<h1>Bad gateway</h1>')],
    ['the page of a proxy with 200', 'unexpected_answer', sending(200, '<h1>Welcome</h1>')],
    ['an answer that is neither active nor not', 'unexpected_answer', sending(200, result({ sub: 'ada' }))],
    ['an active session without its user', 'unexpected_answer', sending(200, result({ active: true }))],
    ['a broken connection', 'unreachable', (request) => request.socket.destroy()],
    ['a redirect', 'unreachable', (_request, response) => void response.writeHead(302, { location: '/x' }).end()],
    ['no answer in time', 'timed_out', () => {}],
    [
      'half of an answer in time',
      'timed_out',
      (_request, response) => void response.writeHead(200, { 'content-length': '500' }).write('{"result":'),
    ],
  ];

  it.each(outages)('takes %s for an outage and never for a sign-out', async (_name, code, answer) => {
    const { url } = await answering(answer);
    const asked = connect(url, { timeout: 300 }).authenticate(signedIn);
    await expect(asked).rejects.toBeInstanceOf(LatchkeyUnavailable);
    await expect(asked).rejects.toMatchObject({ code, status: 503, headers: { 'retry-after': '2' } });
  });

  it('names the address that it cannot reach and the reason, and refuses a URL with a password', async () => {
    const { url } = await answering((request) => request.socket.destroy());
    await expect(connect(`${url}/account`).authenticate(signedIn)).rejects.toThrow(
      `Latchkey cannot be reached at ${url}/account: UND_ERR_SOCKET.`,
    );
    expect(() => connect(url.replace('://', '://ada:secret@'))).toThrow('`url` must have no user name and no password');
  });

  it('names the address with its path where another server answers', async () => {
    const { url } = await answering(sending(404, '<h1>Not found</h1>'));
    await expect(connect(`${url}/acount`).authenticate(signedIn)).rejects.toThrow(
      `${url}/acount answered 404 with a body that is not Latchkey’s. Does \`url\` end with the BASE_PATH of Latchkey?`,
    );
  });

  it('asks a second time where the first connection breaks', async () => {
    let count = 0;
    const { url } = await answering((request, response) => {
      count += 1;
      if (count === 1) request.socket.destroy();
      else response.end(result(active));
    });
    expect(await connect(url).authenticate(signedIn)).toMatchObject({ subject: 'ada' });
    expect(count).toBe(2);
  });

  it('begins a session once only, because the lost answer may have had one', async () => {
    const { calls, url } = await answering((request) => request.socket.destroy());
    const begun = connect(url).sessions.begin({ headers: {} }, { subject: 'ada', methods: ['pwd'] });
    await expect(begun).rejects.toMatchObject({ code: 'unreachable' });
    expect(calls).toHaveLength(1);
  });
});

describe('the credentials of a request', () => {
  it('are the same from headers of Node and of the Fetch API', () => {
    const cookie = `a=b; latchkey-4000=${token};latchkey-device-4000=d; x`;
    const headers = { authorization: `bearer ${token}`, cookie };
    const expected = { token, cookie: `latchkey-4000=${token}; latchkey-device-4000=d` };
    expect(credentialsOf({ headers })).toEqual(expected);
    expect(credentialsOf({ headers: new Headers(headers) })).toEqual(expected);
    expect(credentialsOf(new Request('http://localhost', { headers }))).toEqual(expected);
  });

  it('are never longer than Latchkey accepts', () => {
    const cookie = `latchkey=${'x'.repeat(50_000)}`;
    expect(credentialsOf({ headers: { cookie } }).cookie).toHaveLength(16_384);
    expect(credentialsOf({ headers: { authorization: `Bearer latchkey_${'x'.repeat(5_000)}` } }).token).toBeNull();
  });
});

it.each([
  [{ url: 'ftp://localhost', serviceKey }, '`url` must begin with http:// or https://'],
  [{ url: 'localhost:3000', serviceKey }, '`url` must begin with http:// or https://'],
  [{ url: 'http://localhost', serviceKey: undefined }, '`serviceKey` is missing'],
  [{ url: 'http://localhost', serviceKey: 'secret' }, '`serviceKey` must be what `latchkey admin keys generate`'],
])('createLatchkey refuses %o', (options, message) => {
  expect(() => createLatchkey(options)).toThrow(message);
});

describe('the session token of a request', () => {
  const name = 'latchkey-4000';

  it.each([
    [`${name}=a`, 'a'],
    [`theme=dark; ${name}=a; ${name}-device=b`, 'a'],
    [`theme=dark;${name}=a;x=y`, 'a'],
    [`theme=dark;  ${name}=a ; x=y`, 'a'],
    [`${name}-device=b; ${name}=a`, 'a'],
    [`not${name}=b; x ${name}=b; ${name}=a`, 'a'],
    [`${name}=a; ${name}=b`, 'a'],
    [`theme=${name}=b`, null],
    [`${name}-device=b`, null],
    [`${name}=`, null],
    [name, null],
  ])('is that of the cookie with this very name: %s', (cookie, found) => {
    expect(sessionTokenOf({ headers: { cookie } }, name)).toBe(found);
    expect(sessionTokenOf({ headers: new Headers({ cookie }) }, name)).toBe(found);
  });

  it('is that in the Authorization header, where there is one of Latchkey', () => {
    const cookie = `${name}=a`;
    expect(sessionTokenOf({ headers: { authorization: `bearer ${token}`, cookie } }, name)).toBe(token);
    expect(sessionTokenOf({ headers: { authorization: 'Bearer eyJ.application.own', cookie } }, name)).toBe('a');
    expect(sessionTokenOf({ headers: {} }, name)).toBeNull();
  });
});

describe('without memory', () => {
  it('nothing can be registered for the end of a session, and there is nothing to close', async () => {
    const { url } = await answering(sending(200, result(active)));
    const latchkey = connect(url);
    const session = await latchkey.authenticate(signedIn);
    if (session === null) throw new Error('The session should be live');
    expect(() => latchkey.onSessionEnd(session, () => {})).toThrow(TypeError);
    await latchkey.close();
  });
});

describe('with memory', () => {
  it('asks over HTTP where Latchkey serves no verifiers, and the process may end', async () => {
    const { calls, url } = await answering(sending(200, result(active)));
    const latchkey = connect(url, { memory: 10 });
    for (const count of [1, 2, 3]) {
      expect(await latchkey.authenticate(signedIn)).toMatchObject({ subject: 'ada' });
      expect(calls).toHaveLength(count);
    }
    await latchkey.close();
    expect(await latchkey.authenticate(signedIn)).toMatchObject({ subject: 'ada' });
  });

  it('asks over HTTP in a runtime whose `ws` is a stub, as bundlers for browsers have it', async () => {
    const { calls, url } = await answering(sending(200, result(active)));
    vi.doMock('ws', () => ({
      WebSocket: () => {
        throw new Error('ws does not work in the browser');
      },
    }));
    vi.resetModules();
    const { createLatchkey: createAnew } = await import('../src/latchkey.ts');
    const latchkey = createAnew({ url, serviceKey });
    for (const count of [1, 2]) {
      expect(await latchkey.authenticate(signedIn)).toMatchObject({ subject: 'ada' });
      expect(calls).toHaveLength(count);
    }
    await latchkey.close();
    vi.doUnmock('ws');
    vi.resetModules();
  });

  it('closes what is registered before there is a connection', async () => {
    const { url } = await answering(sending(200, result(active)));
    const latchkey = connect(url, { memory: 10 });
    const session = await latchkey.authenticate(signedIn);
    if (session === null) throw new Error('The session should be live');
    const closed: string[] = [];
    latchkey.onSessionEnd(session, () => closed.push('open'));
    latchkey.onSessionEnd(session, () => closed.push('taken back'))();
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toEqual(['open']);
    await latchkey.close();
  });
});

describe('forwardedFor', () => {
  it.each([
    ['the only address', '203.0.113.9', '203.0.113.9'],
    ['the last of several, which the proxy has seen', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
    ['the address of the connection where there is none', undefined, '127.0.0.1'],
    ['the address of the connection where it is empty', ' ', '127.0.0.1'],
  ])('is %s', (_what, value, found) => {
    const headers = value === undefined ? {} : { 'x-forwarded-for': value };
    expect(forwardedFor({ headers, socket: { remoteAddress: '127.0.0.1' } })).toBe(found);
    expect(forwardedFor({ headers: new Headers(headers), ip: '127.0.0.1' })).toBe(found);
  });
});

it('connects again soon where an instance has broken the protocol and hangs', async () => {
  const instances = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(instances, 'listening');
  const address = instances.address();
  if (address === null || typeof address === 'string') throw new Error('It should listen on a port');
  let connections = 0;
  instances.on('connection', (socket) => {
    connections += 1;
    // It will not read that the connection is closed.
    socket.pause();
    socket.send('no message');
  });
  const latchkey = createLatchkey({ url: `http://127.0.0.1:${address.port}`, serviceKey, timeout: 500 });
  close = () => {
    void latchkey.close();
    for (const socket of instances.clients) socket.terminate();
    instances.close();
  };
  await expect(latchkey.authenticate(signedIn)).rejects.toThrow(LatchkeyUnavailable);
  await expect.poll(() => connections, { timeout: 10_000 }).toBeGreaterThan(1);
});
