import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { hasServer, temporaryServerDatabase } from '@latchkey/db/testing/place';
import type { Program } from '@latchkey/testing/program';
import { waitFor } from '@latchkey/testing/wait-for';
import { afterEach, describe, expect, it } from 'vitest';
import { RestClient } from '../rest-client.ts';
import { startForTest } from '../server-process.ts';

const primary = fileURLToPath(new URL('../../dist/cluster.js', import.meta.url));
const smoke = fileURLToPath(new URL('../../../../deploy/smoke.mjs', import.meta.url));
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
  const program = startForTest({ args: [primary], environment: { PORT: '0', ...environment } });
  undo.push(() => program.stop());
  return program;
}

const originOf = (cluster: Program) => cluster.find(/cluster is ready: (\S+)/);

/** The ids of the live child processes. */
async function childrenOf({ child: { pid } }: Program): Promise<number[]> {
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

/** Sends each request on a new connection, because an instance is chosen for each connection. */
const close = { headers: { connection: 'close' } };
const clientOf = (origin: string) => new RestClient(origin, { connection: 'close' });

it('a cluster without DATABASE_URL does not start, and names the setting', async () => {
  const { code, output } = await run({}).ended;
  expect(code).toBe(1);
  expect(output).toMatch(/^Latchkey's cluster did not start: DATABASE_URL must name a PostgreSQL[^\n]*\n$/);
});

// It finds the processes in /proc.
describe.runIf(hasServer && process.platform === 'linux')('a cluster', { timeout: 60_000 }, () => {
  it('does not start if an instance cannot', async () => {
    const { code, output } = await run({ DATABASE_URL: 'postgresql://none@127.0.0.1:1/none' }).ended;
    expect(code).toBe(1);
    expect(output).toMatch(/Latchkey's cluster did not start: Instance \d exited \(1\)\n/);
  });

  it.each(['', ...(redisUrl === '' ? [] : [redisUrl])])(
    'answers by each of its instances, and all refuse a session that one ended (REDIS_URL=%s)',
    async (redis) => {
      const cluster = await startCluster(redis === '' ? {} : { REDIS_URL: redis });
      const origin = await originOf(cluster);
      const { stdout } = await promisify(execFile)(process.execPath, [smoke, origin]);
      expect(stdout).toMatch(
        /^A session was ended in \d+ ms, and its token was refused 60 times after that, by 3 instances\.\n$/,
      );
    },
  );

  it('answers while an instance is killed, and starts it again', async () => {
    const cluster = await startCluster();
    const client = clientOf(await originOf(cluster));
    const { token } = await client.signUp();
    const [victim = 0] = await childrenOf(cluster);
    process.kill(victim, 'SIGKILL');
    await waitFor(() => expect(cluster.output).toContain('exited (SIGKILL)'));
    for (let time = 0; time < 30; time += 1) {
      expect((await client.ask('v1/user/myself', token)).status).toBe(200);
    }
    await waitFor(
      async () => {
        const instances = new Set<string | null>();
        for (let time = 0; time < 6; time += 1) {
          instances.add((await client.ask('v1/user/myself', token)).headers.get('x-served-by'));
        }
        expect(instances.size).toBe(3);
      },
      { timeout: 20_000, interval: 200 },
    );
  });

  it('ends a stream with its session, whichever instance ended that', async () => {
    const cluster = await startCluster();
    const client = clientOf(await originOf(cluster));
    const { token } = await client.signUp();
    const stream = await client.ask('trpc/session.watch', token);
    let seen = '';
    const reading = (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of stream.body ?? []) seen += decoder.decode(chunk, { stream: true });
    })();
    await waitFor(() => expect(seen).toContain('"isCurrent":true'));
    const path = 'v1/user/myself/session/logoutCurrentSession';
    const out = await client.ask(path, token, 'POST', { session_token: token });
    expect(out.status).toBe(200);
    await reading;
    expect(seen).toContain('token_incorrect');
  });

  it('stops all instances at SIGTERM', async () => {
    const cluster = await startCluster();
    await originOf(cluster);
    const children = await childrenOf(cluster);
    expect(children).toHaveLength(3);
    cluster.child.kill('SIGTERM');
    expect((await cluster.ended).code).toBe(0);
    for (const child of children) expect(await isThere(child)).toBe(false);
  });

  it.each(['the primary process', 'all processes of the group'])('drains when a signal reaches %s', async (which) => {
    const cluster = await startCluster({ DRAIN: '24h' });
    const origin = await originOf(cluster);
    const children = await childrenOf(cluster);
    const processes = [cluster.child.pid ?? 0, ...(which === 'the primary process' ? [] : children)];
    const signal = () => processes.forEach((pid) => process.kill(pid, 'SIGTERM'));
    signal();
    const statuses = () =>
      Promise.all(Array.from({ length: 6 }, async () => (await fetch(`${origin}/readyz`, close)).status));
    await waitFor(async () => expect(new Set(await statuses())).toEqual(new Set([503])), { timeout: 10_000 });
    expect(await Promise.all(children.map(isThere))).toEqual([true, true, true]);
    for (const child of children) {
      process.kill(child, 'SIGTERM');
      process.kill(child, 'SIGINT');
    }
    expect((await cluster.ended).code).toBe(0);
  });

  it('leaves no instance behind when its primary process is killed', async () => {
    const cluster = await startCluster();
    await originOf(cluster);
    const children = await childrenOf(cluster);
    cluster.child.kill('SIGKILL');
    await waitFor(async () => expect(await Promise.all(children.map(isThere))).toEqual([false, false, false]), {
      timeout: 10_000,
    });
  });
});
