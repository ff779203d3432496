import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-server-'));
const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});
afterAll(() => rmSync(dataDir, { recursive: true }));

/** The real process, on a port that the system picks. */
function start(environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: dataDir, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => ({ code, output }));
  const ready = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = /ready: (\S+)/.exec(output)?.[1];
      if (address) resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => reject(new Error(output)));
  });
  ready.catch(() => {});
  return { child, ready, ended };
}

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

  it.each(['SIGINT', 'SIGTERM'] as const)('ends cleanly at %s within two seconds, with a client still connected', async (signal) => {
    const { child, ready, ended } = start();
    const address = await ready;
    await fetch(`${address}/api/v1/openapi.json`);
    const asked = performance.now();
    child.kill(signal);
    expect((await ended).code).toBe(0);
    expect(performance.now() - asked).toBeLessThan(2000);
  });
});
