import { expect, test } from 'vitest';
import type { AdministrationStore } from './administration-store.ts';
import { Housekeeping, defaultRetention } from './housekeeping.ts';
import type { HousekeepingStore } from './housekeeping-store.ts';
import { defaultSessionLimits } from './session-limits.ts';

/** How many rows are left for each step of the store, in the order in which steps were called. */
class Backlog {
  readonly calls: string[] = [];
  readonly left = new Map<string, number>();
  readonly broken = new Set<string>();

  readonly store: HousekeepingStore = {
    endLapsed: (_liveAt, limit) => this.#step('lapsed', limit),
    purgeSessions: (_by, limit) => this.#step('sessions', limit),
    purgeDevices: (_by, limit) => this.#step('devices', limit),
    purgeEvents: (_by, limit) => this.#step('events', limit),
    purgeAlerts: (_by, limit) => this.#step('alerts', limit),
    wipeAddresses: (_by, limit) => this.#step('addresses', limit),
    purgeRateLimits: (_by, limit) => this.#step('limits', limit),
  };

  #step(name: string, limit: number): Promise<number> {
    this.calls.push(name);
    if (this.broken.has(name)) return Promise.reject(new Error(`${name} is broken`));
    const left = this.left.get(name) ?? 0;
    const done = Math.min(left, limit);
    this.left.set(name, left - done);
    return Promise.resolve(done);
  }
}

function housekeepingOf({ store }: Backlog): Housekeeping {
  const counts: AdministrationStore = {
    countDue: () => Promise.reject(new Error('not asked')),
    endEvery: () => Promise.reject(new Error('not asked')),
    countLive: () => Promise.reject(new Error('not asked')),
    recentAddresses: () => Promise.reject(new Error('not asked')),
    listAccounts: () => Promise.reject(new Error('not asked')),
  };
  const clock = () => new Date('2026-03-01');
  return new Housekeeping({ store, counts, limits: defaultSessionLimits, retention: defaultRetention, clock });
}

async function runOnce(backlog: Backlog) {
  const chores = [];
  for await (const chore of housekeepingOf(backlog).run()) chores.push(chore);
  return chores;
}

const all = ['lapsed', 'sessions', 'devices', 'events', 'alerts', 'addresses', 'limits'];

test('a chore that fails says why, stops no other, and is tried again in the next run', async () => {
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

test('a chore with much to do keeps none waiting: they take turns, a batch each', async () => {
  const backlog = new Backlog();
  backlog.left.set('lapsed', 100_000);
  backlog.left.set('limits', 1);
  await runOnce(backlog);
  expect(backlog.calls.slice(0, 7)).toEqual(all);
  expect(backlog.left.get('lapsed')).toBe(0);
});

test('a chore ends no earlier than those before it, which may still make work for it', async () => {
  const backlog = new Backlog();
  backlog.left.set('sessions', 1200);
  await runOnce(backlog);
  const ofDevices = backlog.calls.lastIndexOf('devices');
  expect(ofDevices).toBeGreaterThan(backlog.calls.lastIndexOf('sessions'));
});

test('a run says of each chore how much it did, at its end at the latest', async () => {
  const backlog = new Backlog();
  backlog.left.set('events', 700);
  const chores = await runOnce(backlog);
  const last = new Map(chores.map(({ name, done }) => [name, done]));
  expect([...last].toSorted()).toEqual(all.map((name) => [name, name === 'events' ? 700 : 0]).toSorted());
  expect(chores.filter(({ name }) => name === 'events').map(({ done }) => done)).toEqual([500, 700]);
});
