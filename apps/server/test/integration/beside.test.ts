import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { hasServer, onServer, temporaryServerDatabase } from '@latchkey/db/testing/place';
import { argon2idHasher } from '@latchkey/sessions/passwords/password-hasher';
import { startTcpProxy } from '@latchkey/testing/tcp-proxy';
import { describe, expect, it, vi } from 'vitest';
import { freePort, listenOnFreePort } from '@latchkey/testing/port';
import { waitFor } from '@latchkey/testing/wait-for';
import { startForTest, startProcess, startedOnce } from '../server-process.ts';
import { ada } from '../rest-client.ts';
import { Browser, formIn, publicUrl, tokenFrom } from './browser.ts';
import { ownDirectory } from './directory.ts';
import { documented, put } from '@latchkey/testing/documented';
import { type StartProxy, proxies, proxiesBehindCdn, proxiesBelowPath, startPathProxy } from './reverse-proxy.ts';

const guide = 'docs/integration.md';
const [applicationCode] = documented(guide, 'Ask which user sent a request', 'js');
const [startCommand] = documented(guide, 'Start it', 'sh');
/** The settings with which the document starts Latchkey. */
const settings = Object.fromEntries([...startCommand.matchAll(/(\w+)=(\S+) /g)].map(([, ...one]) => one));
const greeting = 'Good day, ada@example.com. You are number 1.\n';

/** Starts Latchkey and the application of the document as processes, and a proxy in front, which may trust a CDN. */
async function start(startProxy: StartProxy, own: Record<string, string> = {}, cdn: { cdn?: string } = {}) {
  const directory = ownDirectory();
  const [latchkey, application] = [await freePort(), await freePort()];
  const ownData = { DATA_DIR: join(directory, 'data'), LOG_LEVEL: 'silent', PORT: String(latchkey) };
  const server = startProcess({ ...settings, ...ownData, ...own });
  await server.ready;
  const file = join(directory, 'application.mjs');
  const addresses = { '127.0.0.1:3000': `127.0.0.1:${latchkey}`, '4000': String(application) };
  writeFileSync(file, put(applicationCode, addresses));
  startForTest({ args: [file] });
  await waitFor(() => fetch(`http://127.0.0.1:${application}`, { redirect: 'manual' }));
  return { server, directory, origin: await startProxy({ latchkey, application, directory, ...cdn }) };
}

/** The address in the session list after a sign-up from a local address with forged headers. */
async function shownAddress(origin: string, localAddress: string, claimed: string): Promise<string | undefined> {
  const signUp = request(`${origin}/api/v1/auth/signup`, {
    method: 'POST',
    localAddress,
    headers: { 'x-forwarded-for': claimed, forwarded: `for=${claimed}`, 'x-real-ip': claimed },
  });
  signUp.end(JSON.stringify({ ...ada, email: `${randomUUID()}@example.com` }));
  const [answer] = await once(signUp, 'response');
  const { session_token: token }: { session_token: string } = JSON.parse(await text(answer));
  const list = await fetch(`${origin}/api/trpc/session.list`, { headers: { authorization: `Bearer ${token}` } });
  const { result }: { result: { data: { sessions: { ip: string }[] } } } = JSON.parse(await list.text());
  return result.data.sessions[0]?.ip;
}

describe.each(proxies)('an application beside Latchkey, behind %s,', (_name, startProxy) => {
  const started = startedOnce(async () => {
    const { origin, directory } = await start(startProxy);
    const signedUp = new Browser(origin);
    await signedUp.signUp();
    return { origin, directory, signedUp };
  });

  it('knows the user, and at the next request that the session has ended', async () => {
    const { origin, directory, signedUp } = started();
    expect([...signedUp.cookies.keys()]).toEqual(['__Host-latchkey', '__Host-latchkey-device']);
    const browser = new Browser(origin);
    const visit = () => browser.fetch('/invoices/7?all=1');
    const stranger = await visit();
    expect(stranger.status).toBe(302);
    expect(stranger.headers.get('location')).toBe('/signin?next=%2Finvoices%2F7%3Fall%3D1');

    // The page and its requests are answered by Latchkey, all others by the application.
    const page = await (await browser.fetch('/signin')).text();
    const [, script = ''] = /<script type="module" crossorigin src="([^"]+)"/.exec(page) ?? [];
    expect((await browser.fetch(script)).headers.get('content-type')).toContain('javascript');
    for (const own of [
      '/',
      '/assets/index.js',
      '/api/v2',
      '/api',
      '/api/v1/orders',
      '/api/v1/auth/callback',
      '/api/trpc/app.list',
      '/api/trpc/orders.list,app.x?batch=1',
      '/signin/help',
      '/favicon.svg',
    ])
      expect([own, (await browser.fetch(own)).status]).toEqual([own, 302]);

    expect((await browser.fetch('/api/dbsc/registration', { method: 'POST' })).status).toBe(401);

    const form = await formIn(browser, directory);
    expect((await form.signIn(ada.email, ada.password)).status).toBe(200);
    expect(await (await visit()).text()).toBe(greeting);
    expect((await form.signOut()).status).toBe(200);
    expect((await visit()).status).toBe(302);
    expect((await form.signIn(ada.email, 'incorrect horse')).status).toBe(401);
    expect((await visit()).status).toBe(302);
    expect((await form.signIn(ada.email, ada.password)).status).toBe(200);
    expect(await (await visit()).text()).toBe(greeting);

    const headers = { authorization: `Bearer ${await tokenFrom(origin)}` };
    const listed = await (await fetch(`${origin}/api/v1/user/myself/session`, { headers })).text();
    const { sessions }: { sessions: { id: number; information: string }[] } = JSON.parse(listed);
    const inBrowser = sessions
      .filter(({ information }) => information !== 'Ada’s telephone')
      .toSorted((one, other) => other.id - one.id)[0];
    const ended = `${origin}/api/v1/user/myself/session/${inBrowser?.id}`;
    expect((await fetch(ended, { method: 'DELETE', headers })).status).toBe(200);
    expect((await visit()).status).toBe(302);
  });

  it('knows the user of a program by its token', async () => {
    const { origin } = started();
    const [script] = documented(guide, 'Apps, scripts and other programs', 'sh');
    const { stdout } = await promisify(execFile)('bash', ['-ec', put(script, { [publicUrl]: origin })]);
    expect(stdout).toBe(greeting);
    expect(script).toContain(`\n# ${greeting}`);
    const headers = { authorization: 'Bearer latchkey_unknown' };
    expect((await fetch(`${origin}/invoices`, { redirect: 'manual', headers })).status).toBe(302);
  });

  it('does not let a client choose its address in the list', async () => {
    const { origin } = started();
    // Not the address of the proxy.
    expect(await shownAddress(origin, '127.0.0.2', '203.0.113.9')).toBe('127.0.0.2');
  });

  it('does not buffer the streams of the page', async () => {
    const { origin, signedUp } = started();
    const stream = await signedUp.fetch('/api/trpc/session.watch');
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let told = '';
    while (!told.includes('"opened"')) told += (await reader?.read())?.value ?? '';
    await tokenFrom(origin);
    while (!told.includes('"appeared"')) told += (await reader?.read())?.value ?? '';
    await reader?.cancel();
    expect(told).toContain('Ada’s telephone');
  });
});

describe.each(proxiesBelowPath)('an application with Latchkey below a path, behind %s,', (_name, startProxy) => {
  it('has every other path, and no browser reaches the service API', async () => {
    const latchkey = await freePort();
    await startProcess({ ...settings, BASE_PATH: '/account', LOG_LEVEL: 'silent', PORT: String(latchkey) }).ready;
    const application = createServer(({ url }, response) => response.end(`application ${url}`));
    const port = await listenOnFreePort(application);
    const browser = new Browser(await startProxy({ latchkey, application: port, directory: ownDirectory() }));

    for (const path of ['/', '/signin', '/accounts', '/api/trpc/session.list', '/x/account/signin'])
      expect(await (await browser.fetch(path)).text()).toBe(`application ${path}`);
    const page = await (await browser.fetch('/account/signin')).text();
    const [, script = ''] = /<script type="module" crossorigin src="(\/account\/[^"]+)"/.exec(page) ?? [];
    expect((await browser.fetch(script)).headers.get('content-type')).toContain('javascript');
    const headers = { 'content-type': 'application/json' };
    const signUp = { method: 'POST', headers, body: JSON.stringify(ada) };
    expect((await browser.fetch('/account/api/trpc/auth.signUp', signUp)).status).toBe(200);
    expect((await browser.fetch('/account/api/trpc/session.list')).status).toBe(200);
    for (const path of ['/account/api/v1/verify', '/account/api/v1/service/users', '/account/api/service/users.list'])
      expect([path, (await browser.fetch(path)).status]).toEqual([path, 404]);
    application.close();
  });
});

describe.each(proxiesBehindCdn)('behind a CDN and %s', (_name, startProxy, count) => {
  it('the list has the client’s address from the CDN, and trusts no other header', async () => {
    const { origin } = await start(startProxy, { TRUST_PROXY: count }, { cdn: '127.0.0.3' });
    expect(await shownAddress(origin, '127.0.0.3', '203.0.113.66, 203.0.113.9')).toBe('203.0.113.9');
    expect(await shownAddress(origin, '127.0.0.2', '203.0.113.66, 203.0.113.9')).toBe('127.0.0.2');
  });
});

describe.runIf(hasServer)('on a PostgreSQL', () => {
  it('an application logs no user out while Latchkey cannot answer', { timeout: 120_000 }, async () => {
    const place = await temporaryServerDatabase();
    const url = new URL(place.location.url);
    const wire = await startTcpProxy(url.hostname, Number(url.port || 5432));
    try {
      url.host = `127.0.0.1:${wire.port}`;
      const { server, origin } = await start(startPathProxy, { DATABASE_URL: url.href });
      const browser = new Browser(origin);
      await browser.signUp();
      const visit = () => browser.fetch('/invoices');
      expect((await visit()).status).toBe(200);
      wire.cut();
      await vi.waitUntil(async () => (await visit()).status !== 200, 10_000);
      const away = await visit();
      expect([away.status, away.headers.get('retry-after')]).toEqual([503, '2']);
      wire.restore();
      await vi.waitUntil(async () => (await visit()).status !== 503, 20_000);
      expect((await visit()).status).toBe(200);
      server.child.kill('SIGKILL');
      await server.ended;
      expect((await visit()).status).toBe(503);
    } finally {
      wire.close();
      await place.remove();
    }
  });

  it('users sign in with imported argon2id hashes', async () => {
    const place = await temporaryServerDatabase();
    try {
      const origin = await startProcess({ DATABASE_URL: place.location.url, LOG_LEVEL: 'silent' }).ready;
      const [insert] = documented(guide, 'Existing users', 'sql');
      const grace = { email: 'grace@example.com', password: 'an older password' };
      // An imported hash may have other parameters.
      const theirs = await argon2idHasher({ memoryCost: 4096, timeCost: 3, parallelism: 1 }).hash(grace.password);
      await onServer(put(insert, { '$argon2id$v=19$m=19456,t=2,p=1$…': theirs }), place.location.url);
      const headers = { authorization: `Bearer ${await tokenFrom(origin, grace)}` };
      const myself = await (await fetch(`${origin}/api/v1/user/myself`, { headers })).text();
      expect(myself).toContain('"user":{"id":1,"email":"grace@example.com"}');
    } finally {
      await place.remove();
    }
  });
});
