import type { AddressInfo } from 'node:net';
import { expect, describe, it } from 'vitest';
import { ask, askTrpc, serviceKey } from './service.ts';
import { openTestApp, rest, sharedTestApp } from './test-app.ts';

const app = await sharedTestApp({ accounts: 'both' });
const key = await serviceKey(app);

interface Page {
  readonly events: readonly {
    readonly type: string;
    readonly data: { readonly sid: string; readonly position: number };
  }[];
  readonly next: number;
}

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

  it('ends when the server stops', async () => {
    const own = await openTestApp({ database: app.database });
    const stream = await open(await listen(own));
    await stream.until(/id: /);
    const ended = stream.ended();
    await own[Symbol.asyncDispose]();
    await expect(ended).resolves.toBeUndefined();
  });
});
