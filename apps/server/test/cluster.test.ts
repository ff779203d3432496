import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { hasServer, temporaryServerDatabase } from '@latchkey/db/testing/place';
import { afterEach, describe, expect, it, vi } from 'vitest';

const program = fileURLToPath(new URL('../dist/cluster/main.js', import.meta.url));
const smoke = fileURLToPath(new URL('../../../deploy/smoke.mjs', import.meta.url));
const redisUrl = process.env.TEST_REDIS_URL ?? '';

const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

async function startCluster(environment: Record<string, string> = {}) {
  const place = await temporaryServerDatabase();
  undo.push(place.remove);
  return run({ DATABASE_URL: place.location.url, RATE_LIMITS: 'off', LOG_LEVEL: 'silent', ...environment });
}

function run(environment: Record<string, string>) {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'close').then(([code]: (number | null)[]) => code ?? -1);
  undo.push(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const origin = () =>
    vi.waitFor(
      () => {
        const address = /cluster is ready: (\S+)/.exec(output)?.[1];
        if (address === undefined) throw new Error(output);
        return address;
      },
      { timeout: 20_000 },
    );
  return { child, ended, origin, output: () => output };
}

/** The processes that a process has started and that live. */
async function childrenOf({ pid }: ChildProcess): Promise<number[]> {
  const children: number[] = [];
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '') : '';
    const [, state, parent] = /^\d+ \(.*\) (\S) (\d+)/.exec(stat) ?? [];
    if (Number(parent) === pid && state !== 'Z') children.push(Number(name));
  }
  return children;
}

const isThere = async (pid: number): Promise<boolean> =>
  (await readFile(`/proc/${pid}/stat`).catch(() => null)) !== null;

async function signUp(origin: string): Promise<string> {
  const body = JSON.stringify({ email: 'ada@example.com', password: 'correct horse' });
  const answer = await fetch(`${origin}/api/v1/auth/signup`, { method: 'POST', body });
  const { session_token: token }: { session_token: string } = JSON.parse(await answer.text());
  return token;
}

const ask = (origin: string, path: string, token: string, method = 'GET', body: string | null = null) =>
  fetch(`${origin}${path}`, { method, headers: { authorization: `Bearer ${token}` }, body });

it('a cluster wants a PostgreSQL, and says so in one sentence', async () => {
  const { ended, output } = run({});
  expect(await ended).toBe(1);
  expect(output()).toMatch(/^Latchkey's cluster did not start: DATABASE_URL must name a PostgreSQL[^\n]*\n$/);
});

// Its processes are found in /proc.
describe.runIf(hasServer && process.platform === 'linux')('a cluster', { timeout: 60_000 }, () => {
  it.each(['', ...(redisUrl === '' ? [] : [redisUrl])])(
    'is one Latchkey to whoever asks: all of its instances answer, and all of them refuse what one has ended (REDIS_URL=%s)',
    async (redis) => {
      const cluster = await startCluster(redis === '' ? {} : { REDIS_URL: redis });
      const origin = await cluster.origin();
      const { stdout } = await promisify(execFile)(process.execPath, [smoke, origin]);
      expect(stdout).toMatch(/^Well: .* refused 60 times after that, by 3 instances\.\n$/);
    },
  );

  it('goes on when an instance is killed, and has it back', async () => {
    const cluster = await startCluster();
    const origin = await cluster.origin();
    const token = await signUp(origin);
    const [victim = 0] = await childrenOf(cluster.child);
    process.kill(victim, 'SIGKILL');
    await vi.waitFor(() => expect(cluster.output()).toContain('has died (SIGKILL)'), 5_000);
    for (let time = 0; time < 30; time += 1) {
      expect((await ask(origin, '/api/v1/user/myself', token)).status).toBe(200);
    }
    await vi.waitFor(
      async () => {
        const instances = new Set<string | null>();
        for (let time = 0; time < 6; time += 1) {
          instances.add((await ask(origin, '/healthz', token)).headers.get('x-served-by'));
        }
        expect(instances.size).toBe(3);
      },
      { timeout: 20_000, interval: 200 },
    );
  });

  it('passes a stream on as it comes, and ends it with its session', async () => {
    const cluster = await startCluster();
    const origin = await cluster.origin();
    const token = await signUp(origin);
    const stream = await ask(origin, '/api/trpc/session.watch', token);
    let seen = '';
    const reading = (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of stream.body ?? []) seen += decoder.decode(chunk, { stream: true });
    })();
    await vi.waitFor(() => expect(seen).toContain('"isCurrent":true'), 5_000);
    const confirmation = JSON.stringify({ session_token: token });
    const out = await ask(origin, '/api/v1/user/myself/session/logoutCurrentSession', token, 'POST', confirmation);
    expect(out.status).toBe(200);
    await reading;
    expect(seen).toContain('token_incorrect');
  });

  it('ends at one SIGTERM with everything in it', async () => {
    const cluster = await startCluster();
    await cluster.origin();
    const children = await childrenOf(cluster.child);
    expect(children).toHaveLength(3);
    cluster.child.kill('SIGTERM');
    expect(await cluster.ended).toBe(0);
    for (const child of children) expect(await isThere(child)).toBe(false);
  });

  it('leaves nobody behind when it is killed itself', async () => {
    const cluster = await startCluster();
    await cluster.origin();
    const children = await childrenOf(cluster.child);
    cluster.child.kill('SIGKILL');
    await vi.waitFor(async () => expect(await Promise.all(children.map(isThere))).toEqual([false, false, false]), {
      timeout: 10_000,
    });
  });
});
