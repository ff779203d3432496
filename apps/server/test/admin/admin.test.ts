import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort } from '@latchkey/testing/port';
import { RestClient, ada } from '../rest-client.ts';
import { firstTier, startProcess } from '../server-process.ts';

const admin = fileURLToPath(new URL('../../dist/admin/main.js', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-admin-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

const run = (...words: string[]) => runWith({ DATA_DIR: dataDir }, ...words);

/** The same with something on the standard input. */
const runOn = (input: string, ...words: string[]) => spawn({ DATA_DIR: dataDir }, words, input);

const runWith = (environment: Record<string, string>, ...words: string[]) => spawn(environment, words);

function spawn(environment: Record<string, string>, words: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [firstTier, admin, ...words], {
    env: { PATH: process.env.PATH, ...environment },
    encoding: 'utf8',
    input,
  });
  return { status, stdout, output: stdout + stderr };
}

// Each test starts several processes, one after the other.
describe('the admin command', { timeout: 180_000 }, () => {
  it('refuses wrong arguments with exit code 2, before it opens a database', () => {
    expect(run('ls').output).toMatch(/^There is no command ls\.\n/);
    for (const words of [[], ['constructor', 'x'], ['list', '--limit', '0']]) {
      expect(run(...words), words.join(' ')).toMatchObject({ status: 2, output: expect.stringContaining('Usage:') });
    }
  });

  it('prints the help of a command with exit code 0', () => {
    const { status, output } = run('create', '--help');
    expect([status, output.split('\n')[0]]).toEqual([0, 'Usage: npm run admin -- create EMAIL']);
  });

  it('creates no database if DATA_DIR does not exist, with any command', () => {
    const mistyped = join(dataDir, 'mistyped');
    for (const words of [['purge'], ['create', 'ada@example.com']]) {
      expect(runWith({ DATA_DIR: mistyped }, ...words)).toMatchObject({
        status: 1,
        output: `There is no database in ${mistyped}, and this command makes none: start the server once, or set DATA_DIR or DATABASE_URL as the server has it\n`,
      });
    }
    expect(existsSync(mistyped)).toBe(false);
  });

  it('generates a service key without a database, which a server accepts as a setting', async () => {
    const { status, stdout } = runWith({ DATA_DIR: join(dataDir, 'mistyped') }, 'keys', 'generate');
    expect([status, existsSync(join(dataDir, 'mistyped'))]).toEqual([0, false]);
    const key = stdout.trim();
    const settings = { SERVICE_KEYS: `shop ${key} sessions:introspect`, ACCOUNTS: 'both' };
    const { child, ready, ended } = startProcess(settings);
    const answer = await fetch(`${await ready}/api/v1/service/introspect`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify({ token: 'x' }),
    });
    expect(JSON.parse(await answer.text())).toEqual({ active: false });
    child.kill('SIGTERM');
    await ended;
  });

  it('does not run while a server uses the embedded database', async () => {
    const { child, ready, ended } = startProcess({ DATA_DIR: dataDir });
    const client = new RestClient(await ready, { 'user-agent': 'curl/8.5.0' });
    expect((await client.signUp()).status).toBe(201);
    expect((await client.signIn()).status).toBe(200);
    expect(run('disable', 'ada@example.com')).toMatchObject({
      status: 1,
      output: expect.stringContaining('in use by another process'),
    });
    child.kill('SIGTERM');
    await ended;
  });

  it('imports users from a file and from the standard input, again without harm, and names refused lines', () => {
    const file = join(dataDir, '..', `${basename(dataDir)}.jsonl`);
    const hash = '$2b$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2';
    const line = JSON.stringify({ email: 'grace@example.com', password_hash: hash, verified: true });
    writeFileSync(file, `${line}\n{"email":"nobody"}\n{"subject":"user-7"}\n`);
    const refused = 'Line 2: email: Not an e-mail address.\n';
    expect(run('users', 'import', file, '--dry-run')).toMatchObject({
      status: 1,
      stdout: 'Would be imported: 2. Already there: 0. Refused: 1.\n',
      output: expect.stringContaining(refused),
    });
    expect(run('users', 'import', file)).toMatchObject({
      status: 1,
      stdout: 'Imported: 2. Already there: 0. Refused: 1.\n',
      output: expect.stringContaining(refused),
    });
    expect(runOn(`${line}\n`, 'users', 'import', '-')).toMatchObject({
      status: 0,
      output: 'Imported: 0. Already there: 1. Refused: 0.\n',
    });
    expect(run('users', 'import', `${file}.missing`)).toMatchObject({
      status: 1,
      output: expect.stringContaining('no such file'),
    });
    rmSync(file);
    expect(run('list').output).toMatch(/grace@example\.com +- +\d{4}-\d\d-\d\dT[\d:]{8}Z +\d{4}-/);
  });

  it('lists the sessions of an account, ends one, and disables the account', () => {
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

  it('purges expired sessions, and checks the settings', () => {
    const purged = run('purge');
    expect([purged.status, purged.output]).toEqual([0, expect.stringMatching(/^expired {4}█{30} 0$/m)]);
    expect(run('doctor')).toMatchObject({ status: 0, output: 'Nothing looks wrong.\n' });
  });

  it('reports the address of a CDN that many accounts seem to have, as the log of the server does', async () => {
    const settings = { DATA_DIR: join(dataDir, 'cdn'), PUBLIC_URL: 'https://latchkey.example.com', TRUST_PROXY: '1' };
    const port = await freePort();
    const { child, ready, ended, output } = startProcess({ ...settings, PORT: String(port) });
    await ready;
    for (let id = 0; id < 12; id++) {
      const client = new RestClient(`http://127.0.0.1:${port}`, {
        'x-forwarded-for': `203.0.113.${id}, 198.51.100.7`,
      });
      expect((await client.signUp({ ...ada, email: `${id}@example.com` })).status).toBe(201);
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

  it('creates an account with only a link on stdout, and lists accounts in pages', () => {
    const created = runWith(
      { DATA_DIR: dataDir, PUBLIC_URL: 'https://latchkey.example.com' },
      'create',
      'bob@exämple.de',
    );
    const link = /^https:\/\/latchkey\.example\.com\/recovery#[\w-]{51}\n$/;
    expect(created).toMatchObject({ status: 0, stdout: expect.stringMatching(link) });
    expect(created.output).toContain('once, for 30 minutes');
    expect(run('sessions', 'bob@exämple.de').output).toMatch(/^id .*\nThe account is signed in nowhere\.\n$/);
    expect(run('list', 'unknown').output).toMatch(/^id .*\nNo account fits\.\n$/);
    expect(run('create', 'ada@example.com')).toMatchObject({
      status: 1,
      output: 'There is an account with this address already.\n',
    });
    const first = run('list', '--limit', '1');
    const [, id] = /^(\d+) +ada@example\.com +- +\S+Z {2}- +\S+Z +0$/m.exec(first.output) ?? [];
    expect(first, first.output).toMatchObject({ status: 0, output: expect.stringContaining(`more: --after ${id}\n`) });
    const next = run('list', 'BOB@exämple.de', '--after', id ?? '');
    expect(next.output).toMatch(
      /^id {2}e-mail +subject +created +verified +disabled +live sessions\n\d+ +bob@xn--\S+ .* 0\n$/,
    );
  });
});
