import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { freePort } from '../../src/cluster/free-port.ts';
import { spawnForTest } from '../server-process.ts';
import { Browser, formIn, publicUrl } from './browser.ts';
import { install, ownDirectory } from './directory.ts';
import { documented } from './documented.ts';

const [, , code = ''] = documented('docs/integration.md', 'js');
const [manifest = '{}'] = documented('docs/integration.md', 'json');
const places: Readonly<Record<string, string>> = {
  '@latchkey/api': 'packages/api',
  '@latchkey/server': 'apps/server',
  '@latchkey/sessions': 'packages/sessions',
  fastify: 'apps/server/node_modules/fastify',
};

it('a Fastify application serves the page and the routes, and knows who is signed in', async () => {
  const directory = ownDirectory();
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(manifest);
  install(directory, Object.fromEntries(Object.keys(dependencies).map((name) => [name, places[name] ?? ''])));
  writeFileSync(join(directory, 'package.json'), manifest);
  const file = join(directory, 'main.js');
  writeFileSync(file, code);
  const port = await freePort();
  const application = spawnForTest(process.execPath, [file], {
    PUBLIC_URL: publicUrl,
    PORT: String(port),
    DATA_DIR: join(directory, 'data'),
  });
  const origin = `http://127.0.0.1:${port}`;
  await vi.waitFor(() => fetch(origin), 45_000);
  const browser = new Browser(origin);
  const visit = () => browser.fetch('/invoices?all=1');
  expect((await visit()).headers.get('location')).toBe('/signin?next=%2Finvoices%3Fall%3D1');
  const page = await browser.fetch('/signin');
  expect(await page.text()).toContain('<title>Latchkey</title>');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect((await visit()).headers.get('content-security-policy')).toBeNull();
  expect((await browser.fetch('/')).status).toBe(404);

  const signedIn = await browser.signUp();
  expect(await (await visit()).text()).toBe('Good day, ada@example.com. You are number 1.\n');
  // A browser that binds its session to its device shows two cookies from then on.
  await browser.bind(signedIn);
  expect((await visit()).status).toBe(200);
  const proof = browser.cookies.get('__Host-latchkey-bound') ?? '';
  browser.cookies.delete('__Host-latchkey-bound');
  expect((await visit()).status).toBe(302);
  browser.cookies.set('__Host-latchkey-bound', proof);
  // As the page asks: several things in one request, by a longer name than Fastify takes unless it is told to.
  const batch = ['user.visitor', ...Array.from({ length: 9 }, () => 'session.list')].join();
  expect((await browser.fetch(`/api/trpc/${batch}?batch=1`)).status).toBe(200);
  const form = await formIn(browser, directory);
  expect((await form.signOut()).status).toBe(200);
  expect((await visit()).status).toBe(302);

  application.kill('SIGTERM');
  expect((await once(application, 'exit'))[0]).toBe(0);
});
