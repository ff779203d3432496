import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { freePort } from '../src/cluster/free-port.ts';
import { spawnForTest, startProcess } from './server-process.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-server-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

const start = (environment: Record<string, string> = {}) => startProcess({ DATA_DIR: dataDir, ...environment });

describe('the server process', () => {
  it('stops before it starts where a setting is bad, and says which in one sentence', async () => {
    const { code, output } = await start({ PORT: 'eighty' }).ended;
    expect([code, output]).toEqual([1, 'Latchkey did not start: PORT must be a port number from 0 to 65535.\n']);
  });

  it('serves the page and the API at the address that it prints, and keeps its data from one start to the next', async () => {
    const first = start();
    const address = await first.ready;
    const page = await fetch(`${address}/sessions`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('<title>');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect((await fetch(`${address}/nowhere`, { headers: { accept: 'text/html' } })).status).toBe(404);
    const created = await fetch(`${address}/api/v1/auth/signup`, {
      method: 'POST',
      body: JSON.stringify({ email: 'ada@example.com', password: 'correct horse' }),
    });
    const { session_token: token }: { session_token: string } = JSON.parse(await created.text());
    first.child.kill('SIGKILL');
    await first.ended;

    const again = await start().ready;
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${again}/api/v1/user/myself`, { headers })).status).toBe(200);
  });

  // It was 460 MB with the database made in this process and its 128 MB of buffers; it is 180 to 240 now.
  it.runIf(process.platform === 'linux')('takes less than 280 MB of memory with a new embedded database', async () => {
    const { child, ready } = startProcess({ DATA_DIR: join(dataDir, 'new') }, { isFirstStart: true });
    await ready;
    const kilobytes = Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]);
    expect(kilobytes).toBeGreaterThan(50_000);
    expect(kilobytes).toBeLessThan(280_000);
  });

  it('refuses to share an embedded database with another process, in one sentence', async () => {
    await start().ready;
    const { code, output } = await start().ended;
    expect(code).toBe(1);
    expect(output).toMatch(/^Latchkey did not start: [^\n]*in use by another process[^\n]*\n$/);
  });

  it('says in one sentence that it cannot reach its PostgreSQL', async () => {
    const { code, output } = await start({ DATABASE_URL: 'postgresql://nobody:hunter2@127.0.0.1:1/none' }).ended;
    expect(code).toBe(1);
    expect(output).toMatch(/^Latchkey did not start: [^\n]*database[^\n]*\n$/);
    expect(output).not.toContain('hunter2');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends cleanly at %s within two seconds, with a client still connected',
    async (signal) => {
      const { child, ready, ended } = start();
      const address = await ready;
      await fetch(`${address}/api/v1/openapi.json`);
      const asked = performance.now();
      child.kill(signal);
      expect((await ended).code).toBe(0);
      expect(performance.now() - asked).toBeLessThan(2000);
    },
  );

  async function signUpOften(address: string): Promise<number[]> {
    const statuses: number[] = [];
    for (let times = 0; times < 5; times += 1) {
      const body = JSON.stringify({ email: `${randomUUID()}@example.com`, password: 'correct horse' });
      statuses.push((await fetch(`${address}/api/v1/auth/signup`, { method: 'POST', body })).status);
    }
    return statuses;
  }

  // Each sign-up prints a mail and a line of the log.
  it('goes on answering where the pipe that takes its output is closed', async () => {
    const { child, ready } = start();
    const address = await ready;
    child.stdout.destroy();
    child.stderr.destroy();
    expect(await signUpOften(address)).toEqual([201, 201, 201, 201, 201]);
  });

  it.runIf(existsSync('/dev/full'))('goes on answering where the disk that takes its output is full', async () => {
    const port = await freePort();
    const program = fileURLToPath(new URL('../dist/main.js', import.meta.url));
    const command = `exec "${process.execPath}" "${program}" >/dev/full 2>&1`;
    spawnForTest('sh', ['-c', command], { DATA_DIR: dataDir, PORT: String(port) });
    const address = `http://127.0.0.1:${port}`;
    await vi.waitFor(() => fetch(address), { timeout: 30_000, interval: 50 });
    expect(await signUpOften(address)).toEqual([201, 201, 201, 201, 201]);
  });
});
