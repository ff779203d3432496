import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { proxyHint } from '../../src/http/proxy-hint.ts';
import { type TrustProxy, trustTest } from '../../src/config/trust-proxy.ts';
import { RestClient } from '../rest-client.ts';
import { startProcess } from '../server-process.ts';

interface Line {
  readonly level: number;
  readonly msg?: string;
  readonly reqId?: string;
  readonly method?: string;
  readonly route?: string;
  readonly status?: number;
}

describe('the log', () => {
  it('has one line of JSON for each request, with the request id of the answer, and no URL', async () => {
    const { child, ready } = startProcess();
    const lines: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => lines.push(...chunk.toString().trim().split('\n')));
    const address = await ready;
    const asked = [
      ['GET', '/api/v1/user/myself?token=canary', 401, '/api/v1/user/myself'],
      ['GET', '/api/v1/nothing/canary', 404, 'none'],
      ['DELETE', '/api/v1/user/myself/session/7', 401, '/api/v1/user/myself/session/:id'],
      ['GET', '/api/trpc/user.myself,session.list?batch=1&input=%7B%7D', 401, '/api/trpc/user.myself,session.list'],
      ['GET', '/api/trpc/canary%3Cb%3E', 404, '/api/trpc/:path'],
      ['GET', '/sessions', 200, '/sessions'],
    ] as const;
    const ids: (string | null)[] = [];
    for (const [method, path] of asked) {
      const answer = await fetch(`${address}${path}`, { method, headers: { 'x-request-id': 'canary' } });
      await answer.text();
      ids.push(answer.headers.get('x-request-id'));
    }
    const requests = () =>
      lines
        .filter((line) => line.startsWith('{'))
        .map((line): Line => JSON.parse(line))
        .filter(({ method }) => method !== undefined);
    await expect.poll(requests).toHaveLength(asked.length);
    expect(requests().map(({ reqId, method, route, status }) => [reqId, method, route, status])).toEqual(
      asked.map(([method, , status, route], at) => [ids[at], method, route, status]),
    );
    expect(new Set(ids).size).toBe(asked.length);
    expect(lines.join('\n')).not.toContain('canary');
  });

  it('has the same line for an answer from memory', async () => {
    const { child, ready } = startProcess();
    const lines: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => lines.push(...chunk.toString().trim().split('\n')));
    const client = new RestClient(await ready);
    const { token } = await client.signUp();
    const ids: (string | null)[] = [];
    for (let count = 0; count < 2; count += 1) {
      ids.push((await client.ask('v1/user/myself', token)).headers.get('x-request-id'));
    }
    const requests = () =>
      lines
        .filter((line) => line.includes('"GET"'))
        .map((line): Record<string, unknown> => ({ ...JSON.parse(line), time: 0, ms: 0 }));
    await expect.poll(requests).toHaveLength(2);
    const [routed, fromMemory] = requests();
    expect(fromMemory).toEqual({ ...routed, reqId: ids[1] });
    expect(routed).toMatchObject({ reqId: ids[0], route: '/api/v1/user/myself', status: 200, ip: '127.0.0.1' });
  });

  interface Asked {
    readonly from: string;
    readonly forwarded: boolean;
    readonly more?: Record<string, string>;
  }

  /** The warnings after requests with these addresses and headers. */
  async function warnings(requests: readonly Asked[], trust: TrustProxy = false): Promise<Line[]> {
    const written: string[] = [];
    const app = Fastify({
      genReqId: () => randomUUID(),
      trustProxy: trustTest(trust),
      logger: { stream: { write: (line) => void written.push(line) } },
    });
    app.addHook('onRequest', proxyHint());
    app.get('/', () => 'here');
    for (const { from, forwarded, more = {} } of requests) {
      const headers = { ...(forwarded ? { 'x-forwarded-for': '203.0.113.9' } : {}), ...more };
      await app.inject({ url: '/', remoteAddress: from, headers });
    }
    await app.close();
    return written.map((line): Line => JSON.parse(line)).filter(({ level }) => level === 40);
  }

  const many = (count: number, from: string, forwarded: boolean, more: Record<string, string> = {}): Asked[] =>
    Array.from({ length: count }, () => ({ from, forwarded, more }));

  it.each([
    ['two proxies', 1, { 'x-forwarded-for': '203.0.113.9, 198.51.100.1' }],
    ['a CDN in front of them', 2, { 'x-forwarded-for': '203.0.113.9, 198.51.100.1, 10.0.0.3' }],
    ['a network that is not named', ['10.0.0.0/8'], { 'x-forwarded-for': '203.0.113.9, 198.51.100.1' }],
    ['clients with a port', 1, { 'x-forwarded-for': '203.0.113.9:4711, 198.51.100.1' }],
  ])('hints once at chains that are longer than TRUST_PROXY counts: %s', async (_what, trust, more) => {
    expect(await warnings(many(99, '10.0.0.7', true, more), trust)).toEqual([]);
    const [hint, ...others] = await warnings(many(250, '10.0.0.7', true, more), trust);
    expect(hint?.msg).toContain('more proxies than TRUST_PROXY counts');
    expect(others).toEqual([]);
  });

  it.each(['cf-connecting-ip', 'true-client-ip', 'fastly-client-ip', 'x-real-ip'])(
    'hints once at a CDN whose address seems to be that of its clients: %s',
    async (header) => {
      const more = { 'x-forwarded-for': '198.51.100.1', [header]: '203.0.113.9' };
      const [hint, ...others] = await warnings(many(250, '10.0.0.7', true, more), 1);
      expect(hint?.msg).toMatch(/CDN.*198\.51\.100\.1/);
      expect(others).toEqual([]);
    },
  );

  it('does not hint if chains are as long as configured, if the CDN’s client is trusted, or if one client forges headers', async () => {
    const right = {
      'x-forwarded-for': '203.0.113.9',
      'cf-connecting-ip': '203.0.113.9',
      'x-real-ip': '203.0.113.9:80',
    };
    for (const trust of [1, ['10.0.0.0/8']])
      expect(await warnings(many(250, '10.0.0.7', true, right), trust)).toEqual([]);
    const forged = { 'x-forwarded-for': '1.1.1.1, 203.0.113.9', 'cf-connecting-ip': '1.1.1.1' };
    const mixed = many(5, '10.0.0.7', true, right).concat(many(60, '10.0.0.7', true, forged));
    expect(await warnings([...mixed, ...mixed, ...mixed, ...mixed], 1)).toEqual([]);
  });

  it.each(['10.0.0.7', '192.168.1.7', 'fd00::7'])(
    'hints once, after a hundred requests, at a proxy that TRUST_PROXY does not name: all come from %s',
    async (from) => {
      expect(await warnings(many(99, from, true))).toEqual([]);
      const [hint, ...more] = await warnings(many(250, from, true));
      expect(hint?.msg).toContain(`${from}, a private address`);
      expect(hint?.msg).toContain('TRUST_PROXY');
      expect(more).toEqual([]);
    },
  );

  it('does not hint if requests come from several addresses, from a public address, or without a proxy’s header', async () => {
    expect(await warnings(many(250, '198.51.100.7', true))).toEqual([]);
    expect(await warnings(many(250, '10.0.0.7', false))).toEqual([]);
    expect(
      await warnings([...many(90, '10.0.0.7', true), ...many(1, '198.51.100.7', false), ...many(90, '10.0.0.7', true)]),
    ).toEqual([]);
  });
});
