import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { freePort } from '@latchkey/testing/port';
import { waitFor } from '@latchkey/testing/wait-for';
import { Webhook } from 'standardwebhooks';
import { beforeAll, describe, expect, it } from 'vitest';
import { startForTest, startProcess } from '../server-process.ts';
import { openWebSocket } from './raw-web-socket.ts';
import { ownDirectory, root } from './directory.ts';
import { documented, put } from '@latchkey/testing/documented';

const run = promisify(execFile);
const readme = 'packages/node/README.md';
const [first] = documented(readme, '@latchkey/node', 'js');
const [signIn] = documented(readme, 'Begin and end sessions', 'js');
const [socketEnd] = documented(readme, 'Memory', 'js');
const [webhook] = documented(readme, 'Webhooks', 'js');
const [ofGuide] = documented('docs/integration.md', 'You have a sign-in already', 'js');
const [stepUp] = documented('docs/integration.md', 'Step-up', 'js');

const hex = randomBytes(32).toString('hex');
const key = `latchkey_service_${hex}${crc32(hex).toString(16).padStart(8, '0')}`;
const secret = `whsec_${randomBytes(24).toString('base64')}`;

/** An empty folder, in which an application installs the packed package and its framework from the registry. */
const directory = ownDirectory();
beforeAll(async () => {
  const packed = await run('npm', ['pack', '--json', '--pack-destination', directory], {
    cwd: join(root, 'packages/node'),
  });
  const [{ filename }]: [{ filename: string }] = JSON.parse(packed.stdout);
  const express = `express@${versionOf('examples/express', 'express')}`;
  await run('npm', ['init', '-y'], { cwd: directory });
  const options = ['--no-audit', '--no-fund', '--prefer-offline'];
  await run('npm', ['install', ...options, `./${filename}`, express], { cwd: directory });
}, 300_000);

/** The version of a dependency, as a package of the repository names it. */
function versionOf(folder: string, name: string): string {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  );
  return dependencies[name] ?? '';
}

/** Starts Latchkey and the code of an example in the folder, with free ports in place of the printed ones. */
async function start(code: string) {
  const [latchkey, port] = [await freePort(), await freePort()];
  const pages = { SIGN_IN_URL: '/login', STEP_UP_URL: '/confirm', PUBLIC_URL: 'http://localhost' };
  const settings = { ACCOUNTS: 'host', LOG_LEVEL: 'silent', PORT: String(latchkey), SERVICE_KEYS: `shop ${key}` };
  const server = startProcess({ ...settings, ...pages });
  await server.ready;
  const file = join(directory, `application-${port}.mjs`);
  writeFileSync(file, put(code, { '127.0.0.1:3000': `127.0.0.1:${latchkey}`, '4000': String(port) }));
  startForTest({ args: [file], environment: { LATCHKEY_KEY: key, LATCHKEY_WEBHOOK_SECRET: secret } });
  const origin = `http://127.0.0.1:${port}`;
  await waitFor(() => fetch(origin));
  const service = (method: string, path: string, body?: object) =>
    fetch(`http://127.0.0.1:${latchkey}/api/v1/service/${path}`, {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const invoices = (cookie: string) => fetch(`${origin}/invoices`, { headers: { cookie }, redirect: 'manual' });
  return { server, latchkey: `http://127.0.0.1:${latchkey}`, origin, service, invoices };
}

const cookieOf = (lines: readonly string[]) => lines.map((line) => line.split(';', 1)[0]).join('; ');

describe('an application that has installed @latchkey/node from its tarball', { timeout: 120_000 }, () => {
  it('gets what runs and no more', () => {
    const installed = join(directory, 'node_modules/@latchkey');
    expect(readdirSync(installed)).toEqual(['node']);
    const files = readdirSync(join(installed, 'node')).toSorted();
    expect(files).toEqual(['LICENSE', 'README.md', 'dist', 'package.json']);
    expect(existsSync(join(installed, 'node/dist/latchkey.d.ts'))).toBe(true);
  });

  it('protects a page by the first example of README, as it stands', async () => {
    expect(first.trim().split('\n').length).toBeLessThanOrEqual(10);
    const { server, service, invoices } = await start(first);
    expect((await invoices('')).status).toBe(401);
    const begun = await service('POST', 'sessions', { subject: 'ada', methods: ['pwd'], client: {} });
    const { set_cookie: lines }: { set_cookie: string[] } = JSON.parse(await begun.text());
    const answer = await invoices(cookieOf(lines));
    expect([answer.status, await answer.text()]).toEqual([200, 'ada']);
    // Another browser ends the session, and the next request is refused.
    expect((await service('DELETE', 'users/ada/sessions')).status).toBe(200);
    expect((await invoices(cookieOf(lines))).status).toBe(401);
    server.child.kill('SIGKILL');
    await server.ended;
    const away = await invoices(cookieOf(lines));
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '2']);
  });

  it.each([
    ['README', `${first}\n${signIn}\n${webhook}`],
    ['docs/integration.md', ofGuide],
  ])('begins a session by the example of %s', async (_name, code) => {
    const { origin, service, invoices } = await start(code);
    const entered = await fetch(`${origin}/login`, { method: 'POST', redirect: 'manual' });
    const cookie = cookieOf(entered.headers.getSetCookie());
    expect([entered.status, entered.headers.get('location')]).toEqual([302, '/invoices']);
    const answer = await invoices(cookie);
    const body = await answer.text();
    expect([answer.status, body.includes('ada')]).toEqual([200, true]);
    const subject = body.includes('f3b1') ? 'f3b1' : 'ada';
    expect((await service('DELETE', `users/${subject}/sessions`)).status).toBe(200);
    expect((await invoices(cookie)).status).toBe(401);
  });

  it('confirms a step-up by the example of docs/integration.md, which leads back where a request was used', async () => {
    const own = `const proofForm = (purpose) => purpose;\nconst provedUser = async () => ({ id: 'f3b1' });`;
    const { latchkey, origin } = await start(`${ofGuide}\n${own}\n${stepUp}`);
    const entered = await fetch(`${origin}/login`, { method: 'POST', redirect: 'manual' });
    const cookie = cookieOf(entered.headers.getSetCookie());
    const asked = await fetch(`${latchkey}/api/trpc/auth.requestStepUp`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ purpose: 'end_other_sessions' }),
    });
    const { result }: { result: { data: { url: string } } } = JSON.parse(await asked.text());
    const page = `${origin}${result.data.url}`;
    const form = await fetch(page, { headers: { cookie } });
    expect([form.status, await form.text()]).toEqual([200, 'end_other_sessions']);
    const confirm = (cookies: string) =>
      fetch(page, { method: 'POST', headers: { cookie: cookies }, redirect: 'manual' });
    const confirmed = await confirm(cookie);
    const renewed = cookieOf(confirmed.headers.getSetCookie());
    expect([confirmed.status, renewed.includes('latchkey')]).toEqual([303, true]);
    expect(confirmed.headers.get('location')).toMatch(/^\/sessions/);
    const again = await confirm(renewed);
    expect([again.status, again.headers.get('location')]).toEqual([303, '/sessions']);
  });

  it('logs out, closes a WebSocket and verifies a webhook by the examples of README', async () => {
    const socketPort = await freePort();
    const own = `
      import { createServer } from 'node:http';
      import { WebSocketServer } from 'ws';
      const sockets = new WebSocketServer({ noServer: true });
      const server = createServer().listen(${socketPort});`;
    const { origin, invoices } = await start([first, signIn, webhook, own, socketEnd].join('\n'));
    const sockets = `http://127.0.0.1:${socketPort}`;
    const entered = await fetch(`${origin}/login`, { method: 'POST', redirect: 'manual' });
    const cookie = cookieOf(entered.headers.getSetCookie());
    await expect(openWebSocket(sockets, '')).rejects.toThrow('hang up');
    // The first one may be closed at once, because the process has no lease yet.
    const { closed } = await waitFor(() => openWebSocket(sockets, cookie));
    const left = await fetch(`${origin}/logout`, { method: 'POST', headers: { cookie }, redirect: 'manual' });
    expect(left.headers.getSetCookie()).toEqual([expect.stringContaining('Max-Age=0')]);
    expect((await invoices(cookie)).status).toBe(401);
    expect(await closed).toBe(4401);

    const nothing = { sub: null, sid: '7', device_id: null, amr: [], reason: null, by_sid: null, ip: null };
    const data = { event_id: 'evt_1', position: 1, ...nothing, user_agent: '' };
    const event = JSON.stringify({ type: 'session.ended', timestamp: new Date().toISOString(), data });
    const post = (body: string) =>
      fetch(`${origin}/hooks/latchkey`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'webhook-id': 'evt_1',
          'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
          'webhook-signature': new Webhook(secret).sign('evt_1', new Date(), event),
        },
      });
    expect([(await post(event)).status, (await post(event.replace('"7"', '"8"'))).status]).toEqual([204, 400]);
  });
});
