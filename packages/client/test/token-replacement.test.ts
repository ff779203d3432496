import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLatchkeyClient } from '../src/client.ts';
import type { LatchkeyClientOptions } from '../src/latchkey-client.ts';
import { fakeSession } from './fake-session.ts';

const own = fakeSession({ id: 1, isCurrent: true });
const other = fakeSession({ id: 2 });

const end = { reason: 'revoked', at: '2026-11-24T09:00:00.000Z', sessionCreatedAt: null, by: null, hasPassword: true };

const refusal = (given: typeof end | null = null) => ({
  message: '',
  code: -32001,
  data: {
    code: 'UNAUTHORIZED',
    httpStatus: 401,
    errorCode: 'token_incorrect',
    fields: null,
    end: given,
    retryAfter: null,
  },
});

const text = (lines: string) => new TextEncoder().encode(lines);
const wait = (time: number) => new Promise((resolve) => setTimeout(resolve, time));

/**
 * A server that refuses the former token, and closes its streams, before it answers the new one: as one that waits for another
 * instance.
 */
class FakeServer {
  readonly calls: string[] = [];
  #valid = 'token 0';
  #sessions = [own, other];
  /** What the browser sends. All tabs share it. */
  cookie = this.#valid;
  readonly #streams = new Set<() => void>();
  #count = 0;
  isOver = false;

  constructor(readonly delay = 0) {}

  get token(): string {
    return this.#valid;
  }

  readonly client = (options: LatchkeyClientOptions = {}) =>
    createLatchkeyClient({ url: 'https://app.example.com', fetch: this.fetch, ...options });

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const header = new Headers(init.headers).get('authorization');
    const isCookie = header === null;
    const isAccepted = !this.isOver && (header?.slice('Bearer '.length) ?? this.cookie) === this.#valid;
    const path = new URL(url).pathname.slice('/api/'.length);
    this.calls.push(isAccepted ? path : `${path} refused`);
    if (!isAccepted) {
      return path.endsWith('watch')
        ? this.#stream(false)
        : Response.json([{ error: refusal(this.isOver ? end : null) }], { status: 401 });
    }
    if (/(?:stepUp|changePassword|stepup|password)$/.test(path)) return this.#replace(isCookie);
    if (path.endsWith('watch')) return this.#stream(true);
    if (path.includes('session.revoke')) this.#sessions = [own];
    const dataOf = (name: string) => (name.endsWith('page') ? { sessions: this.#sessions, next: null } : null);
    return Response.json(path.split(',').map((name) => ({ result: { data: dataOf(name) } })));
  };

  async #replace(isCookie: boolean): Promise<Response> {
    this.#count += 1;
    this.#valid = `token ${this.#count}`;
    const answered = this.#valid;
    for (const close of this.#streams) close();
    this.#streams.clear();
    await wait(this.delay);
    if (!isCookie) return Response.json({ msg: '', session_token: answered, session_id: 1 });
    this.cookie = answered;
    return Response.json([{ result: { data: null } }]);
  }

  #stream(isAccepted: boolean): Response {
    const failure = text(`event: serialized-error\ndata: ${JSON.stringify(refusal())}\n\n`);
    const opened = { kind: 'opened', sessions: this.#sessions, isComplete: true };
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const close = () => {
          controller.enqueue(failure);
          controller.close();
        };
        controller.enqueue(text('event: connected\ndata: {}\n\n'));
        if (!isAccepted) return close();
        controller.enqueue(text(`data: ${JSON.stringify(opened)}\n\n`));
        this.#streams.add(close);
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Lets a promise settle while time passes. */
async function during<Value>(promise: Promise<Value>): Promise<Value> {
  let isSettled = false;
  const settled = promise.finally(() => (isSettled = true));
  settled.catch(() => {});
  while (!isSettled) await vi.advanceTimersByTimeAsync(50);
  return settled;
}

const ways = [
  ['a step-up', (client: ReturnType<typeof createLatchkeyClient>) => client.stepUp('password')],
  [
    'a change of the password',
    (client: ReturnType<typeof createLatchkeyClient>) =>
      client.changePassword({ currentPassword: 'password', newPassword: 'other password' }),
  ],
] as const;
const clients = ['a token', 'a cookie'] as const;

describe.each([1000, 2000])('a new token that is answered %i ms after the former one is refused', (delay) => {
  const cases = ways.flatMap(([name, run]) => clients.map((kind) => ({ name, run, kind })));
  it.each(cases)('ends no list and fails no call: $name with $kind', async ({ run, kind }) => {
    const server = new FakeServer(delay);
    const client = server.client(kind === 'a token' ? { token: server.token } : {});
    const { live } = client.sessions;
    const seen: boolean[] = [];
    const stop = live.subscribe(({ isLoaded, error }) => seen.push(isLoaded && error === null));
    await vi.advanceTimersByTimeAsync(100);
    expect(live.current).toMatchObject({ isLive: true, isLoaded: true });
    seen.length = 0;
    const done = run(client);
    await vi.advanceTimersByTimeAsync(10);
    const calls = Promise.all([client.user(), client.sessions.end(2)]);
    await during(Promise.all([done, calls]));
    await vi.advanceTimersByTimeAsync(1000);
    expect(live.current).toMatchObject({ isLive: true, isLoaded: true, error: null });
    expect([live.current.sessions.map(({ id }) => id), seen.includes(false)]).toEqual([[1], false]);
    expect(client.token).toBe(kind === 'a token' ? server.token : null);
    // Each waits for the new token, where it could be refused.
    expect(server.calls.filter((call) => call.endsWith('refused'))).toEqual([]);
    stop();
  });

  it('ends no list and fails no call in another tab', async () => {
    const server = new FakeServer(delay);
    const [tab, client] = [server.client(), server.client()];
    const { live } = client.sessions;
    const seen: boolean[] = [];
    const stop = live.subscribe(({ isLoaded, error }) => seen.push(isLoaded && error === null));
    await vi.advanceTimersByTimeAsync(100);
    seen.length = 0;
    const done = tab.stepUp('password');
    await vi.advanceTimersByTimeAsync(10);
    await during(Promise.all([done, client.user(), client.sessions.end(2)]));
    await vi.advanceTimersByTimeAsync(5000);
    expect(live.current).toMatchObject({ isLive: true, isLoaded: true, error: null });
    expect(seen).not.toContain(false);
    stop();
  });
});

describe('a client', () => {
  it('steps up twice at once, one after the other', async () => {
    const server = new FakeServer(1000);
    const client = server.client({ token: server.token });
    await during(Promise.all([client.stepUp('password'), client.stepUp('password'), client.stepUp('password')]));
    expect(server.calls).toEqual(Array.from({ length: 3 }, () => 'v1/auth/stepup'));
    expect([client.token, server.token]).toEqual(['token 3', 'token 3']);
  });

  it('waits for an answer that does not come for five seconds, and then calls with the token that it has', async () => {
    const server = new FakeServer();
    const { fetch } = server;
    const client = server.client({
      token: server.token,
      fetch: (url, init) => (url.endsWith('stepup') ? new Promise(() => {}) : fetch(url, init)),
    });
    void client.stepUp('password').catch(() => {});
    const user = client.user();
    await vi.advanceTimersByTimeAsync(4999);
    expect(server.calls).toEqual([]);
    await vi.advanceTimersByTimeAsync(10);
    expect(await user).toBeNull();
    expect(server.calls).toEqual(['trpc/user.current']);
  });

  it('goes on after a wrong password', async () => {
    const server = new FakeServer();
    const { fetch } = server;
    const client = server.client({
      token: server.token,
      fetch: (url, init) =>
        url.endsWith('stepup')
          ? Promise.resolve(Response.json({ msg: '', error_code: 'password_incorrect' }, { status: 403 }))
          : fetch(url, init),
    });
    await expect(client.stepUp('wrong')).rejects.toMatchObject({ code: 'password_incorrect' });
    const user = client.user();
    await vi.advanceTimersByTimeAsync(10);
    expect(await user).toBeNull();
  });

  it('reports what its `onToken` throws, and goes on with the new token', async () => {
    const errors: unknown[] = [];
    vi.stubGlobal('queueMicrotask', (run: () => void) => {
      try {
        run();
      } catch (error) {
        errors.push(error);
      }
    });
    const server = new FakeServer();
    const bug = new Error('The storage is full');
    const onToken = () => {
      throw bug;
    };
    const client = server.client({ token: server.token, onToken });
    await during(client.stepUp('password'));
    vi.unstubAllGlobals();
    expect([client.token, errors]).toEqual([server.token, [bug]]);
  });
});

describe('a client whose session has ended elsewhere', () => {
  const make = () => {
    const server = new FakeServer();
    server.isOver = true;
    const tokens: (string | null)[] = [];
    const client = server.client({ token: server.token, onToken: (token) => tokens.push(token) });
    return { client, tokens };
  };

  it('has logged out after a logout, and knows why', async () => {
    const { client, tokens } = make();
    await during(client.logout());
    expect([client.token, tokens]).toEqual([null, [null]]);
    expect(client.sessions.live.current.error).toMatchObject({ code: 'token_incorrect', end: { reason: 'revoked' } });
  });

  it('forgets the token where it was to end all, and says that the others have not ended', async () => {
    const { client, tokens } = make();
    await expect(during(client.sessions.endAll())).rejects.toMatchObject({ code: 'token_incorrect' });
    expect([client.token, tokens]).toEqual([null, [null]]);
  });

  it('keeps a token that is refused without a reason', async () => {
    const server = new FakeServer();
    const client = server.client({ token: 'another' });
    await expect(during(client.logout())).rejects.toMatchObject({ code: 'token_incorrect', end: null });
    expect(client.token).toBe('another');
  });
});
