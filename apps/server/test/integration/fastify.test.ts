import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { hasServer, onServer, temporaryServerDatabase } from '@latchkey/db/testing/place';
import { startTcpProxy } from '@latchkey/testing/tcp-proxy';
import { describe, expect, it, vi } from 'vitest';
import { copyDatabase, startProgram } from '../server-process.ts';
import { Browser, formIn, publicUrl, tokenFrom } from './browser.ts';
import { install, ownDirectory } from './directory.ts';
import { documented } from '@latchkey/testing/documented';

const [code] = documented('docs/integration.md', 'Inside a Fastify application', 'js');
const [manifest] = documented('docs/integration.md', 'Inside a Fastify application', 'json');
const places: Readonly<Record<string, string>> = {
  '@latchkey/server': 'apps/server',
  fastify: 'apps/server/node_modules/fastify',
};

/** Starts the application of the document on a free port. */
async function start(settings: Record<string, string> = {}) {
  const directory = ownDirectory();
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(manifest);
  install(directory, Object.fromEntries(Object.keys(dependencies).map((name) => [name, places[name] ?? ''])));
  writeFileSync(join(directory, 'package.json'), manifest);
  const file = join(directory, 'main.js');
  writeFileSync(file, code);
  const dataDir = join(directory, 'data');
  if (!('DATABASE_URL' in settings)) copyDatabase(dataDir);
  const environment = { PUBLIC_URL: publicUrl, PORT: '0', DATA_DIR: dataDir, ...settings };
  const application = startProgram(file, environment, /Server listening at (http:[^"]+)/);
  return { ...application, directory, origin: await application.ready };
}

/** Sends a request on a new connection, and returns the status. */
async function ask(origin: string, path: string, headers: Record<string, string>, method = 'GET') {
  const asked = request(`${origin}${path}`, { agent: false, headers, method });
  asked.end();
  const [answer] = await once(asked, 'response');
  answer.resume();
  return answer.statusCode;
}

describe('a Fastify application', () => {
  it('serves the page and the routes, and knows the user', async () => {
    const { origin, directory, child, ended } = await start();
    const browser = new Browser(origin);
    const visit = () => browser.fetch('/invoices?all=1');
    expect((await visit()).headers.get('location')).toBe('/signin?next=%2Finvoices%3Fall%3D1');
    expect(await (await browser.fetch('/signin')).text()).toContain('<title>Latchkey</title>');
    expect((await browser.fetch('/')).status).toBe(404);

    const signedIn = await browser.signUp();
    expect(await (await visit()).text()).toBe('Good day, ada@example.com. You are number 1.\n');
    // A browser that has bound its session sends two cookies.
    await browser.bind(signedIn);
    expect((await visit()).status).toBe(200);
    const proof = browser.cookies.get('__Host-latchkey-bound') ?? '';
    browser.cookies.delete('__Host-latchkey-bound');
    expect((await visit()).status).toBe(302);
    browser.cookies.set('__Host-latchkey-bound', proof);
    // As the page does: several procedures in one request, whose path is longer than Fastify's default limit.
    const batch = ['user.current', ...Array.from({ length: 9 }, () => 'session.list')].join();
    expect((await browser.fetch(`/api/trpc/${batch}?batch=1`)).status).toBe(200);
    const form = await formIn(browser, directory);
    expect((await form.signOut()).status).toBe(200);
    expect((await visit()).status).toBe(302);

    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  it('sends the security headers only with Latchkey’s answers', async () => {
    const { origin } = await start();
    for (const path of ['/signin', '/api/v1/user/myself', '/api/trpc/user.current']) {
      const { headers } = await fetch(`${origin}${path}`);
      expect([path, headers.get('strict-transport-security')]).toEqual([path, 'max-age=31536000']);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    }
    const { headers } = await fetch(`${origin}/invoices`, { redirect: 'manual' });
    expect([headers.get('strict-transport-security'), headers.get('content-security-policy')]).toEqual([null, null]);
  });

  it('applies the limits of HTTP and the settings', async () => {
    const limits = { MAX_CONNECTIONS_PER_ADDRESS: '8', HSTS: 'off', SIGN_UP: 'closed', SESION_IDLE: '1h' };
    const { origin, output } = await start(limits);
    expect(output()).toContain('SESION_IDLE is set, and Latchkey has no such setting. Is SESSION_IDLE meant?');
    expect((await fetch(`${origin}/signin`)).headers.get('strict-transport-security')).toBeNull();
    const signUp = (body: string) => fetch(`${origin}/api/v1/auth/signup`, { method: 'POST', body });
    expect((await signUp('{"email":"ada@example.com","password":"correct horse"}')).status).toBe(403);
    expect((await signUp('x'.repeat(64 * 1024 + 1))).status).toBe(413);
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`x-${at}`, 'y']));
    expect(await ask(origin, '/api/v1/user/myself', many)).toBe(431);
    expect(await ask(origin, '/api/v1/user/myself', { 'x-long': 'y'.repeat(33 * 1024) })).toBe(431);
    // A path that the router cannot decode is an unknown id.
    expect(await ask(origin, '/api/v1/user/myself/session/%E0%A4%A', {}, 'DELETE')).toBe(401);

    const port = Number(new URL(origin).port);
    const sockets = await Promise.all(
      Array.from({ length: 9 }, async () => {
        const socket = connect(port, '127.0.0.1');
        await once(socket, 'connect');
        return socket;
      }),
    );
    await vi.waitUntil(() => sockets.some(({ destroyed }) => destroyed), 10_000);
    expect(sockets.filter(({ destroyed }) => !destroyed).length).toBeLessThanOrEqual(8);
    for (const socket of sockets) socket.destroy();
    await vi.waitUntil(() => output().includes('connections are refused'), 10_000);
  });

  it('sends mails about accounts, and serves metrics', async () => {
    const { origin, output } = await start({ METRICS_PORT: '0' });
    await new Browser(origin).signUp();
    await vi.waitUntil(() => output().includes(`${publicUrl}/verification#`), 10_000);
    await tokenFrom(origin);
    const metrics = await (await fetch(/Metrics: (\S+)/.exec(output())?.[1] ?? '')).text();
    expect(metrics).toContain('latchkey_sign_ins_total{outcome="succeeded"} 1\n');
    expect(metrics).toMatch(/latchkey_http_request_duration_seconds_count\{status="2xx"\} \d/);
  });
});

describe.runIf(hasServer)('a Fastify application on a PostgreSQL', () => {
  it('serves page files of other builds, and answers 503 without the database', async () => {
    const place = await temporaryServerDatabase();
    const url = new URL(place.location.url);
    const wire = await startTcpProxy(url.hostname, Number(url.port || 5432));
    try {
      url.host = `127.0.0.1:${wire.port}`;
      const { origin } = await start({ DATABASE_URL: url.href });
      const file = '/latchkey/assets/other-build-01234567.js';
      expect((await fetch(`${origin}${file}`)).status).toBe(404);
      await onServer(
        `INSERT INTO page_files VALUES ('other-build-01234567.js', 'export {}', false, now())`,
        place.location.url,
      );
      await vi.waitUntil(async () => (await fetch(`${origin}${file}`)).status === 200, 10_000);

      const browser = new Browser(origin);
      await browser.signUp();
      const visit = () => browser.fetch('/invoices');
      expect((await visit()).status).toBe(200);
      wire.cut();
      await vi.waitUntil(async () => (await visit()).status !== 200, 10_000);
      const away = await visit();
      expect([away.status, away.headers.get('retry-after')]).toEqual([503, '2']);
      wire.restore();
      await vi.waitUntil(async () => (await visit()).status === 200, 20_000);
    } finally {
      wire.close();
      await place.remove();
    }
  });
});
