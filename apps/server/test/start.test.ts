import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-start-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

/** `npm start`, as the head of a process group of its own, so that whatever it leaves behind is found. */
function npmStart(environment: NodeJS.ProcessEnv = {}) {
  const child = spawn('npm', ['start'], {
    cwd: root,
    detached: true,
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const hears = (words: string) =>
    new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes(words) && resolve());
    });
  return { child, begun: hears('start.mjs'), ready: hears('ready: '), ended: once(child, 'exit') };
}

function isAlive(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}

/** Process groups are not a thing of Windows. */
describe.runIf(process.platform !== 'win32')('npm start', () => {
  it.each([
    ['when it serves', true],
    ['while it installs and builds', false],
  ])('leaves nothing behind when npm is ended %s', async (_when, isReady) => {
    const { child, begun, ready, ended } = npmStart();
    const group = child.pid ?? 0;
    await begun;
    await (isReady ? ready : setTimeout(1000));
    child.kill('SIGTERM');
    await ended;
    await expect.poll(() => isAlive(group), { timeout: 15_000, interval: 50 }).toBe(false);
    // A clean stop takes its lock away; one that was cut short leaves it.
    if (isReady) expect(readdirSync(join(dataDir, 'lock'))).toEqual([]);
  });

  it('needs neither the registry nor pnpm once it is built', async () => {
    // Nothing listens there, and nothing is in the cache.
    const offline = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_cache: join(dataDir, 'npm-cache') };
    const { child, ready, ended } = npmStart({ ...offline, npm_config_fetch_retries: '0' });
    expect(await Promise.race([ready.then(() => 'ready'), ended.then(() => 'ended')])).toBe('ready');
    child.kill('SIGTERM');
    await ended;
  });
});
