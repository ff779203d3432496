import type { Chore } from '@latchkey/sessions/housekeeping';
import { type Mock, afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startCaretaker } from '../src/caretaker.ts';
import { Metrics } from '../src/metrics.ts';

const broken = new Error('The table is broken');

let metrics: Metrics;
let warn: Mock<(details: object, message: string) => void>;
beforeEach(() => {
  vi.useFakeTimers();
  metrics = new Metrics();
  warn = vi.fn<(details: object, message: string) => void>();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Starts the jobs on services that only do what the test says. */
function start(run: () => AsyncGenerator<Chore>, flush: () => Promise<void>) {
  return startCaretaker({
    services: {
      housekeeping: { run },
      memory: { flush, flushAll: flush },
      settlements: { stop: () => Promise.resolve() },
    },
    postman: { deliver: () => Promise.resolve() },
    accountMails: { deliver: () => Promise.resolve() },
    log: { warn, debug() {} },
    onFailure: (job) => metrics.onJobFailure(job),
  });
}

const failuresOf = async (job: string) =>
  Number(new RegExp(`latchkey_job_failures_total\\{job="${job}"\\} (\\d+)`).exec(await metrics.read())?.[1] ?? 0);

it('a chore of housekeeping that fails is logged and counted each time, and tried again a minute later', async () => {
  let isBroken = true;
  let runs = 0;
  async function* run(): AsyncGenerator<Chore> {
    runs += 1;
    yield { name: 'devices', done: 0, failure: isBroken ? { error: broken } : null };
    yield await Promise.resolve({ name: 'events', done: 3, failure: null });
  }
  const caretaker = start(run, () => Promise.resolve());
  await vi.advanceTimersByTimeAsync(120_000);
  expect([runs, await failuresOf('devices'), await failuresOf('events')]).toEqual([2, 2, 0]);
  expect(warn.mock.calls.map(([details]) => details)).toEqual(
    Array.from({ length: 2 }, () => ({ err: broken, name: 'devices', done: 0 })),
  );
  isBroken = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect([runs, await failuresOf('devices')]).toEqual([3, 2]);
  await caretaker.stop();
});

it('each flush that fails is counted, the first of a row is logged, and the next second tries again', async () => {
  let isBroken = true;
  const flush = vi.fn<() => Promise<void>>(() => (isBroken ? Promise.reject(broken) : Promise.resolve()));
  async function* run(): AsyncGenerator<Chore> {}
  const caretaker = start(run, flush);
  await vi.advanceTimersByTimeAsync(3_000);
  expect([flush.mock.calls.length, await failuresOf('last_uses'), warn.mock.calls.length]).toEqual([3, 3, 1]);
  isBroken = false;
  await vi.advanceTimersByTimeAsync(1_000);
  isBroken = true;
  await vi.advanceTimersByTimeAsync(1_000);
  expect([await failuresOf('last_uses'), warn.mock.calls.length]).toEqual([4, 2]);
  isBroken = false;
  await caretaker.stop();
});
