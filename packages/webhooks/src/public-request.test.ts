import { once } from 'node:events';
import { type RequestListener, createServer } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { PublicRequests, type PublicRequestsOptions, type Resolve } from './public-request.ts';

const message = { headers: { 'content-type': 'application/json' }, body: '{}' };
const { signal } = new AbortController();

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

/** A server on this machine, and how many connections it got. */
async function serve(listener: RequestListener) {
  let connections = 0;
  const server = createServer(listener);
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It should listen on a port');
  return { url: `http://127.0.0.1:${address.port}/`, port: address.port, connections: () => connections };
}

function requests(options: Partial<PublicRequestsOptions> = {}): PublicRequests {
  const made = new PublicRequests({ allowsPrivate: true, ...options });
  cleanups.push(() => made.close());
  return made;
}

/** A resolver that gives these addresses for every name. */
const resolving = (...addresses: readonly string[]): { readonly resolve: Resolve } => ({
  resolve: (_name, _options, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    ),
});

describe('a request to an address that others chose', () => {
  test.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'https://255.255.255.255/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[::10.0.0.1]/',
    'https://[64:ff9b::a00:1]/',
    'https://[2002:a00:1::]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
  ])('is refused to %s', async (url) => {
    expect(await requests({ allowsPrivate: false }).post(url, message, signal)).toEqual({
      status: null,
      error: 'address_refused',
    });
  });

  test('is refused where a name leads into a private network, and no connection is made', async () => {
    const server = await serve((_request, response) => response.end());
    for (const address of ['127.0.0.1', '::ffff:127.0.0.1', '10.0.0.1', '::1']) {
      const guarded = requests({ allowsPrivate: false, ...resolving(address) });
      const outcome = await guarded.post(`https://innocent.example.com:${server.port}/`, message, signal);
      expect(outcome, address).toEqual({ status: null, error: 'address_refused' });
    }
    expect(server.connections()).toBe(0);
  });

  test('connects to none but the public addresses of a name that has both', async () => {
    const server = await serve((_request, response) => response.end());
    const guarded = requests({ allowsPrivate: false, timeout: 200, ...resolving('127.0.0.1', '2001:db8::1') });
    const outcome = await guarded.post(`https://innocent.example.com:${server.port}/`, message, signal);
    // The documentation prefix is reserved, so that nothing is left.
    expect([outcome.error, server.connections()]).toEqual(['address_refused', 0]);
  });

  test('is not made without TLS', async () => {
    const guarded = requests({ allowsPrivate: false, ...resolving('203.0.113.7') });
    expect((await guarded.post('http://example.com/', message, signal)).error).toBe('address_refused');
  });

  test('follows no redirect', async () => {
    const target = await serve((_request, response) => response.end());
    const server = await serve((_request, response) => response.writeHead(307, { location: target.url }).end());
    expect(await requests().post(server.url, message, signal)).toMatchObject({ status: 307 });
    expect(target.connections()).toBe(0);
  });

  test('reads the beginning of an endless answer, and counts its status', async () => {
    let isClosed: Promise<unknown> | undefined;
    const server = await serve((_request, response) => {
      isClosed = once(response, 'close');
      const write = () => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', write);
      };
      write();
    });
    expect(await requests().post(server.url, message, signal)).toMatchObject({ status: 200, error: null });
    await isClosed;
  });

  test('ends after the timeout where a receiver hangs, before or within its answer', async () => {
    const silent = await serve(() => {});
    const quick = requests({ timeout: 50 });
    expect(await quick.post(silent.url, message, signal)).toEqual({ status: null, error: 'timeout' });
    const slow = await serve((_request, response) => response.writeHead(200).write('x'));
    expect(await quick.post(slow.url, message, signal)).toMatchObject({ status: 200 });
  });

  test('ends at once when the process stops', async () => {
    const silent = await serve(() => {});
    const stop = new AbortController();
    const outcome = requests().post(silent.url, message, stop.signal);
    stop.abort();
    expect((await outcome).status).toBeNull();
    expect((await requests().post(silent.url, message, stop.signal)).status).toBeNull();
  });

  test('names what went wrong by words of ours', async () => {
    const failing = { 'http://127.0.0.1:9/': 'refused', 'http://name.invalid/': 'name_not_found' };
    for (const [url, error] of Object.entries(failing)) {
      expect((await requests().post(url, message, signal)).error, url).toBe(error);
    }
    const plain = await serve((_request, response) => response.end());
    const tls = await requests().post(plain.url.replace('http:', 'https:'), message, signal);
    expect(tls.error).toBe('certificate');
    const closing = await serve((request) => request.socket.destroy());
    expect((await requests().post(closing.url, message, signal)).error).toBe('closed');
  });

  test('takes another connection where the receiver has closed the kept one, and a new one once only', async () => {
    let answered = 0;
    const used = new WeakSet<object>();
    const closing = await serve((request, response) => {
      if (used.has(request.socket) || answered === 2) return request.socket.destroy();
      used.add(request.socket);
      answered += 1;
      return response.writeHead(204).end();
    });
    const own = requests();
    const statuses = [];
    for (let times = 0; times < 3; times += 1) {
      const { status, error } = await own.post(closing.url, message, signal);
      statuses.push([status, error]);
    }
    expect(statuses).toEqual([
      [204, null],
      [204, null],
      [null, 'closed'],
    ]);
    expect(closing.connections()).toBe(3);
  });

  test('has one timeout for all connections that the receiver closes late', async () => {
    const used = new WeakSet<object>();
    const late = await serve((request, response) => {
      if (used.has(request.socket)) return void setTimeout(() => request.socket.destroy(), 1_500);
      used.add(request.socket);
      return void setTimeout(() => response.writeHead(204).end(), 50);
    });
    const own = requests({ timeout: 2_000 });
    const kept = await Promise.all(Array.from({ length: 4 }, () => own.post(late.url, message, signal)));
    expect(kept.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    expect(await own.post(late.url, message, signal)).toEqual({ status: null, error: 'timeout' });
  });

  test('says how long the receiver asks to wait', async () => {
    for (const [header, retryAfter] of [
      ['120', 120_000],
      ['Fri, 31 Dec 1999 23:59:59 GMT', null],
    ] as const) {
      const server = await serve((_request, response) => response.writeHead(503, { 'retry-after': header }).end());
      expect(await requests().post(server.url, message, signal)).toEqual({ status: 503, retryAfter, error: null });
    }
  });
});

test('a receiver that switches to another protocol has not taken the message', async () => {
  const { url } = await serve((_request, response) => {
    response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
  });
  expect(await requests().post(url, message, signal)).toEqual({ status: 101, retryAfter: null, error: null });
});
