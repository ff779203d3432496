import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { startProcess } from './server-process.ts';

const admin = fileURLToPath(new URL('../dist/admin.js', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-admin-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

const run = (...words: string[]) => runOn(dataDir, ...words);

function runOn(DATA_DIR: string, ...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [admin, ...words], {
    env: { PATH: process.env.PATH, DATA_DIR },
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

describe('the admin command', () => {
  it('says how it is used, with an exit code that scripts understand', () => {
    for (const words of [[], ['disable'], ['constructor', 'x'], ['nonsense', 'x']]) {
      expect(run(...words), words.join(' ')).toMatchObject({ status: 1, output: expect.stringContaining('Usage:') });
    }
  });

  it('makes no database where DATA_DIR is mistyped, whatever the command', () => {
    const mistyped = join(dataDir, 'mistyped');
    for (const words of [['purge'], ['doctor'], ['end-sessions', '--everyone'], ['disable', 'ada@example.com']]) {
      expect(runOn(mistyped, ...words)).toEqual({
        status: 1,
        output: `There is no database in ${mistyped}, and this command makes none\n`,
      });
    }
    expect(existsSync(mistyped)).toBe(false);
  });

  it('acts on the same database as the server, which must not run meanwhile on an embedded one', async () => {
    const { child, ready, ended } = startProcess({ DATA_DIR: dataDir });
    const signUp = { method: 'POST', body: JSON.stringify({ email: 'ada@example.com', password: 'correct horse' }) };
    expect((await fetch(`${await ready}/api/v1/auth/signup`, signUp)).status).toBe(201);
    expect(run('disable', 'ada@example.com')).toMatchObject({
      status: 1,
      output: expect.stringContaining('in use by another process'),
    });
    child.kill('SIGTERM');
    await ended;

    expect(run('disable', ' Ada@Example.com')).toEqual({ status: 0, output: 'Disabled. Sessions ended: 1.\n' });
    expect(run('enable', 'nobody@example.com')).toEqual({
      status: 1,
      output: 'There is no account with this address.\n',
    });
    const purged = run('purge');
    expect([purged.status, purged.output]).toEqual([0, expect.stringMatching(/^lapsed {5}█{30} 0$/m)]);
    expect(run('doctor')).toEqual({ status: 0, output: 'Nothing looks wrong.\n' });
  });
});
