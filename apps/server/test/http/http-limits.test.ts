import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type Socket, connect } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';
import { type HttpLimits, defaultHttpLimits } from '../../src/config/http-limits.ts';
import type { ServerOptions } from '../../src/http/server.ts';
import { type TestServices, openTestServices } from '../test-services.ts';

let test: TestServices;
/** In bytes: more than the buffers of both sockets. */
const large = 24 * 1024 * 1024;
beforeAll(async () => {
  test = await openTestServices();
  writeFileSync(join(test.pageRoot, 'latchkey', 'large.bin'), Buffer.alloc(large));
});
const servers = new Set<FastifyInstance>();
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await Promise.all([...servers].map((server) => server.close()));
  servers.clear();
});
afterAll(() => test[Symbol.asyncDispose]());

/** Long times, so that only a time that a test sets ends a connection. */
const patient: HttpLimits = {
  ...defaultHttpLimits,
  headersTimeout: 50_000,
  requestTimeout: 50_000,
  keepAliveTimeout: 50_000,
  idleTimeout: 50_000,
  readerPatience: 50_000,
  checkEvery: 50,
};

/** Starts a server with these limits on a free port. */
async function serve(limits: Partial<HttpLimits>, options: Partial<ServerOptions> = {}, host = '127.0.0.1') {
  const server = test.serverWith({ httpLimits: { ...patient, ...limits }, ...options });
  servers.add(server);
  return new URL(await server.listen({ host, port: 0 }));
}

async function open({ port, hostname }: URL, localAddress?: string): Promise<Socket> {
  const host = hostname.replaceAll(/[[\]]/g, '');
  const socket = connect({ host, port: Number(port), ...(localAddress === undefined ? {} : { localAddress }) });
  sockets.add(socket);
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

/** Resolves when a socket is closed, also by an error. */
const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

/** Returns everything that a socket receives until the server closes it. */
async function everything(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  await closed(socket);
  return text;
}

const statusIn = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
const codeIn = (answer: string) => /"error_code":"([a-z_]+)"/.exec(answer)?.[1];

async function isAnswered(socket: Socket): Promise<boolean> {
  socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  return statusIn(await everything(socket)) === 200;
}

/** Sends a byte from time to time until the socket is closed. */
function trickle(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => socket.write(text[at++ % text.length] ?? ''), 20);
  socket.once('close', () => clearInterval(timer));
}

// Without the limits that a test sets, these would end after 30 seconds or not at all.
describe('a connection', { timeout: 20_000 }, () => {
  it.each(['', 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: '])(
    'ends after headersTimeout when headers do not arrive: %j',
    async (begun) => {
      const socket = await open(await serve({ headersTimeout: 300 }));
      socket.write(begun);
      if (begun !== '') trickle(socket, 'x');
      const answer = await everything(socket);
      expect([statusIn(answer), codeIn(answer)]).toEqual([408, 'request_timed_out']);
    },
  );

  it.each(['/api/v1/auth/signin', '/api/trpc/auth.signIn'])(
    'ends after requestTimeout when a body is trickled to %s',
    async (path) => {
      const socket = await open(await serve({ headersTimeout: 300, requestTimeout: 600 }));
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n`,
      );
      trickle(socket, ' ');
      const answer = await everything(socket);
      expect([statusIn(answer), codeIn(answer)]).toEqual([408, 'request_timed_out']);
    },
  );

  it('ends although its client never closes its side', async () => {
    const { port, hostname } = await serve({ headersTimeout: 300 });
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    sockets.add(socket);
    socket.on('error', () => {});
    socket.write('GET /healthz HTTP/1.1\r\n');
    socket.resume();
    await once(socket, 'end');
    // Writing fails only after the server has destroyed its side.
    const timer = setInterval(() => socket.write('x'), 50);
    await closed(socket);
    clearInterval(timer);
    expect(socket.destroyed).toBe(true);
  });

  it('ends after keepAliveTimeout without another request', async () => {
    const socket = await open(await serve({ keepAliveTimeout: 300 }));
    socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(statusIn(await everything(socket))).toBe(200);
  });

  it('ends when its client reads nothing for idleTimeout', async () => {
    const url = await serve({ idleTimeout: 500 });
    expect(await taken(url, () => {})).toBeLessThan(large);
  });

  it('ends when its client reads more slowly than slowestReader', async () => {
    const url = await serve({ readerPatience: 500, slowestReader: large });
    expect(await taken(url, (socket) => void socket.read(1))).toBeLessThan(large);
  });

  /** Reads a large answer until the server destroys the connection, and returns the number of received bytes. */
  async function taken(url: URL, read: (socket: Socket) => void): Promise<number> {
    const [server] = servers;
    const socket = await open(url);
    socket.pause();
    socket.write('GET /latchkey/large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const connections = () =>
      new Promise((resolve) => server?.server.getConnections((_error, count) => resolve(count)));
    expect(await connections()).toBe(1);
    await vi.waitUntil(async () => {
      read(socket);
      return (await connections()) === 0;
    }, 20_000);
    return socket.bytesRead;
  }

  it('does not end while its client reads a large answer', async () => {
    const url = await serve({ readerPatience: 500, idleTimeout: 500 });
    const answer = await fetch(new URL('/latchkey/large.bin', url));
    expect((await answer.arrayBuffer()).byteLength).toBe(large);
  });

  it('does not end the process where it resets the connection after CONNECT', async () => {
    const url = await serve({});
    for (let times = 0; times < 20; times += 1) {
      const socket = await open(url);
      socket.write('CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n');
      if (times % 2 === 0) await once(socket, 'data');
      else await new Promise((resolve) => setImmediate(resolve));
      socket.resetAndDestroy();
    }
    expect(await isAnswered(await open(url))).toBe(true);
  });

  it('is answered when it sends CONNECT', async () => {
    const socket = await open(await serve({}));
    socket.write('CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n');
    expect(statusIn(await everything(socket))).toBe(405);
  });
});

describe('connections', () => {
  it('beyond MAX_CONNECTIONS are closed at once, until others end', async () => {
    const refused: string[] = [];
    const url = await serve({ connections: 3 }, { onConnectionRefused: (limit) => refused.push(limit) });
    const [first] = await Promise.all([open(url), open(url), open(url)]);
    await closed(await open(url));
    expect(refused).toEqual(['connections']);
    expect(await isAnswered(first)).toBe(true);
    await vi.waitUntil(async () => isAnswered(await open(url)));
  });

  it('of one address beyond MAX_CONNECTIONS_PER_ADDRESS are closed at once, those of others are not', async () => {
    const refused: string[] = [];
    const url = await serve({ connectionsPerAddress: 2 }, { onConnectionRefused: (limit) => refused.push(limit) });
    const [first] = await Promise.all([open(url, '127.0.0.2'), open(url, '127.0.0.2')]);
    await closed(await open(url, '127.0.0.2'));
    expect(refused).toEqual(['connectionsPerAddress']);
    expect(await isAnswered(await open(url, '127.0.0.3'))).toBe(true);
    expect(await isAnswered(first)).toBe(true);
    await vi.waitUntil(async () => isAnswered(await open(url, '127.0.0.2')));
  });

  it('of one address count once, however often they ask for an upgrade that there is not', async () => {
    const url = await serve({ connectionsPerAddress: 3 });
    const socket = await open(url, '127.0.0.2');
    for (let asked = 0; asked < 5; asked += 1) {
      socket.write('GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n');
      const [answer]: Buffer[] = await once(socket, 'data');
      expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /);
    }
    expect(await isAnswered(await open(url, '127.0.0.2'))).toBe(true);
  });

  it('of IPv4 are counted by their address on an IPv6 socket', async () => {
    const { port } = await serve({ connectionsPerAddress: 1 }, {}, '::');
    const url = new URL(`http://127.0.0.1:${port}`);
    await open(url, '127.0.0.2');
    await closed(await open(url, '127.0.0.2'));
    expect(await isAnswered(await open(url, '127.0.0.3'))).toBe(true);
  });

  it.each(['1', '127.0.0.2'])('of a trusted proxy are not counted by its address: TRUST_PROXY=%s', async (setting) => {
    const { trustProxy } = readEnvironment({ TRUST_PROXY: setting }, '/');
    const url = await serve({ connectionsPerAddress: 1 }, { trustProxy });
    const opened = await Promise.all([open(url, '127.0.0.2'), open(url, '127.0.0.2'), open(url, '127.0.0.2')]);
    for (const socket of opened) expect(await isAnswered(socket)).toBe(true);
  });
});

describe('headers', () => {
  const answerTo = async (url: URL, lines: string[]) => {
    const socket = await open(url);
    socket.write(
      `GET /api/v1/user/myself HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${lines.join('\r\n')}\r\n\r\n`,
    );
    const answer = await everything(socket);
    return [statusIn(answer), codeIn(answer)];
  };
  const short = (count: number) => Array.from({ length: count }, (_, at) => `a${at}:b`);

  it('of 32 KB in all are accepted, and larger ones are answered with 431', async () => {
    const url = await serve({});
    expect(await answerTo(url, [`x: ${'x'.repeat(31_000)}`])).toEqual([401, 'token_not_provided']);
    expect(await answerTo(url, [`x: ${'x'.repeat(33_000)}`])).toEqual([431, 'headers_too_large']);
  });

  it('above a hundred are answered with 431 and not dropped, which would hide the header of a proxy', async () => {
    const url = await serve({}, { trustProxy: 1 });
    const forwarded = 'X-Forwarded-For: 203.0.113.9';
    expect(await answerTo(url, [...short(97), forwarded])).toEqual([401, 'token_not_provided']);
    for (const count of [98, 99, 997, 1_500]) {
      expect(await answerTo(url, [...short(count), forwarded])).toEqual([431, 'headers_too_large']);
    }
  });
});

it('the settings set the limits, which have defaults', () => {
  const own = readEnvironment({ MAX_CONNECTIONS: '7', MAX_CONNECTIONS_PER_ADDRESS: '3' }, '/').httpLimits;
  expect(test.serverWith({ httpLimits: own }).server.maxConnections).toBe(7);
  expect(own).toMatchObject({ connections: 7, connectionsPerAddress: 3 });
  const { server } = test.serverWith();
  const { headersTimeout, requestTimeout, keepAliveTimeout, timeout, maxConnections } = server;
  expect({ headersTimeout, requestTimeout, keepAliveTimeout, timeout, maxConnections }).toEqual({
    headersTimeout: 15_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    timeout: 60_000,
    maxConnections: 20_000,
  });
});
