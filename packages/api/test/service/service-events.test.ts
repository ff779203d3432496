import type { ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { promisify } from 'node:util';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import type { EventFeedStore, OutgoingEvent } from '@latchkey/sessions/webhooks/outgoing-event';
import Fastify from 'fastify';
import { expect, describe, it } from 'vitest';
import { cookies } from '../../src/credentials/cookie.ts';
import { addEventStreams } from '../../src/service/event-stream-plugin.ts';
import { eventsPath } from '../../src/service/service-event-router.ts';
import { ask, askTrpc, serviceKey } from './service.ts';
import { openTestApp, rest, sharedTestApp } from '../testing/test-app.ts';

const app = await sharedTestApp({ accounts: 'both' });
const key = await serviceKey(app);

interface Page {
  readonly events: readonly {
    readonly type: string;
    readonly data: { readonly sid: string; readonly position: number };
  }[];
  readonly next: number;
}

/** An event as long as one may be. */
const longEvent: OutgoingEvent = {
  id: 1,
  position: 1,
  kind: 'signed_in',
  at: new Date(0),
  userId: 1,
  subject: 'ada',
  sessionId: 1,
  deviceId: 1,
  endReason: null,
  actorSessionId: null,
  methods: ['pwd'],
  userAgent: capUserAgent('x'.repeat(10_000)),
  ip: null,
};

/** Gives everything that is committed its place. */
async function publish(): Promise<void> {
  while ((await app.services.webhookStores.feed.publish(new Date(), 100)) > 0);
}

const pageAfter = async (after: number, limit = 100): Promise<Page> =>
  (await ask(app, key, 'GET', `/events?after=${after}&limit=${limit}`)).json();

/** The position after everything that has happened. */
async function end(): Promise<number> {
  await publish();
  return app.services.webhookStores.feed.lastPosition();
}

/** Begins a session and ends it. */
async function comeAndGo(): Promise<void> {
  const { token } = await app.signUp();
  await rest(app, 'POST', '/user/myself/session/logoutCurrentSession', token, { payload: { session_token: token } });
}

describe('a page of events', () => {
  it('goes on after a position, and is the same over both transports', async () => {
    const start = await end();
    await comeAndGo();
    await publish();
    const first = await pageAfter(start, 1);
    expect(first.events).toMatchObject([{ type: 'session.began', data: { reason: null, amr: ['pwd'] } }]);
    const second = await pageAfter(first.next);
    expect(second.events).toMatchObject([{ type: 'session.ended', data: { reason: 'logout' } }]);
    expect(await pageAfter(second.next)).toMatchObject({ events: [], next: second.next });
    const overTrpc = await askTrpc(app, key, 'serviceEvent.list', { after: start }, true);
    expect(overTrpc.json().result.data).toEqual({ events: [...first.events, ...second.events], next: second.next });
  });

  it('refuses a position that is no number, and one beyond the last event', async () => {
    const last = await end();
    for (const after of ['x', '-1', '1.5', String(last + 1)]) {
      const answer = await ask(app, key, 'GET', `/events?after=${after}`);
      expect([answer.statusCode, answer.json().error_code], after).toEqual([422, 'validation_failed']);
    }
  });
});

describe('a stream of events', () => {
  /** Opens a stream, and reads it up to a text. */
  async function open(origin: string, headers: Record<string, string> = {}, query = '', bearer = key) {
    const stop = new AbortController();
    const answer = await fetch(`${origin}/api/v1/service/events${query}`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${bearer}`, ...headers },
      signal: stop.signal,
    });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      async until(pattern: RegExp): Promise<string> {
        while (!pattern.test(text)) {
          const read = await reader?.read();
          if (read === undefined || read.done) throw new Error(`The stream has ended: ${text}`);
          text += read.value;
        }
        return text;
      },
      async ended(): Promise<void> {
        while (!(await reader?.read())?.done);
      },
      close: () => stop.abort(),
    };
  }

  /** The address of an application that listens. */
  async function listen(own = app): Promise<string> {
    if (!own.http.server.listening) await own.http.listen({ port: 0, host: '127.0.0.1' });
    const address: AddressInfo | string | null = own.http.server.address();
    if (address === null || typeof address === 'string') throw new Error('It should listen on a port');
    return `http://127.0.0.1:${address.port}`;
  }

  it('has what happens from now on, and goes on where another ended', async () => {
    const origin = await listen();
    await comeAndGo();
    const start = await end();
    const first = await open(origin);
    expect([first.status, first.type]).toEqual([200, 'text/event-stream']);
    await first.until(new RegExp(`id: ${start}\n\n`));
    await comeAndGo();
    await publish();
    const text = await first.until(/session\.ended/);
    expect(text.match(/^event: .+$/gm)).toEqual(['event: session.began', 'event: session.ended']);
    first.close();
    await comeAndGo();
    await publish();
    for (const [headers, query] of [
      [{ 'last-event-id': String(start + 1) }, ''],
      [{}, `?after=${start + 1}`],
    ] as const) {
      const next = await open(origin, headers, query);
      const resumed = await next.until(/session\.ended[^]*session\.ended/);
      expect(resumed.match(/^event: .+$/gm)).toEqual([
        'event: session.ended',
        'event: session.began',
        'event: session.ended',
      ]);
      next.close();
    }
  });

  it('sends each event once', async () => {
    const origin = await listen();
    const start = await end();
    const stream = await open(origin, {}, `?after=${start}`);
    for (let round = 0; round < 3; round += 1) {
      await comeAndGo();
      await publish();
      // A round is sent by a later look than the one before it.
      await stream.until(new RegExp(`(event: session\\.ended[^]*){${round + 1}}`));
    }
    const ids = Array.from((await stream.until(/$/)).matchAll(/^id: (\d+)\nevent/gm), ([, id]) => Number(id));
    expect(ids).toHaveLength(6);
    expect(ids).toEqual([...new Set(ids)].toSorted((one, other) => one - other));
    stream.close();
  });

  it('needs a key with the scope, and a position that there is', async () => {
    const origin = await listen();
    expect((await open(origin, {}, '', 'latchkey_service_x')).status).toBe(401);
    expect((await open(origin, {}, '', await serviceKey(app, ['users:write']))).status).toBe(403);
    expect((await open(origin, { 'last-event-id': 'x' })).status).toBe(422);
    expect((await open(origin, {}, '?after=999999999')).status).toBe(422);
  });

  it('ends when its key is revoked', async () => {
    const origin = await listen();
    const created = await app.services.serviceKeys.create('revoked', ['events:read']);
    if (!created.ok) throw new Error('There should be room for a key');
    const stream = await open(origin, {}, '', created.value.secret);
    await stream.until(/id: /);
    await app.services.serviceKeys.revoke(created.value.id);
    await expect(stream.ended()).resolves.toBeUndefined();
  });

  it('is refused beyond four of a key, and closed ones do not count', async () => {
    const origin = await listen();
    const own = await serviceKey(app, ['events:read']);
    const streams = [];
    for (let times = 0; times < 4; times += 1) streams.push(await open(origin, {}, '', own));
    expect((await open(origin, {}, '', own)).status).toBe(429);
    for (const stream of streams) stream.close();
    await expect.poll(async () => (await open(origin, {}, '', own)).status).toBe(200);
  });

  it('counts no client that has left before its stream began', async () => {
    await using own = await openTestApp({ database: app.database });
    const { feed } = own.services.webhookStores;
    const real = feed.lastPosition.bind(feed);
    let waiting = 0;
    let answer = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    feed.lastPosition = async () => {
      waiting += 1;
      await answered;
      return real();
    };
    const origin = await listen(own);
    const bearer = await serviceKey(own, ['events:read']);
    const lines = ['host: x', 'accept: text/event-stream', `authorization: Bearer ${bearer}`];
    const clients = Array.from({ length: 4 }, () => connect(Number(new URL(origin).port), '127.0.0.1'));
    for (const client of clients) client.write(`GET ${eventsPath} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    await expect.poll(() => waiting).toBe(4);
    for (const client of clients) client.destroy();
    const connections = promisify(own.http.server.getConnections.bind(own.http.server));
    await expect.poll(connections).toBe(0);
    answer();
    feed.lastPosition = real;
    for (let times = 0; times < 4; times += 1) expect((await open(origin, {}, '', bearer)).status).toBe(200);
  });

  it('is refused beyond a hundred of all keys', async () => {
    await using own = await openTestApp({ database: app.database });
    const origin = await listen(own);
    const streams = [];
    for (let keys = 0; keys < 25; keys += 1) {
      const bearer = await serviceKey(own, ['events:read']);
      for (let times = 0; times < 4; times += 1) streams.push(await open(origin, {}, '', bearer));
    }
    expect(new Set(streams.map(({ status }) => status))).toEqual(new Set([200]));
    const another = await serviceKey(own, ['events:read']);
    expect((await open(origin, {}, '', another)).status).toBe(429);
    streams[0]?.close();
    await expect.poll(async () => (await open(origin, {}, '', another)).status).toBe(200);
    for (const stream of streams) stream.close();
  });

  it('is cut off where its client reads nothing', async () => {
    const feed: EventFeedStore = {
      publish: () => Promise.resolve(0),
      lastPosition: () => Promise.resolve(Number.MAX_SAFE_INTEGER),
      read: async (after, limit) => {
        await new Promise(setImmediate);
        return Array.from({ length: limit }, (_, index) => ({ ...longEvent, position: after + index + 1 }));
      },
    };
    const http = Fastify();
    const responses: ServerResponse[] = [];
    http.addHook('onRequest', (_request, { raw }, proceed) => {
      responses.push(raw);
      proceed();
    });
    addEventStreams(http, {
      services: { ...app.services, webhookStores: { ...app.services.webhookStores, feed } },
      cookies: cookies(new URL('http://localhost:3000')),
      stallTimeout: 100,
    });
    http.get(eventsPath, () => 'no stream');
    await http.listen({ port: 0, host: '127.0.0.1' });
    const address = http.server.address();
    if (address === null || typeof address === 'string') throw new Error('It should listen on a port');
    const socket = connect(address.port, '127.0.0.1').on('error', () => {});
    socket.pause();
    const lines = ['host: x', 'accept: text/event-stream', `authorization: Bearer ${key}`];
    socket.write(`GET ${eventsPath}?after=0 HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    await expect
      .poll(() => responses.map(({ statusCode, closed }) => [statusCode, closed]), { timeout: 30_000 })
      .toEqual([[200, true]]);
    socket.destroy();
    await http.close();
  });

  it('ends when the server stops', async () => {
    const own = await openTestApp({ database: app.database });
    const stream = await open(await listen(own));
    await stream.until(/id: /);
    const ended = stream.ended();
    await own[Symbol.asyncDispose]();
    await expect(ended).resolves.toBeUndefined();
  });
});
