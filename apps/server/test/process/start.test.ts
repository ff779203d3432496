import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { directoryForTest } from '../server-process.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** Runs `npm start` in a process group of its own, so that the test finds every process that it leaves behind. */
function npmStart(environment: NodeJS.ProcessEnv = {}) {
  const dataDir = join(directoryForTest(), 'data');
  const child = spawn('npm', ['start'], {
    cwd: root,
    detached: true,
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('ready: ') && resolve());
  });
  return { child, dataDir, ready, ended: once(child, 'exit') };
}

function isAlive(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}

// Windows has no process groups.
describe.runIf(process.platform !== 'win32')('npm start', { timeout: 120_000 }, () => {
  it.each([
    ['while it serves', true],
    ['while it creates its database', false],
  ])('leaves no process behind if npm is ended %s', async (_when, isReady) => {
    const { child, dataDir, ready, ended } = npmStart();
    const group = child.pid ?? 0;
    if (isReady) await ready;
    else await expect.poll(() => existsSync(dataDir), { timeout: 60_000, interval: 10 }).toBe(true);
    child.kill('SIGTERM');
    await ended;
    await expect.poll(() => isAlive(group), { timeout: 15_000, interval: 50 }).toBe(false);
    // A clean stop removes the lock.
    if (isReady) expect(readdirSync(join(dataDir, 'lock'))).toEqual([]);
  });

  it('needs neither the registry nor pnpm if the build is current', async () => {
    // No server listens there, and the cache is empty.
    const offline = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_cache: directoryForTest() };
    const { child, ready, ended } = npmStart({ ...offline, npm_config_fetch_retries: '0' });
    expect(await Promise.race([ready.then(() => 'ready'), ended.then(() => 'ended')])).toBe('ready');
    child.kill('SIGTERM');
    await ended;
  });
});
