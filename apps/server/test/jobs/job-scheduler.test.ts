import type { HousekeepingJob } from '@latchkey/sessions/jobs/housekeeping';
import { type Mock, afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type JobName, JobScheduler, type JobSchedulerDependencies } from '../../src/jobs/job-scheduler.ts';

const broken = new Error('The table is broken');

let warn: Mock<(details: object, message: string) => void>;
let failures: JobName[];
let jobs: JobScheduler;
beforeEach(() => {
  vi.useFakeTimers();
  warn = vi.fn<(details: object, message: string) => void>();
  failures = [];
  jobs = new JobScheduler((job) => failures.push(job));
});
afterEach(() => {
  vi.useRealTimers();
});

const done = () => Promise.resolve();
async function* nothing(): AsyncGenerator<HousekeepingJob> {}

interface Work {
  readonly run?: () => AsyncGenerator<HousekeepingJob>;
  readonly flush?: () => Promise<void>;
  readonly deliver?: JobSchedulerDependencies['mails']['deliver'];
  readonly publish?: JobSchedulerDependencies['webhookWorker']['run'];
}

/** Starts the jobs on services that only do the given work. */
const start = ({ run = nothing, flush = done, deliver = done, publish = async () => false }: Work) =>
  jobs.start({
    services: { housekeeping: { run }, memory: { flush } },
    mails: { deliver },
    webhookWorker: { run: publish, idle: done },
    log: { warn, debug() {} },
  });

const failuresOf = (name: JobName) => failures.filter((job) => job === name).length;

it('a failed job of housekeeping is logged and counted each time, and repeated a minute later', async () => {
  let isBroken = true;
  let runs = 0;
  async function* run(): AsyncGenerator<HousekeepingJob> {
    runs += 1;
    yield { name: 'devices', done: 0, failure: isBroken ? { error: broken } : null };
    yield await Promise.resolve({ name: 'events', done: 3, failure: null });
  }
  start({ run });
  await vi.advanceTimersByTimeAsync(120_000);
  expect([runs, failuresOf('devices'), failuresOf('events')]).toEqual([2, 2, 0]);
  expect(warn.mock.calls.map(([details]) => details)).toEqual(
    Array.from({ length: 2 }, () => ({ err: broken, name: 'devices', done: 0 })),
  );
  isBroken = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect([runs, failuresOf('devices')]).toEqual([3, 2]);
  await jobs.stop();
});

it('events are published twice a second, and ten times a second while there are some', async () => {
  let [pending, runs] = [3, 0];
  const publish = () => {
    runs += 1;
    pending -= 1;
    return Promise.resolve(pending >= 0);
  };
  start({ publish });
  const runsAfter: number[] = [];
  for (const pause of [499, 1, 100, 100, 100, 199, 1, 499, 1]) {
    await vi.advanceTimersByTimeAsync(pause);
    runsAfter.push(runs);
  }
  expect(runsAfter).toEqual([0, 1, 2, 3, 4, 4, 5, 5, 6]);
  await jobs.stop();
});

it('each failed flush is counted, the first of several is logged, and the next second repeats it', async () => {
  let isBroken = true;
  const flush = vi.fn<() => Promise<void>>(() => (isBroken ? Promise.reject(broken) : Promise.resolve()));
  start({ flush });
  await vi.advanceTimersByTimeAsync(3_000);
  expect([flush.mock.calls.length, failuresOf('last_used'), warn.mock.calls.length]).toEqual([3, 3, 1]);
  isBroken = false;
  await vi.advanceTimersByTimeAsync(1_000);
  isBroken = true;
  await vi.advanceTimersByTimeAsync(1_000);
  expect([failuresOf('last_used'), warn.mock.calls.length]).toEqual([4, 2]);
  isBroken = false;
  await jobs.stop();
});

it('mails that are requested during a delivery are sent by one more, never by two at once', async () => {
  let running = 0;
  let most = 0;
  const deliver = vi.fn<() => Promise<void>>(async () => {
    most = Math.max(most, (running += 1));
    await new Promise((resolve) => setTimeout(resolve, 100));
    running -= 1;
  });
  jobs.sendMails();
  start({ deliver });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(deliver).not.toHaveBeenCalled();
  for (let times = 0; times < 3; times += 1) jobs.sendMails();
  await vi.advanceTimersByTimeAsync(1_000);
  expect([deliver.mock.calls.length, most]).toEqual([2, 1]);
  await jobs.stop();
});

it('a stop waits two seconds for a mail, and then aborts it', async () => {
  const deliver = (signal: AbortSignal) =>
    new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  start({ deliver });
  jobs.sendMails();
  let isStopped = false;
  const stopping = jobs.stop().then(() => (isStopped = true));
  await vi.advanceTimersByTimeAsync(1_999);
  expect(isStopped).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await stopping;
});
