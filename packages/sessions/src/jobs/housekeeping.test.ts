import { expect, test } from 'vitest';
import { Housekeeping, type Retention, defaultRetention } from './housekeeping.ts';
import type { HousekeepingStore } from './housekeeping-store.ts';
import { defaultSessionLimits } from '../sessions/session-limits.ts';
import { alertLasts } from '../sign-in-alerts/sign-in-alert.ts';

const day = 86_400_000;

/** How many rows are left for each step of the store, in the order in which steps were called. */
class Backlog {
  readonly calls: string[] = [];
  readonly left = new Map<string, number>();
  readonly broken = new Set<string>();
  /** Up to which moment each step clears away. */
  readonly moments = new Map<string, Date>();

  readonly store: HousekeepingStore = {
    releaseDeferred: () => this.#step('deferred', null, 500),
    endExpired: ({ idleSince }, limit) => this.#step('expired', idleSince, limit),
    wipeRemovedUsers: (limit) => this.#step('removals', null, limit),
    purgeSessions: (by, limit) => this.#step('sessions', by, limit),
    purgeDevices: (by, limit) => this.#step('devices', by, limit),
    purgeDeliveries: (by, limit) => this.#step('deliveries', by, limit),
    purgeEvents: (by, limit) => this.#step('events', by, limit),
    purgeAlerts: (by, limit) => this.#step('alerts', by, limit),
    wipeAddresses: (by, limit) => this.#step('addresses', by, limit),
    purgeRateLimits: (by, limit) => this.#step('limits', by, limit),
    vacuum: () => this.#step('vacuum', null, 500),
    countBacklog: () => Promise.reject(new Error('not asked')),
  };

  #step(name: string, by: Date | null, limit: number): Promise<number> {
    this.calls.push(name);
    if (by) this.moments.set(name, by);
    if (this.broken.has(name)) return Promise.reject(new Error(`${name} is broken`));
    const left = this.left.get(name) ?? 0;
    const done = Math.min(left, limit);
    this.left.set(name, left - done);
    return Promise.resolve(done);
  }
}

const now = new Date('2026-03-01');

function housekeepingOf({ store }: Backlog, retention = defaultRetention): Housekeeping {
  return new Housekeeping({ store, limits: defaultSessionLimits, retention, clock: () => now });
}

async function runOnce(backlog: Backlog, retention = defaultRetention) {
  const chores = [];
  for await (const chore of housekeepingOf(backlog, retention).run()) chores.push(chore);
  return chores;
}

const all = [
  'deferred',
  'expired',
  'removals',
  'sessions',
  'devices',
  'deliveries',
  'events',
  'alerts',
  'addresses',
  'limits',
  'vacuum',
];

/** What each chore clears away, in days before now. */
async function agesOf(retention: Retention) {
  const backlog = new Backlog();
  await runOnce(backlog, retention);
  return Object.fromEntries([...backlog.moments].map(([name, by]) => [name, (now.getTime() - by.getTime()) / day]));
}

test('ended sessions, their devices and addresses are kept for 30 days, the history and its questions for a year', async () => {
  const ages = { expired: 14, sessions: 30, devices: 30, deliveries: 30, events: 365 };
  expect(await agesOf(defaultRetention)).toEqual({ ...ages, alerts: 365, addresses: 30, limits: 0 });
});

test('a question is kept for as long as its mail can answer it, however short the history is', async () => {
  const retention = { endedSessions: 3 * day, events: 2 * day, addresses: day, deliveries: 4 * day };
  const ages = { expired: 14, sessions: 3, devices: 3, deliveries: 4, events: 2, addresses: 1, limits: 0 };
  expect(await agesOf(retention)).toEqual({ ...ages, alerts: alertLasts / day });
});

test('a job that fails reports its error, stops no other, and is tried again in the next run', async () => {
  for (const name of all) {
    const backlog = new Backlog();
    for (const each of all) backlog.left.set(each, 3);
    backlog.broken.add(name);
    const chores = await runOnce(backlog);
    const failed = chores.filter(({ failure }) => failure !== null);
    expect(failed).toEqual([{ name, done: 0, failure: { error: new Error(`${name} is broken`) } }]);
    const undone = [...backlog.left].filter(([, left]) => left > 0).map(([each]) => each);
    expect(undone).toEqual([name]);
    backlog.broken.clear();
    await runOnce(backlog);
    expect(backlog.left.get(name)).toBe(0);
  }
});

test('a job with much to do delays no other: they take turns, a batch each', async () => {
  const backlog = new Backlog();
  backlog.left.set('expired', 100_000);
  backlog.left.set('limits', 1);
  await runOnce(backlog);
  expect(backlog.calls.slice(0, all.length)).toEqual(all);
  expect(backlog.left.get('expired')).toBe(0);
});

test('a job ends no earlier than those before it, which may still make work for it', async () => {
  const backlog = new Backlog();
  backlog.left.set('sessions', 1200);
  await runOnce(backlog);
  const ofDevices = backlog.calls.lastIndexOf('devices');
  expect(ofDevices).toBeGreaterThan(backlog.calls.lastIndexOf('sessions'));
});

test('a run reports for each job how much it did, at its end at the latest', async () => {
  const backlog = new Backlog();
  backlog.left.set('events', 700);
  const chores = await runOnce(backlog);
  const last = new Map(chores.map(({ name, done }) => [name, done]));
  expect([...last].toSorted()).toEqual(all.map((name) => [name, name === 'events' ? 700 : 0]).toSorted());
  expect(chores.filter(({ name }) => name === 'events').map(({ done }) => done)).toEqual([500, 700]);
  // A job that waits for earlier ones, and did nothing, is reported once.
  expect(chores.filter(({ name }) => name === 'limits')).toHaveLength(1);
});

test('the backlog is counted up to the same moments', async () => {
  const asked: unknown[] = [];
  const backlog = { expired: 1, sessions: 2, events: 3, addresses: 4 };
  const store = {
    ...new Backlog().store,
    countBacklog: (cutoffs: unknown) => {
      asked.push(cutoffs);
      return Promise.resolve(backlog);
    },
  };
  const retention = { endedSessions: 5, events: 6, addresses: 7, deliveries: 8 };
  const limits = defaultSessionLimits;
  expect(await new Housekeeping({ store, limits, retention, clock: () => now }).backlog()).toEqual(backlog);
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  expect(asked).toEqual([
    { cutoff: { now, idleSince: ago(limits.idle) }, endedBy: ago(5), eventsBy: ago(6), addressesBy: ago(7) },
  ]);
});
