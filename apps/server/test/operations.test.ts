import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startProcess } from './server-process.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'latchkey-operations-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const start = (environment: Record<string, string> = {}) =>
  startProcess({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...environment });

const credentials = { email: 'ada@example.com', password: 'correct horse' };

async function post(address: string, path: string, body: object): Promise<{ status: number; session_token: string }> {
  const answer = await fetch(`${address}/api/v1/auth/${path}`, { method: 'POST', body: JSON.stringify(body) });
  const { session_token = '' }: { session_token?: string } = JSON.parse(await answer.text());
  return { status: answer.status, session_token };
}

const ask = (address: string, path: string, token: string, method = 'GET') =>
  fetch(`${address}/api/${path}`, { method, headers: { authorization: `Bearer ${token}` } });

interface Listed {
  readonly sessions: readonly { readonly id: number; readonly last_used: string }[];
}

async function list(address: string, token: string): Promise<Listed['sessions']> {
  const { sessions }: Listed = JSON.parse(await (await ask(address, 'v1/user/myself/session', token)).text());
  return sessions;
}

describe('whoever watches over the process', () => {
  it('reads in the metrics who signed in, what answered, how long a revocation took, and how the lease stands', async () => {
    const server = start({ METRICS_PORT: '0' });
    const address = await server.ready;
    const metricsAddress = /Metrics: (\S+)/.exec(server.output())?.[1] ?? '';
    const { session_token: token } = await post(address, 'signup', credentials);
    await post(address, 'signin', credentials);
    expect((await post(address, 'signin', { ...credentials, password: 'incorrect horse' })).status).toBe(401);
    const [first] = await list(address, token);
    await list(address, token);
    expect((await ask(address, `v1/user/myself/session/${first?.id}`, token, 'DELETE')).status).toBe(200);

    const metrics = await (await fetch(metricsAddress)).text();
    const value = (name: string) =>
      Number(
        metrics
          .split('\n')
          .find((line) => line.startsWith(`${name} `))
          ?.split(' ')[1],
      );
    expect(value('latchkey_sign_ins_total{outcome="succeeded"}')).toBe(1);
    expect(value('latchkey_sign_ins_total{outcome="credentials_incorrect"}')).toBe(1);
    expect(value('latchkey_token_lookups_total{source="memory"}')).toBeGreaterThanOrEqual(1);
    expect(value('latchkey_token_lookups_total{source="database"}')).toBeGreaterThanOrEqual(1);
    expect(value('latchkey_change_reach_seconds_count')).toBeGreaterThanOrEqual(1);
    expect(value('latchkey_live_sessions')).toBe(1);
    expect(value('latchkey_lease_remaining_seconds')).toBeGreaterThan(0);
    expect(value('latchkey_flush_lag_seconds')).toBe(0);
    expect(value('latchkey_channel_connected')).toBe(1);
    expect(value('latchkey_http_request_duration_seconds_count{status="2xx"}')).toBeGreaterThan(4);
    expect(metrics).not.toContain(token);

    expect((await fetch(`${address}/metrics`)).status).toBe(404);
  });

  it('is told by a process that was asked to stop, which goes on answering until they have learned of it', async () => {
    const { child, ready, ended } = start({ DRAIN: '1s' });
    const address = await ready;
    const { session_token: token } = await post(address, 'signup', credentials);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    child.kill('SIGTERM');
    await vi.waitFor(async () => {
      const answer = await fetch(`${address}/readyz`);
      expect([answer.status, await answer.text()]).toEqual([503, '{"status":"draining"}']);
    });
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    expect((await ask(address, 'v1/user/myself', token)).status).toBe(200);
    expect((await ended).code).toBe(0);
  });
});

describe('a process that stops', () => {
  it('answers the request that is under way, ends every stream so that its client goes elsewhere, and takes no other', async () => {
    const { child, ready, ended } = start();
    const address = await ready;
    const { session_token: token } = await post(address, 'signup', credentials);
    const stream = (await ask(address, 'trpc/session.watch', token)).text();
    const body = JSON.stringify(credentials);
    const headers = { 'content-length': String(body.length) };
    const signIn = request(`${address}/api/v1/auth/signin`, { method: 'POST', headers });
    const answered: Promise<IncomingMessage[]> = once(signIn, 'response');
    await new Promise((resolve) => signIn.write(body.slice(0, 10), resolve));
    await vi.waitFor(async () => expect((await fetch(`${address}/healthz`)).status).toBe(200));

    child.kill('SIGTERM');
    expect(await stream).toContain('service_unavailable');
    await expect(fetch(`${address}/healthz`, { headers: { connection: 'close' } })).rejects.toThrow('fetch failed');
    signIn.end(body.slice(10));
    const [answer] = await answered;
    expect(answer?.statusCode).toBe(200);
    answer?.resume();
    expect((await ended).code).toBe(0);
  });

  it('writes every last use that only it knows of', async () => {
    const first = start();
    const address = await first.ready;
    const { session_token: token } = await post(address, 'signup', credentials);
    const [before] = await list(address, token);
    await vi.waitFor(async () => {
      expect((await list(address, token))[0]?.last_used).not.toBe(before?.last_used);
    });
    const [used] = await list(address, token);
    const { session_token: other } = await post(address, 'signin', credentials);
    first.child.kill('SIGTERM');
    expect((await first.ended).code).toBe(0);

    const again = await start().ready;
    const [, kept] = [...(await list(again, other))].toSorted((one, next) => next.id - one.id);
    expect(kept?.id).toBe(used?.id);
    expect(Date.parse(kept?.last_used ?? '')).toBeGreaterThanOrEqual(Date.parse(used?.last_used ?? ''));
  });
});
