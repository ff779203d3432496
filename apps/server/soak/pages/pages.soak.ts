import { setTimeout as sleep } from 'node:timers/promises';
import { hasServer, temporaryDirectory, temporaryServerDatabase } from '@latchkey/db/testing/place';
import { expect, onTestFinished, test } from 'vitest';
import { signIn, signUp, timeSignIns, useSessions } from './load.ts';
import { NotingPage } from './noting-page.ts';
import { ObservedServer } from './observed-server.ts';
import { OpenPage } from './open-page.ts';

const pages = Number(process.env.PAGES ?? 10_000);
const accounts = Number(process.env.ACCOUNTS ?? 200);
const sessionsEach = 2;
const usesPerSecond = Number(process.env.USES ?? 500);
const lasts = Number(process.env.SECONDS ?? 30) * 1000;

/** Pages that are opened at once. */
const openingAtOnce = Number(process.env.OPENING ?? 500);

/** In kB: the memory of the server for one open page. */
const maxMemory = 50;

/** In milliseconds: 99 of 100 changes are on an open page within this time. */
const maxChange = 250;

/** In seconds: half of what an instance trusts its lease for, 0.8 of two seconds. */
const minLease = 0.8;

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.floor(share * (values.length - 1))] ?? NaN;

const summary = (times: readonly number[]) => ({
  count: times.length,
  half: quantile(times, 0.5),
  p99: quantile(times, 0.99),
});

/** Runs a function for each item, `atOnce` at a time. */
async function inParallel<Item>(items: readonly Item[], atOnce: number, work: (item: Item) => Promise<void>) {
  const left = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of left) await work(item);
    }),
  );
}

test(`${pages} open pages cost at most ${maxMemory} kB each, half of the lease is always left, and changes arrive in ${maxChange} ms`, async () => {
  const place = hasServer ? await temporaryServerDatabase() : await temporaryDirectory();
  onTestFinished(() => place.remove());
  const database: Record<string, string> =
    'url' in place.location ? { DATABASE_URL: place.location.url } : { DATA_DIR: place.location.dataDir };
  const server = new ObservedServer({
    ...database,
    STREAMS_PER_USER: '10000',
    STREAMS_PER_ADDRESS: '100000',
    MAX_CONNECTIONS_PER_ADDRESS: '100000',
  });
  const origin = await server.origin();

  const emails = Array.from({ length: accounts }, (_, number) => `person${number}@example.com`);
  const tokens: string[] = [];
  await inParallel(emails, 4, async (email) => {
    tokens.push(await signUp(origin, email));
    for (let more = 1; more < sessionsEach; more += 1) tokens.push(await signIn(origin, email));
  });
  const busy = await signUp(origin, 'busy@example.com');
  const before = await server.readCollected();

  server.longestDelay = 0;
  server.phase = 'opening';
  const observing = server.observe();
  // If the soak fails earlier, that error should be reported.
  observing.catch(() => {});
  const opened: OpenPage[] = [];
  const opening = performance.now();
  await inParallel(
    Array.from({ length: pages }, (_, number) => number),
    openingAtOnce,
    async (number) => {
      const page = new OpenPage(origin, tokens[number % tokens.length] ?? '');
      opened.push(page);
      await page.opened;
    },
  );
  const openedIn = performance.now() - opening;
  const delayOfOpening = server.longestDelay;
  const after = await server.readCollected();

  server.longestDelay = 0;
  server.phase = 'using';
  const busyPage = new NotingPage(origin, busy);
  await busyPage.opened;
  const working = new AbortController();
  const using = useSessions(origin, tokens, usesPerSecond, working.signal);
  const timing = timeSignIns(origin, 'busy@example.com', busyPage, working.signal);
  await sleep(lasts);
  const delayOfUses = server.longestDelay;
  const told = opened.reduce((sum, page) => sum + page.pieces, 0);
  working.abort();
  const signIns = await timing;
  busyPage.close();
  const answered = await using;
  const used = await server.readCollected();

  server.longestDelay = 0;
  server.phase = 'closing';
  const closing = new AbortController();
  const timingMeanwhile = timeSignIns(origin, 'busy@example.com', null, closing.signal);
  const usingMeanwhile = useSessions(origin, tokens, usesPerSecond, closing.signal);
  await sleep(1_000);
  const closed = performance.now();
  for (const page of opened) page.close();
  while ((await server.read()).streams > 0) await sleep(50);
  const closedIn = performance.now() - closed;
  await sleep(3_000);
  closing.abort();
  const signInsMeanwhile = await timingMeanwhile;
  await usingMeanwhile;
  server.stopObserving();
  await observing;

  const each = (now: number, then: number) => Math.round((now - then) / pages / 100) / 10;
  console.log(
    JSON.stringify(
      {
        pages,
        opened: { seconds: openedIn / 1000, delay: delayOfOpening },
        memory: {
          residentEach: each(after.resident, before.resident),
          heapEach: each(after.heap, before.heap),
          residentEachAfterUses: each(used.resident, before.resident),
          heapEachAfterUses: each(used.heap, before.heap),
        },
        uses: { answered, pieces: told, delay: delayOfUses },
        signIn: summary(signIns.answered),
        changeOnPage: summary(signIns.shown),
        closed: {
          seconds: closedIn / 1000,
          delay: server.longestDelay,
          signInP99: quantile(signInsMeanwhile.answered, 0.99),
        },
        lease: { shortest: server.shortestLease, notReady: server.notReady },
      },
      null,
      2,
    ),
  );
  for (const phase of ['opening', 'using', 'closing']) {
    expect([phase, server.notReady[phase]]).toEqual([phase, 0]);
    expect(server.shortestLease[phase], phase).toBeGreaterThanOrEqual(minLease);
  }
  expect(signIns.shown.length).toBeGreaterThan(0);
  expect(quantile(signIns.shown, 0.99), '99 of 100 changes on the page').toBeLessThanOrEqual(maxChange);
  expect(each(after.resident, before.resident)).toBeLessThanOrEqual(maxMemory);
});
