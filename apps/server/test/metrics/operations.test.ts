import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { createLatchkey } from '@latchkey/node';
import { createServiceKey } from '@latchkey/sessions/applications/service-key';
import { waitFor } from '@latchkey/testing/wait-for';
import { describe, expect, it } from 'vitest';
import { RestClient, ada } from '../rest-client.ts';
import { startProcess } from '../server-process.ts';

const start = (environment: Record<string, string> = {}) => startProcess({ LOG_LEVEL: 'silent', ...environment });

interface SessionList {
  readonly sessions: readonly { readonly id: number; readonly last_used: string }[];
}

async function list(client: RestClient, token: string): Promise<SessionList['sessions']> {
  const { sessions }: SessionList = JSON.parse(await (await client.ask('v1/user/myself/session', token)).text());
  return sessions;
}

describe('an operator', () => {
  it('reads sign-ins, lookups, the time of revocations, the lease and the verifiers in the metrics', async () => {
    const serviceKey = createServiceKey(randomBytes);
    const server = start({ METRICS_PORT: '0', SERVICE_KEYS: `shop ${serviceKey}` });
    const address = await server.ready;
    const metricsAddress = /Metrics: (\S+)/.exec(server.output())?.[1] ?? '';
    const client = new RestClient(address);
    const { token } = await client.signUp();
    await client.signIn();
    expect((await client.signIn({ ...ada, password: 'incorrect horse' })).status).toBe(401);
    const [first] = await list(client, token);
    await list(client, token);
    const application = createLatchkey({ url: address, serviceKey });
    await application.authenticate({ headers: { authorization: `Bearer ${token}` } });
    const read = async () => (await fetch(metricsAddress)).text();
    await waitFor(async () => expect(await read()).toMatch(/^latchkey_verifiers 1$/m));
    expect((await client.ask(`v1/user/myself/session/${first?.id}`, token, 'DELETE')).status).toBe(200);

    const metrics = await read();
    await application.close();
    const value = (name: string) =>
      Number(
        metrics
          .split('\n')
          .find((line) => line.startsWith(`${name} `))
          ?.split(' ')[1],
      );
    expect(value('latchkey_verifier_timeouts_total')).toBe(0);
    expect(value('latchkey_sign_ins_total{outcome="succeeded"}')).toBe(1);
    expect(value('latchkey_sign_ins_total{outcome="credentials_incorrect"}')).toBe(1);
    expect(value('latchkey_token_lookups_total{source="memory"}')).toBeGreaterThanOrEqual(1);
    expect(value('latchkey_token_lookups_total{source="database"}')).toBeGreaterThanOrEqual(1);
    expect(value('latchkey_change_propagation_seconds_count')).toBeGreaterThanOrEqual(1);
    expect(value('latchkey_live_sessions')).toBe(1);
    expect(value('latchkey_lease_remaining_seconds')).toBeGreaterThan(0);
    expect(value('latchkey_flush_lag_seconds')).toBe(0);
    expect(value('latchkey_channel_connected')).toBe(1);
    expect(value('latchkey_http_request_duration_seconds_count{status="2xx"}')).toBeGreaterThan(4);
    expect(metrics).not.toContain(token);

    expect((await fetch(`${address}/metrics`)).status).toBe(404);
  });

  it('sees at /readyz that a process drains, while it still answers', async () => {
    const { child, ready, ended } = start({ DRAIN: '1s' });
    const address = await ready;
    const client = new RestClient(address);
    const { token } = await client.signUp();
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    child.kill('SIGTERM');
    await waitFor(async () => {
      const answer = await fetch(`${address}/readyz`);
      expect([answer.status, await answer.text()]).toEqual([503, '{"status":"draining"}']);
    });
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    expect((await client.ask('v1/user/myself', token)).status).toBe(200);
    expect((await ended).code).toBe(0);
  });
});

describe('a process that stops', () => {
  it('answers the running request, ends every stream, and accepts no other request', async () => {
    const { child, ready, ended } = start();
    const address = await ready;
    const client = new RestClient(address);
    const { token } = await client.signUp();
    const stream = (await client.ask('trpc/session.watch', token)).text();
    const body = JSON.stringify(ada);
    const headers = { 'content-length': String(body.length) };
    const signIn = request(`${address}/api/v1/auth/signin`, { method: 'POST', headers });
    const answered: Promise<IncomingMessage[]> = once(signIn, 'response');
    await new Promise((resolve) => signIn.write(body.slice(0, 10), resolve));
    await waitFor(async () => expect((await fetch(`${address}/healthz`)).status).toBe(200));

    child.kill('SIGTERM');
    expect(await stream).toContain('service_unavailable');
    await expect(fetch(`${address}/healthz`, { headers: { connection: 'close' } })).rejects.toThrow('fetch failed');
    signIn.end(body.slice(10));
    const [answer] = await answered;
    expect(answer?.statusCode).toBe(200);
    answer?.resume();
    expect((await ended).code).toBe(0);
  });

  it('writes every last use that is not written yet', async () => {
    const first = start();
    const address = await first.ready;
    const client = new RestClient(address);
    const { token } = await client.signUp();
    const [before] = await list(client, token);
    await waitFor(async () => {
      expect((await list(client, token))[0]?.last_used).not.toBe(before?.last_used);
    });
    const [used] = await list(client, token);
    const { token: other } = await client.signIn();
    first.child.kill('SIGTERM');
    expect((await first.ended).code).toBe(0);

    const again = new RestClient(await start({ DATA_DIR: first.dataDir }).ready);
    const [, stored] = [...(await list(again, other))].toSorted((one, next) => next.id - one.id);
    expect(stored?.id).toBe(used?.id);
    expect(Date.parse(stored?.last_used ?? '')).toBeGreaterThanOrEqual(Date.parse(used?.last_used ?? ''));
  });
});
