import { hash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { createLatchkey, LatchkeyUnavailable } from '@latchkey/node';
import { createSessionToken, hashSessionToken } from '@latchkey/sessions/tokens/session-token';
import { waitFor } from '@latchkey/testing/wait-for';
import Fastify from 'fastify';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { cookies } from '../../src/credentials/cookie.ts';
import {
  longestMessage,
  longestQueue,
  mostVerifiers,
  mostVerifiersOfKey,
  verifierPlugin,
} from '../../src/verifiers/verifier-plugin.ts';
import { mostPending } from '../../src/verifiers/verifier-conversation.ts';
import { serviceKey } from './service.ts';
import { firefox, openTestApp, sharedTestApp } from '../testing/test-app.ts';

const one = await sharedTestApp({ accounts: 'both' });
const other = await sharedTestApp({ accounts: 'both', database: one.database });
const [url, otherUrl] = await Promise.all([one, other].map(({ http }) => http.listen({ port: 0, host: '127.0.0.1' })));
if (url === undefined || otherUrl === undefined) throw new Error('Both instances should listen');
const key = await serviceKey(one);

/** Counts the requests over HTTP and over WebSockets for whose session it is. */
let introspections = 0;
for (const { services } of [one, other]) {
  const { authenticator } = services;
  const authenticate = authenticator.authenticate.bind(authenticator);
  authenticator.authenticate = (...parameters) => {
    introspections += 1;
    return authenticate(...parameters);
  };
}

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const resource of open.splice(0)) await resource.close();
});

/** An application that is connected to an instance, and a session in it. */
async function application(at = url) {
  const latchkey = createLatchkey({ url: at ?? '', serviceKey: key });
  open.push(latchkey);
  const subject = `user-${randomUUID()}`;
  const signedIn = { headers: {}, ip: '203.0.113.9' };
  const { setCookie } = await latchkey.sessions.begin(signedIn, { subject, methods: ['pwd'] });
  const cookie = setCookie.map((line) => line.split(';', 1)[0]).join('; ');
  const request = { headers: { cookie, 'user-agent': firefox }, ip: '203.0.113.9' };
  await remembers(latchkey, request);
  return { latchkey, subject, request };
}

/** Asks until the answer comes from memory. */
async function remembers(
  latchkey: ReturnType<typeof createLatchkey>,
  request: Parameters<typeof latchkey.authenticate>[0],
) {
  await waitFor(async () => {
    const before = introspections;
    expect(await latchkey.authenticate(request)).not.toBeNull();
    expect(introspections).toBe(before);
  });
}

describe('an application with @latchkey/node', () => {
  it('asks nothing while it remembers a session', async () => {
    const { latchkey, request, subject } = await application();
    const before = introspections;
    for (let count = 0; count < 200; count += 1) {
      expect(await latchkey.authenticate(request)).toMatchObject({ subject, methods: ['pwd'], isBound: false });
    }
    expect(introspections).toBe(before);
  });

  it.each([
    ['the same instance', () => one],
    ['another instance', () => other],
  ])('refuses a session once its end was answered by %s', async (_name, at) => {
    const { latchkey, request, subject } = await application();
    const ending = createLatchkey({ url: at() === one ? (url ?? '') : (otherUrl ?? ''), serviceKey: key });
    expect(await ending.sessions.endAll(subject)).toBe(1);
    expect(await latchkey.authenticate(request)).toBeNull();
  });

  it('forgets the token that a confirmation has replaced', async () => {
    const { latchkey, request, subject } = await application();
    await latchkey.sessions.confirm(request, { subject, methods: ['otp'] });
    expect(await latchkey.authenticate(request)).toBeNull();
  });

  it('closes what is registered before the end is answered, and nothing of other sessions', async () => {
    const { latchkey, request, subject } = await application();
    const stays = await application();
    const session = await latchkey.authenticate(request);
    const lasting = await stays.latchkey.authenticate(stays.request);
    if (!session || !lasting) throw new Error('Both should be signed in');
    const closed: string[] = [];
    latchkey.onSessionEnd(session, () => closed.push('ended'));
    latchkey.onSessionEnd(session, () => closed.push('taken back'))();
    stays.latchkey.onSessionEnd(lasting, () => closed.push('lasting'));
    // Another session of the user changes nothing for this one.
    await latchkey.sessions.begin({ headers: {} }, { subject, methods: ['pwd'] });
    expect(closed).toEqual([]);
    const ending = createLatchkey({ url: otherUrl ?? '', serviceKey: key });
    await ending.sessions.end(subject, session.id);
    expect(closed).toEqual(['ended']);
  });

  it('asks the instance at each request for a session that is bound to its device', async () => {
    const { latchkey, request } = await application();
    const { authenticator } = one.services;
    const real = authenticator.authenticate;
    authenticator.authenticate = async (...parameters) => {
      const result = await real(...parameters);
      if (!result.ok) return result;
      const binding = { secret: 'secret', key: 'the key of the device' };
      return { ok: true, value: { ...result.value, session: { ...result.value.session, binding } } };
    };
    try {
      // Its user has changed, so it is asked for again.
      const session = await latchkey.authenticate(request);
      await latchkey.sessions.begin({ headers: {} }, { subject: session?.subject ?? '', methods: ['pwd'] });
      const before = introspections;
      for (let count = 0; count < 3; count += 1) {
        expect(await latchkey.authenticate(request)).toMatchObject({ isBound: true });
      }
      expect(introspections).toBe(before + 3);
    } finally {
      authenticator.authenticate = real;
    }
  });

  it('goes on over HTTP while its instance stops, and then with another instance', async () => {
    const stopping = await openTestApp({ accounts: 'both', database: one.database });
    const address = await stopping.http.listen({ port: 0, host: '127.0.0.1' });
    const { latchkey, request, subject } = await application(address);
    const port = Number(new URL(address).port);
    await stopping[Symbol.asyncDispose]();
    // What it remembers without its instance is worth nothing.
    await expect(latchkey.authenticate(request)).rejects.toBeInstanceOf(LatchkeyUnavailable);
    const next = await openTestApp({ accounts: 'both', database: one.database });
    open.push({ close: () => next[Symbol.asyncDispose]() });
    await next.http.listen({ port, host: '127.0.0.1' });
    await remembersAt(next, latchkey, request);
    await latchkey.sessions.endAll(subject);
    expect(await latchkey.authenticate(request)).toBeNull();
  });

  it('forgets everything when its key is revoked', async () => {
    const created = await one.services.serviceKeys.create('short', ['sessions:introspect', 'sessions:begin']);
    if (!created.ok) throw new Error('There should be room for a key');
    const latchkey = createLatchkey({ url: url ?? '', serviceKey: created.value.secret });
    open.push(latchkey);
    const { request } = await application();
    await remembers(latchkey, request);
    await one.services.serviceKeys.revoke(created.value.id);
    await expect(latchkey.authenticate(request)).rejects.toMatchObject({ code: 'service_key_incorrect' });
  });
});

/** The same as `remembers`, for an instance whose requests are not counted. */
async function remembersAt(
  { services }: typeof one,
  latchkey: ReturnType<typeof createLatchkey>,
  request: Parameters<typeof latchkey.authenticate>[0],
) {
  const asked = vi.spyOn(services.authenticator, 'authenticate');
  await waitFor(async () => {
    asked.mockClear();
    expect(await latchkey.authenticate(request)).not.toBeNull();
    expect(asked).not.toHaveBeenCalled();
  });
}

describe('the route of verifiers', () => {
  const verifierUrl = `${url}/api/v1/service/verifier`.replace('http:', 'ws:');

  /** Opens a WebSocket as an application does. */
  async function openSocket(bearer = key, at = verifierUrl): Promise<WebSocket> {
    const socket = new WebSocket(at, { headers: { authorization: `Bearer ${bearer}` } });
    open.push({ close: () => socket.terminate() });
    await once(socket, 'open');
    return socket;
  }

  /** The status and the code with which a WebSocket is refused. */
  async function refusal(headers: Record<string, string>, at = verifierUrl): Promise<[number | undefined, string]> {
    const socket = new WebSocket(at, { headers });
    const [, response] = await once(socket, 'unexpected-response');
    const { error_code: code }: { error_code: string } = JSON.parse(await text(response));
    socket.on('error', () => {});
    socket.terminate();
    return [response.statusCode, code];
  }

  it('refuses a missing and a wrong key, and one without the scope', async () => {
    expect(await refusal({})).toEqual([401, 'service_key_not_provided']);
    expect(await refusal({ authorization: `Bearer ${key.slice(0, -1)}x` })).toEqual([401, 'service_key_incorrect']);
    const narrow = await serviceKey(one, ['sessions:begin']);
    expect(await refusal({ authorization: `Bearer ${narrow}` })).toEqual([403, 'service_scope_missing']);
  });

  it('answers 426 to a request without an upgrade', async () => {
    const answer = await fetch(`${url}/api/v1/service/verifier`, { headers: { authorization: `Bearer ${key}` } });
    expect([answer.status, answer.headers.get('upgrade')]).toEqual([426, 'websocket']);
    expect(await answer.json()).toMatchObject({ error_code: 'upgrade_required' });
  });

  it('takes no more verifiers of one key than its bound', async () => {
    const sockets = await Promise.all(Array.from({ length: mostVerifiersOfKey }, () => openSocket()));
    expect(await refusal({ authorization: `Bearer ${key}` })).toEqual([429, 'too_many_verifiers']);
    const [first] = sockets;
    first?.terminate();
    await waitFor(() => openSocket());
  });

  it('takes no more verifiers of all keys than its bound', async () => {
    const keys = await Promise.all(Array.from({ length: mostVerifiers / mostVerifiersOfKey }, () => serviceKey(one)));
    const own = await openTestApp({ accounts: 'both', database: one.database });
    open.push({ close: () => own[Symbol.asyncDispose]() });
    const at = `${await own.http.listen({ port: 0, host: '127.0.0.1' })}/api/v1/service/verifier`.replace(
      'http:',
      'ws:',
    );
    for (const each of keys) await Promise.all(Array.from({ length: mostVerifiersOfKey }, () => openSocket(each, at)));
    expect(await refusal({ authorization: `Bearer ${key}` }, at)).toEqual([429, 'too_many_verifiers']);
  });

  it('ends a connection that leaves more unread than its bound', async () => {
    const socket = await openSocket();
    const before = one.services.verifiers.size;
    socket.pause();
    const users = Array.from({ length: longestQueue / 16 }, (_, index) => index + 1_000_000_000);
    await waitFor(() => {
      void one.services.verifiers.forget(users);
      expect(one.services.verifiers.size).toBe(before - 1);
    });
  });

  it('ends a connection that is silent for too long', async () => {
    const own = await openTestApp({ accounts: 'both', database: one.database });
    open.push({ close: () => own[Symbol.asyncDispose]() });
    const http = Fastify();
    http.register(verifierPlugin, {
      services: own.services,
      cookies: cookies(new URL('http://localhost:3000')),
      silenceTimeout: 300,
      prefix: '/api',
    });
    open.push(http);
    const at = await http.listen({ port: 0, host: '127.0.0.1' });
    const socket = await openSocket(key, `${at}/api/v1/service/verifier`.replace('http:', 'ws:'));
    expect(await once(socket, 'close')).toMatchObject([1006, {}]);
  });

  it.each([
    ['no JSON', 'renew'],
    ['an unknown type', '{"type":"resume"}'],
    ['a hash that is none', '{"type":"check","request":1,"hashes":["x"]}'],
    ['too many hashes', JSON.stringify({ type: 'check', request: 1, hashes: Array(501).fill('a'.repeat(64)) })],
  ])('ends a connection that sends %s', async (_name, message) => {
    const socket = await openSocket();
    socket.send(message);
    expect(await once(socket, 'close')).toMatchObject([1007, {}]);
  });

  it('ends a connection with a longer message than its bound', async () => {
    const socket = await openSocket();
    socket.send(' '.repeat(longestMessage + 1));
    expect(await once(socket, 'close')).toMatchObject([1009, {}]);
  });

  it('ends a connection that has more requests under way than its bound', async () => {
    const { authenticator } = one.services;
    const real = authenticator.usersOf;
    let answer = (_users: number[]) => {};
    const pending = new Promise<number[]>((resolve) => {
      answer = resolve;
    });
    authenticator.usersOf = () => pending;
    try {
      const socket = await openSocket();
      for (let request = 0; request <= mostPending; request += 1) {
        socket.send(JSON.stringify({ type: 'check', request, hashes: [] }));
      }
      expect(await once(socket, 'close')).toMatchObject([1013, {}]);
    } finally {
      authenticator.usersOf = real;
      answer([]);
    }
  });

  it('records uses that a verifier reports, with their age', async () => {
    const { latchkey, request, subject } = await application();
    const session = await latchkey.authenticate(request);
    const lastUse = async () =>
      (await latchkey.sessions.list(subject)).find(({ id }) => id === session?.id)?.lastUsedAt.getTime();
    const before = await lastUse();
    one.passTime(3_600_000);
    other.passTime(3_600_000);
    const token = /latchkey_[0-9a-f]{72}/.exec(request.headers.cookie)?.[0] ?? '';
    const socket = await openSocket();
    const uses = [
      { hash: hashSessionToken(createSessionToken()), ago: 0, ip: null },
      { hash: hash('sha256', token, 'hex'), ago: 5_000, ip: '203.0.113.9' },
    ];
    socket.send(JSON.stringify({ type: 'uses', uses }));
    await waitFor(async () => expect(await lastUse()).toBe((before ?? NaN) + 3_595_000));
  });

  it('serves a request that asks for another upgrade as if it had not, with its body', async () => {
    const { hostname, port } = new URL(url ?? '');
    const socket = connect(Number(port), hostname);
    const body = JSON.stringify({ token: 'none' });
    const head = [
      'POST /api/v1/service/introspect HTTP/1.1',
      'Host: localhost',
      'Connection: Upgrade, HTTP2-Settings, close',
      'Upgrade: h2c',
      'HTTP2-Settings: AAMAAABkAAQAAP__',
      'Content-Type: application/json',
      `Authorization: Bearer ${key}`,
      `Content-Length: ${body.length}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 5)}`);
    await new Promise((resolve) => setImmediate(resolve));
    socket.write(body.slice(5));
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('{"active":false}');
  });

  describe('without a handshake', () => {
    const get = 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n';
    const upgrade =
      'GET /api/v1/service/verifier HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';

    const dial = async () => {
      const { hostname, port } = new URL(url ?? '');
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {});
      await once(socket, 'connect');
      return socket;
    };
    const connections = () => promisify(one.http.server.getConnections.bind(one.http.server))();

    it('closes a connection that asks for one before its last request is answered', async () => {
      const socket = await dial();
      socket.write(`${get}${upgrade}`);
      await once(socket.resume(), 'close');
      expect((await fetch(`${url}/api/v1/user/myself`)).status).toBe(401);
    });

    it('outlives a client that resets the connection during the refusal', async () => {
      for (let times = 0; times < 20; times += 1) {
        const socket = await dial();
        socket.write(upgrade);
        if (times % 2 === 0) await once(socket, 'data');
        else await new Promise((resolve) => setImmediate(resolve));
        socket.resetAndDestroy();
      }
      expect((await fetch(`${url}/api/v1/user/myself`)).status).toBe(401);
    });

    it('keeps no connection that was refused, whatever its client still sends', async () => {
      const before = await connections();
      const socket = await dial();
      socket.write(upgrade);
      await once(socket, 'data');
      socket.end('x');
      await waitFor(async () => expect(await connections()).toBeLessThanOrEqual(before));
    });
  });
});
