import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { hasServer, onServer, temporaryServerDatabase } from '@latchkey/db/testing/place';
import { type TestDatabase, openTestDatabase } from '@latchkey/db/testing/test-database';
import { createServiceKey } from '@latchkey/sessions/applications/service-key';
import { freePort } from '@latchkey/testing/port';
import { startTcpProxy } from '@latchkey/testing/tcp-proxy';
import { afterEach, describe, expect, test } from 'vitest';
import { Faults } from './faults.ts';
import { Instance } from './instance.ts';
import { Trials } from './trials.ts';

const migrations = fileURLToPath(new URL('../../../../prisma/migrations', import.meta.url));
/** An application, which is in JavaScript because no build is made of it. */
const application = fileURLToPath(new URL('application.mjs', import.meta.url));
const tries = Number(process.env.TRIES ?? 6_000);
/** With applications there are fewer in a second. */
const triesOfApplications = Number(process.env.TRIES ?? 3_000);
/** How often an application checks the session of a request. In a soak 25 times, because a million requests would take hours. */
const checks = process.env.TRIES === undefined ? 1 : 25;
/** In milliseconds, enough for all attempts on a busy machine. */
const timeout = Math.max(240_000, tries * 20);
const redisUrl = process.env.TEST_REDIS_URL;

const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

/** Starts three instances on a new database, or as many as have settings of their own. */
async function cluster(
  environment: Record<string, string> = {},
  own: readonly Record<string, string>[] = [{}, {}, {}],
) {
  const place = await temporaryServerDatabase();
  undo.push(place.remove);
  const database: TestDatabase = await openTestDatabase({ ...place.location, migrations });
  undo.push(() => database.close());
  const instances = own.map((more) => new Instance({ DATABASE_URL: place.location.url, ...environment, ...more }));
  for (const instance of instances) {
    await instance.start();
    undo.push(() => instance.kill());
  }
  return { url: place.location.url, database, instances };
}

/** Terminates every connection of the channel on PostgreSQL until it is restored. */
async function cutNotify(url: string) {
  const name = new URL(url).pathname.slice(1);
  let isRestored = false;
  const cutting = (async () => {
    while (!isRestored) {
      await onServer(`
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'latchkey announcements' AND datname = '${name}'`);
    }
  })();
  return async () => {
    isRestored = true;
    await cutting;
  };
}

async function tryAll(
  { database, instances }: Awaited<ReturnType<typeof cluster>>,
  cut: () => Promise<() => Promise<void>>,
  applications: readonly Instance[] = [],
  { workers, most } = { workers: 24, most: tries },
) {
  const random = Math.random;
  const trials = new Trials({ database, instances, applications, random });
  const faults = new Faults({ instances: [...instances, ...applications], cut, random });
  const { tally } = trials;
  const telling = setInterval(() => console.log(`${tally.tries} of ${most} tries, ${tally.accepted} accepted`), 15_000);
  faults.start();
  await trials.run(workers, most);
  await faults.stop();
  clearInterval(telling);
  expect([...instances, ...applications].flatMap(({ crashes }) => crashes)).toEqual([]);
  const sorted = tally.revocations.toSorted((one, other) => one - other);
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  console.log(
    `${tally.tries} tries after ${sorted.length} revocations, ${tally.accepted} accepted.`,
    `HTTP requests: ${tally.requests.instances} to instances, ${tally.verified} of them verify, and`,
    `${tally.requests.applications} to applications, which had the session in memory ${tally.forgotten} times.`,
    `Answered after ${at(0.5)} ms (half), ${at(0.99)} ms (99 of 100), ${at(1)} ms (all).`,
    `Faults: ${JSON.stringify(faults.counts)}`,
  );
  return { tally, faults: faults.counts };
}

describe.runIf(hasServer)('a session whose end was answered is refused by every instance', { timeout }, () => {
  test('while instances are paused and killed and NOTIFY is cut', async () => {
    const three = await cluster();
    const { tally, faults } = await tryAll(three, () => cutNotify(three.url));
    expect(tally.accepted).toBe(0);
    expect(tally.verified).toBeGreaterThan(tries / 3);
    expect(Math.min(...Object.values(faults))).toBeGreaterThan(0);
  });

  test('by applications that answer from their memory, while they and two instances are paused, killed and cut off', async () => {
    const key = createServiceKey(randomBytes);
    const ports = [await freePort(), await freePort()];
    const two = await cluster(
      { SERVICE_KEYS: `shop ${key}` },
      ports.map((port) => ({ PORT: String(port) })),
    );
    const proxies = await Promise.all([0, 1, 0].map((index) => startTcpProxy('127.0.0.1', ports[index] ?? 0)));
    const applications = proxies.map(
      ({ port }) =>
        new Instance({ LATCHKEY: `http://127.0.0.1:${port}`, LATCHKEY_KEY: key, CHECKS: String(checks) }, application),
    );
    for (const [index, started] of applications.entries()) {
      undo.push(() => proxies[index]?.close());
      await started.start();
      undo.push(() => started.kill());
    }
    const { tally, faults } = await tryAll(
      two,
      async () => {
        const proxy = proxies[Math.floor(Math.random() * (proxies.length + 1))];
        if (!proxy) return cutNotify(two.url);
        if (Math.random() < 0.5) proxy.cut();
        else proxy.blackhole();
        return async () => proxy.restore();
      },
      applications,
      // More workers would leave the processes no time for their leases, and memory would not be used.
      { workers: 4, most: triesOfApplications },
    );
    expect(tally.accepted).toBe(0);
    // Without answers from memory the applications would be no more than a way to ask the instances.
    expect(tally.forgotten).toBeGreaterThan(tally.revocations.length / 2);
    expect(Math.min(...Object.values(faults))).toBeGreaterThan(0);
  });

  test.runIf(redisUrl !== undefined && redisUrl !== '')(
    'while instances are paused and killed and Redis is cut off or a blackhole',
    async () => {
      const { hostname, port } = new URL(redisUrl ?? '');
      const proxy = await startTcpProxy(hostname, Number(port || 6379));
      undo.push(() => proxy.close());
      const three = await cluster({ REDIS_URL: `redis://127.0.0.1:${proxy.port}` });
      const { tally, faults } = await tryAll(three, async () => {
        if (Math.random() < 0.5) proxy.cut();
        else proxy.blackhole();
        return async () => proxy.restore();
      });
      expect(tally.accepted).toBe(0);
      expect(Math.min(...Object.values(faults))).toBeGreaterThan(0);
    },
  );
});
