import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Metrics } from '../../src/metrics/metrics.ts';
import { type MetricsServer, startMetricsServer } from '../../src/metrics/metrics-server.ts';

let server: MetricsServer;
beforeAll(async () => {
  server = await startMetricsServer(new Metrics(), { host: '127.0.0.1', port: 0 });
});
afterAll(() => server.stop());

async function answerTo(host: string): Promise<{ status: number; body: string }> {
  const asked = request(server.url, { headers: { host } });
  asked.end();
  const [answer] = await once(asked, 'response');
  return { status: answer.statusCode, body: await text(answer) };
}

it.each([
  '127.0.0.1:9464',
  '[::1]:9464',
  '10.1.2.3',
  'localhost:9464',
  'server:9464',
  'a.LOCAL',
  'x.internal:1',
  'app.localhost',
])('answers a request with an IP address or a private host name: %s', async (host) => {
  const { status, body } = await answerTo(host);
  expect([status, body.includes('latchkey_sign_ins_total')]).toEqual([200, true]);
});

it.each([
  ['GET', '/metrics?collect=all', 200],
  ['GET', '/metrics/', 200],
  ['HEAD', '/metrics', 200],
  ['POST', '/metrics', 405],
  ['GET', '/metricsx', 404],
  ['GET', '/', 404],
])('%s %s is answered with %i', async (method, path, status) => {
  expect((await fetch(new URL(path, server.url), { method })).status).toBe(status);
});

it.each([
  'evil.example',
  'evil.example:9464',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  '10.1.2.3.nip.io',
  'local.evil',
])('refuses a public host name, against DNS rebinding: %j', async (host) => {
  const { status, body } = await answerTo(host);
  expect([status, body.includes('latchkey_')]).toEqual([421, false]);
});
