import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort } from '../src/cluster/free-port.ts';
import { startProcess } from './server-process.ts';

const admin = fileURLToPath(new URL('../dist/admin/main.js', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-admin-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

const run = (...words: string[]) => runWith({ DATA_DIR: dataDir }, ...words);

function runWith(environment: Record<string, string>, ...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [admin, ...words], {
    env: { PATH: process.env.PATH, ...environment },
    encoding: 'utf8',
  });
  return { status, stdout, output: stdout + stderr };
}

// Each test starts several processes, one after the other.
describe('the admin command', { timeout: 180_000 }, () => {
  it('refuses a command line that it does not understand with exit code 2, before it opens a database', () => {
    expect(run('ls').output).toMatch(/^There is no command ls\.\n/);
    for (const words of [[], ['constructor', 'x'], ['list', '--limit', '0']]) {
      expect(run(...words), words.join(' ')).toMatchObject({ status: 2, output: expect.stringContaining('Usage:') });
    }
  });

  it('explains its commands with exit code 0', () => {
    const { status, output } = run('create', '--help');
    expect([status, output.split('\n')[0]]).toEqual([0, 'Usage: npm run admin -- create EMAIL']);
  });

  it('makes no database where DATA_DIR is mistyped, whatever the command', () => {
    const mistyped = join(dataDir, 'mistyped');
    for (const words of [['purge'], ['create', 'ada@example.com']]) {
      expect(runWith({ DATA_DIR: mistyped }, ...words)).toMatchObject({
        status: 1,
        output: `There is no database in ${mistyped}, and this command makes none\n`,
      });
    }
    expect(existsSync(mistyped)).toBe(false);
  });

  it('acts on the same database as the server, which must not run meanwhile on an embedded one', async () => {
    const { child, ready, ended } = startProcess({ DATA_DIR: dataDir });
    const send = async (path: string) => {
      const body = JSON.stringify({ email: 'ada@example.com', password: 'correct horse' });
      return fetch(`${await ready}/api/v1/auth/${path}`, {
        method: 'POST',
        body,
        headers: { 'user-agent': 'curl/8.5.0' },
      });
    };
    expect((await send('signup')).status).toBe(201);
    expect((await send('signin')).status).toBe(200);
    expect(run('disable', 'ada@example.com')).toMatchObject({
      status: 1,
      output: expect.stringContaining('in use by another process'),
    });
    child.kill('SIGTERM');
    await ended;
  });

  it('lists the sessions of an account, ends one, and bars the account with the others', () => {
    const sessions = run('sessions', 'Ada@Example.com');
    const rows = /^(\d+) +curl 8 +- +127\.0\.0\.1( +\d{4}-\d\d-\d\dT[\d:]{8}Z){2}$/gm;
    const [latest, ...others] = Array.from(sessions.output.matchAll(rows), ([, id = '']) => id);
    expect([sessions.status, others.length], sessions.output).toEqual([0, 1]);
    expect(run('end-session', 'ada@example.com', latest ?? '')).toMatchObject({ status: 0, output: 'Ended.\n' });
    expect(run('disable', ' Ada@Example.com')).toMatchObject({ status: 0, output: 'Disabled. Sessions ended: 1.\n' });
    expect(run('recovery-link', 'ada@example.com')).toMatchObject({
      status: 1,
      output: 'The account is disabled. Enable it first.\n',
    });
  });

  it('clears away what is over, and looks for settings that do not fit', () => {
    const purged = run('purge');
    expect([purged.status, purged.output]).toEqual([0, expect.stringMatching(/^lapsed {5}█{30} 0$/m)]);
    expect(run('doctor')).toMatchObject({ status: 0, output: 'Nothing looks wrong.\n' });
  });

  it('finds the address of a CDN that is taken for that of many accounts, as the log of the server does', async () => {
    const settings = { DATA_DIR: join(dataDir, 'cdn'), PUBLIC_URL: 'https://latchkey.example.com', TRUST_PROXY: '1' };
    const port = await freePort();
    const { child, ready, ended, output } = startProcess({ ...settings, PORT: String(port) });
    await ready;
    for (let id = 0; id < 12; id++) {
      const body = JSON.stringify({ email: `${id}@example.com`, password: 'correct horse' });
      const headers = { 'x-forwarded-for': `203.0.113.${id}, 198.51.100.7` };
      expect(
        (await fetch(`http://127.0.0.1:${port}/api/v1/auth/signup`, { method: 'POST', body, headers })).status,
      ).toBe(201);
    }
    await expect.poll(output).toMatch(/10 accounts, of 10, come from 198\.51\.100\.7.*Behind a CDN/);
    child.kill('SIGTERM');
    await ended;
    expect(runWith(settings, 'doctor')).toMatchObject({
      status: 1,
      output: expect.stringMatching(
        /^The recent sessions of 12 accounts, of 12, come from 198\.51\.100\.7.*Behind a CDN"\.\n$/,
      ),
    });
  });

  it('opens an account with a link alone on stdout, and lists accounts a page at a time', () => {
    const created = runWith(
      { DATA_DIR: dataDir, PUBLIC_URL: 'https://latchkey.example.com' },
      'create',
      'bob@exämple.de',
    );
    const link = /^https:\/\/latchkey\.example\.com\/recovery#[\w-]{51}\n$/;
    expect(created).toMatchObject({ status: 0, stdout: expect.stringMatching(link) });
    expect(created.output).toContain('once, for 30 minutes');
    expect(run('sessions', 'bob@exämple.de').output).toMatch(/^id .*\nThe account is signed in nowhere\.\n$/);
    expect(run('list', 'nobody').output).toMatch(/^id .*\nNo account fits\.\n$/);
    expect(run('create', 'ada@example.com')).toMatchObject({
      status: 1,
      output: 'There is an account with this address already.\n',
    });
    const first = run('list', '--limit', '1');
    const [, id] = /^(\d+) +ada@example\.com {2}\S+Z {2}- +\S+Z +0$/m.exec(first.output) ?? [];
    expect(first, first.output).toMatchObject({ status: 0, output: expect.stringContaining(`more: --after ${id}\n`) });
    const next = run('list', 'BOB@exämple.de', '--after', id ?? '');
    expect(next.output).toMatch(/^id {2}e-mail +created +verified +disabled +live sessions\n\d+ +bob@xn--\S+ .* 0\n$/);
  });
});
