import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';
import { type TestServices, openTestServices } from '../test-services.ts';

let test: TestServices;
beforeAll(async () => {
  test = await openTestServices();
});
afterAll(async () => {
  for (const server of servers.values()) await server.close();
  await test[Symbol.asyncDispose]();
});

type Headers = Record<string, string | string[]>;

const servers = new Map<string, FastifyInstance>();

/** A server with a value of `TRUST_PROXY`. */
function serverWith(setting: string): FastifyInstance {
  const known = servers.get(setting);
  if (known) return known;
  const { trustProxy } = readEnvironment({ TRUST_PROXY: setting }, '/');
  const server = test.serverWith({ trustProxy });
  servers.set(setting, server);
  return server;
}

/** The address in the session list after a sign-up from a peer with these headers. */
async function shownAddress(setting: string, peer: string, headers: Headers): Promise<string | null> {
  const server = serverWith(setting);
  const payload = { email: `${randomUUID()}@example.com`, password: 'correct horse' };
  const url = '/api/v1/auth/signup';
  const answer = await server.inject({ method: 'POST', url, payload, headers, remoteAddress: peer });
  return addressOf(server, answer.body);
}

/** The address of the session that a sign-up created. */
async function addressOf(server: FastifyInstance, signedUp: string): Promise<string | null> {
  const { session_token: token }: { session_token: string } = JSON.parse(signedUp);
  const authorization = `Bearer ${token}`;
  const list = await server.inject({ url: '/api/trpc/session.list', headers: { authorization } });
  const body: { result: { data: { sessions: { ip: string | null }[] } } } = list.json();
  return body.result.data.sessions[0]?.ip ?? null;
}

const peer = '198.51.100.7';

/** Headers that a client may send to forge its address. */
const spoofed: Headers[] = [
  { 'x-forwarded-for': '203.0.113.1' },
  { 'x-forwarded-for': '203.0.113.1, 203.0.113.2, 127.0.0.1' },
  { 'x-forwarded-for': '127.0.0.1, ::1' },
  { 'x-forwarded-for': '2001:db8::1' },
  { 'x-forwarded-for': '[2001:db8::1]:4711' },
  { 'x-forwarded-for': '::ffff:203.0.113.1' },
  { 'x-forwarded-for': '203.0.113.1:4711' },
  { 'x-forwarded-for': '  203.0.113.1  ,  ,, ' },
  { 'x-forwarded-for': 'unknown, _hidden, <script>' },
  { 'x-forwarded-for': 'x'.repeat(5000) },
  { 'x-forwarded-for': '' },
  { forwarded: 'for=203.0.113.1;proto=https' },
  { 'x-real-ip': '203.0.113.1' },
  { 'x-client-ip': '203.0.113.1', 'cf-connecting-ip': '203.0.113.1', 'true-client-ip': '203.0.113.1' },
];

describe('the client’s address', () => {
  it.each(spoofed)('is the peer’s if no proxy is configured: %j', async (headers) => {
    expect(await shownAddress('', peer, headers)).toBe(peer);
  });

  it.each(spoofed)('is the peer’s if the peer is in no configured network: %j', async (headers) => {
    expect(await shownAddress('10.0.0.0/8,fc00::/7', peer, headers)).toBe(peer);
  });

  it('is that of an IPv6 peer', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.1' };
    expect(await shownAddress('', '2001:db8::7', headers)).toBe('2001:db8::7');
    expect(await shownAddress('10.0.0.0/8', '2001:db8::7', headers)).toBe('2001:db8::7');
  });

  it.each([
    ['1', '203.0.113.9', '203.0.113.9'],
    ['1', '192.0.2.1, 203.0.113.9', '203.0.113.9'],
    ['1', '10.0.0.1,  192.0.2.1 ,2001:db8::9', '2001:db8::9'],
    ['1', 'garbage, <b>, 203.0.113.9', '203.0.113.9'],
    ['2', '192.0.2.1, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
    ['2', '203.0.113.9', '203.0.113.9'],
    ['198.51.100.0/24', '192.0.2.1, 203.0.113.9', '203.0.113.9'],
    ['198.51.100.7', '203.0.113.9', '203.0.113.9'],
    ['198.51.100.0/24,10.0.0.0/8', '192.0.2.1, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
    ['198.51.100.0/24', '203.0.113.9, 10.0.0.2', '10.0.0.2'],
    ['::ffff:198.51.100.0/120', '203.0.113.9', '203.0.113.9'],
    ['198.51.100.0/24,10.0.0.0/8', '203.0.113.9, 10.0.0.2:4711', '203.0.113.9'],
    ['198.51.100.0/24,2001:db8:f::/48', '203.0.113.9, [2001:DB8:F::2]:443', '203.0.113.9'],
  ])('is the one from the nearest trusted proxies, with TRUST_PROXY=%s: %s', async (setting, said, shown) => {
    expect(await shownAddress(setting, peer, { 'x-forwarded-for': said })).toBe(shown);
  });

  it.each([
    ['203.0.113.9:4711', '203.0.113.9'],
    ['[2001:DB8:0:0::9]:4711', '2001:db8::9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['64:ff9b::203.0.113.9', '203.0.113.9'],
    ['fe80::1%eth0', 'fe80::1'],
  ])('has one form for all spellings of a proxy: %s', async (said, shown) => {
    for (const setting of ['1', '198.51.100.0/24']) {
      expect(await shownAddress(setting, peer, { 'x-forwarded-for': said })).toBe(shown);
    }
  });

  it.each(['unknown', '_hidden', '<script>', 'localhost', '0x7f.1', '9'.repeat(30_000)])(
    'is null if a trusted proxy sends text that is no address',
    async (said) => {
      for (const setting of ['1', '198.51.100.0/24']) {
        expect(await shownAddress(setting, peer, { 'x-forwarded-for': said })).toBeNull();
      }
    },
  );

  it('is the IPv4 address of a peer on an IPv6 socket', async () => {
    expect(await shownAddress('', '::ffff:198.51.100.7', {})).toBe('198.51.100.7');
    expect(await shownAddress('198.51.100.7', '::ffff:198.51.100.7', { 'x-forwarded-for': '203.0.113.9' })).toBe(
      '203.0.113.9',
    );
  });

  it.each([
    ['', '127.0.0.1'],
    ['1', '203.0.113.9'],
  ])(
    'is the same if the header comes twice over a real connection, with TRUST_PROXY=%s: %s',
    async (setting, shown) => {
      const server = serverWith(setting);
      const address = await server.listen({ host: '127.0.0.1', port: 0 });
      const headers = { 'x-forwarded-for': ['192.0.2.1', '203.0.113.9'] };
      const sending = request(`${address}/api/v1/auth/signup`, { method: 'POST', headers });
      sending.end(JSON.stringify({ email: `${randomUUID()}@example.com`, password: 'correct horse' }));
      const [answer] = await once(sending, 'response');
      expect(await addressOf(server, await text(answer))).toBe(shown);
    },
  );

  it.each(['1', '198.51.100.0/24'])('comes from X-Forwarded-For alone, with TRUST_PROXY=%s', async (setting) => {
    const headers = { forwarded: 'for=203.0.113.1', 'x-real-ip': '203.0.113.2' };
    expect(await shownAddress(setting, peer, headers)).toBe(peer);
    expect(await shownAddress(setting, peer, { ...headers, 'x-forwarded-for': '203.0.113.9' })).toBe('203.0.113.9');
  });
});
