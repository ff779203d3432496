import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@latchkey/testing/port';
import { waitFor } from '@latchkey/testing/wait-for';
import { describe, expect, it } from 'vitest';
import { copyDatabase, startForTest, startProcess } from '../server-process.ts';
import { ownDirectory } from './directory.ts';
import { documented } from '@latchkey/testing/documented';
import { type StartProxy, proxies } from './reverse-proxy.ts';

const [code] = documented('docs/integration.md', 'Without the package', 'js');
const [commands] = documented('docs/integration.md', 'You have a sign-in already', 'sh');

/** The settings of the document, with the key that its first command has printed. */
const settingsWith = (key: string): Record<string, string> =>
  Object.fromEntries(
    Array.from(commands.matchAll(/([A-Z_]+)=("[^"]*"|\S+)/g), ([, name = '', value = '']) => [
      name,
      value.replaceAll('"', '').replace('$(cat shop.key)', key),
    ]),
  );
const admin = fileURLToPath(new URL('../../dist/admin/main.js', import.meta.url));

/** The host application of the document, with a check of its own: it lets in who says so. */
const host = `
import { createServer } from 'node:http';
import { signIn, sessionOf } from './latchkey.mjs';
createServer(async (request, response) => {
  try {
    if (request.url === '/login') {
      const user = { id: 'f3b1', email: 'ada@example.com' };
      response.setHeaders(await signIn(request, user, ['pwd', 'otp']));
      return response.end('in');
    }
    const session = await sessionOf(request);
    response.writeHead(session.active ? 200 : 401).end(JSON.stringify(session));
  } catch (error) {
    response.writeHead(503).end(String(error));
  }
}).listen(Number(process.env.PORT), '127.0.0.1');`;

/** Starts Latchkey as the document says, the application, and a proxy in front of both. */
async function start(startProxy: StartProxy) {
  const directory = ownDirectory();
  const [latchkey, application] = [await freePort(), await freePort()];
  const words = /latchkey admin (.*) >/.exec(commands)?.[1]?.split(' ') ?? [];
  const key = execFileSync(process.execPath, [admin, ...words], {
    env: { PATH: process.env.PATH },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  const own = { DATA_DIR: join(directory, 'data'), LOG_LEVEL: 'silent', PORT: String(latchkey) };
  copyDatabase(own.DATA_DIR);
  await startProcess({ ...settingsWith(key), ...own }).ready;
  writeFileSync(join(directory, 'latchkey.mjs'), code);
  writeFileSync(join(directory, 'host.mjs'), host);
  const environment = { LATCHKEY: `http://127.0.0.1:${latchkey}`, LATCHKEY_KEY: key, PORT: String(application) };
  startForTest({ args: [join(directory, 'host.mjs')], environment });
  await waitFor(() => fetch(`http://127.0.0.1:${application}`));
  return { origin: await startProxy({ latchkey, application, directory }), key };
}

describe.each(proxies)('an application with its own sign-in, behind %s,', { timeout: 120_000 }, (_name, startProxy) => {
  it('begins a session, knows its user, and refuses it at the next request once the page has ended it', async () => {
    const { origin, key } = await start(startProxy);
    expect(key).toMatch(/^latchkey_service_[0-9a-f]{72}$/);
    const entered = await fetch(`${origin}/login`, {
      headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:69.0) Gecko/20100101 Firefox/69.0' },
    });
    const lines = entered.headers.getSetCookie();
    expect([entered.status, lines.length]).toEqual([200, 2]);
    const cookie = lines.map((line) => line.split(';', 1)[0]).join('; ');
    const invoices = () => fetch(`${origin}/invoices`, { headers: { cookie } });
    const session: unknown = await (await invoices()).json();
    expect(session).toMatchObject({ active: true, sub: 'f3b1', amr: ['pwd', 'otp'], email: 'ada@example.com' });
    const list = await fetch(`${origin}/api/trpc/session.list`, { headers: { cookie } });
    expect(await list.text()).toContain('"software":"Firefox"');
    // The proxy does not forward the service API: this is the answer of the application.
    const service = await fetch(`${origin}/api/v1/service/sessions`, { method: 'POST', headers: { cookie } });
    expect(await service.json()).toMatchObject({ sub: 'f3b1' });
    const logout = await fetch(`${origin}/api/trpc/session.logout`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
    });
    expect(logout.status).toBe(200);
    expect((await invoices()).status).toBe(401);
  });
});
