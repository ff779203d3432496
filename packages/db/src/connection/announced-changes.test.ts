import type { Announce, Invalidation } from '@latchkey/sessions/instances/invalidation';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { fillAccount } from '../testing/filled-account.ts';
import { usualKind } from '../testing/place.ts';
import { type TestPool, openTestPool } from '../testing/pool.ts';
import { cutoff, ending, later, second } from '../testing/sample.ts';
import { type AllStores, allStoresOn, beginCounted, storeCalls } from '../testing/store-calls.ts';
import { AnnouncedChanges } from './announced-changes.ts';
import { createClient } from './client.ts';
import { WorkLimiter, workLimits } from './work-limiter.ts';

/** The tables whose rows instances cache or streams show, each with the columns that neither of them reads. */
const hidden: Readonly<Record<string, readonly string[]>> = {
  users: ['password_hash', 'email_verified_at', 'disabled_at', 'language', 'countries'],
  devices: ['unused_since', 'program'],
  sessions: ['challenged_at'],
  sign_in_alerts: ['program', 'link_hash', 'mail_due_at', 'mail_tries', 'mailed_at'],
  session_events: ['position'],
};

/** Events that change nothing which instances cache or streams show. */
const unannouncedKinds = new Set(['sign_in_failed', 'step_up_failed', 'password_reset_requested', 'email_verified']);

/** Methods that change listed data without an announcement, and the reason. */
const exempt: Readonly<Record<string, string>> = {
  'sessions.recordUses': 'every instance reads last uses through its own buffer, and they may lag by a minute',
  'housekeeping.endExpired': 'every instance refuses an expired session by its own clock',
  'housekeeping.purgeSessions': 'the session ended long ago',
  'housekeeping.purgeDevices': 'no session refers to the device',
  'housekeeping.purgeEvents': 'streams show no old events',
  'housekeeping.purgeAlerts': 'the alert can be answered no more',
  'housekeeping.wipeAddresses': 'the next list shows it',
};

const calls = Object.entries(storeCalls).flatMap(([store, methods]) =>
  Object.entries(methods).map(([method, call]) => [`${store}.${method}`, call] as const),
);

/** The methods of an object that its classes define. */
function methodsOf(store: object): string[] {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(store));
  return names.filter((name) => name !== 'constructor').toSorted();
}

// One kind of database: what is announced does not depend on it.
describe.each(usualKind)('changes on %s', (_kind, makePlace) => {
  let database: TestPool;
  let stores: AllStores;
  let announced: Invalidation[] = [];
  let announce: Announce;

  beforeAll(async () => {
    database = await openTestPool(makePlace);
    stores = allStoresOn(database.pool, (change) => announce(change));
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
    );
    // Not TRUNCATE, which takes a third of a second for files that are nearly empty. Without triggers the order does not matter.
    const deletions = rows.map(({ name }) => `DELETE FROM ${name}`).join(';');
    await database.pool.query(`BEGIN; SET LOCAL session_replication_role = replica; ${deletions}; COMMIT`);
    announced = [];
    announce = (change) => {
      announced.push(change);
      return Promise.resolve();
    };
  });

  /** Every row of a table, by its owner. */
  async function rowsOf(table: string): Promise<{ owner: number; row: Record<string, unknown> }[]> {
    const { rows } = await database.pool.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(${table}) AS row FROM ${table} ORDER BY to_jsonb(${table})::text`,
    );
    return rows.map(({ row }) => ({ owner: Number(table === 'users' ? row.id : row.user_id), row }));
  }

  /** What instances cache and streams show of each user. */
  async function shown(): Promise<Map<number, string>> {
    const texts = new Map<number, string>();
    for (const [table, columns] of Object.entries(hidden)) {
      for (const { owner, row } of await rowsOf(table)) {
        if (table === 'session_events' && unannouncedKinds.has(String(row.kind))) continue;
        const visible = Object.entries(row).filter(([column]) => !columns.includes(column));
        texts.set(owner, `${texts.get(owner) ?? ''}\n${table} ${JSON.stringify(visible)}`);
      }
    }
    return texts;
  }

  async function everyRow(): Promise<string> {
    const ofWebhooks = ['webhook_endpoints', 'webhook_deliveries', 'removed_subjects', 'signing_keys'];
    const others = ['service_keys', 'account_mails', 'recovery_requests', 'rate_limits', 'page_files', ...ofWebhooks];
    const tables = await Promise.all([...Object.keys(hidden), ...others].map((table) => rowsOf(table)));
    return JSON.stringify(tables);
  }

  /** The ids of events by which an instance that has missed an announcement finds the user. */
  async function announcedEvents(): Promise<Map<unknown, number>> {
    const events = (await rowsOf('session_events')).filter(({ row }) => !unannouncedKinds.has(String(row.kind)));
    return new Map(events.map(({ owner, row }) => [row.id, owner]));
  }

  const changedSince = (before: Map<number, string>, after: Map<number, string>): number[] =>
    [...before].flatMap(([user, text]) => (after.get(user) === text ? [] : [user]));

  test('each method of each store has its call', () => {
    for (const [name, store] of Object.entries(stores)) {
      // One object under two names.
      const names = ['attempts', 'rateLimits'].includes(name) ? ['attempts', 'rateLimits'] : [name];
      const paths = names.flatMap((of) => methodsOf(store).map((method) => `${of}.${method}`));
      const called = calls.map(([path]) => path).filter((path) => names.includes(path.split('.')[0] ?? ''));
      expect(paths, name).toEqual(expect.arrayContaining(called));
      expect(new Set(called.map((path) => path.split('.')[1])), name).toEqual(new Set(methodsOf(store)));
    }
  });

  test.each(calls)('%s announces exactly the users that it changes', async (path, { writes, run }) => {
    const account = await fillAccount(stores);
    await fillAccount(stores);
    const [before, rowsBefore, eventsBefore] = [await shown(), await everyRow(), await announcedEvents()];
    announced = [];
    await run(stores, account);
    const changed = changedSince(before, await shown());
    expect((await everyRow()) !== rowsBefore, 'whether it wrote').toBe(writes);
    if (path in exempt) {
      expect([changed.length > 0, announced]).toEqual([true, []]);
    } else if (path === 'serviceKeys.revoke') {
      // Instances cache keys, and drop them with the sessions of all users.
      expect([changed, announced]).toEqual([[], ['all']]);
    } else if (announced.includes('all')) {
      expect(changed).toHaveLength(2);
    } else {
      expect([...new Set(announced.flat())]).toEqual(changed);
    }
    if (path in exempt) return;
    const written = [...(await announcedEvents())].filter(([id]) => !eventsBefore.has(id));
    const named = [...new Set(written.map(([, owner]) => owner))];
    expect(named, 'the users whom an event names').toEqual(changed);
  });

  test('are announced also where nothing was left to change', async () => {
    const account = await fillAccount(stores);
    const { user, alerted } = account;
    await stores.sessions.end(alerted.id, ending(user));
    const repeated = [
      () => stores.sessions.end(alerted.id, ending(user)),
      () => stores.sessions.end(alerted.id, ending(user, { reason: 'logout' })),
      () => stores.sessions.endMany([alerted.id], ending(user)),
      () => stores.sessions.bind({ userId: user.id, sessionId: alerted.id, key: 'key', cutoff: cutoff(later(second)) }),
      () => stores.users.delete(user.id, cutoff(later(second))),
      () => stores.users.delete(user.id, cutoff(later(second))),
      () => stores.users.disable(user.id, cutoff(later(second))),
      () => stores.sessions.endAll({ ...ending(user), keepId: null }),
    ];
    for (const run of repeated) {
      announced = [];
      await run();
      expect(announced).toEqual([[user.id]]);
    }
    announced = [];
    for (let batch = 0; batch < 2; batch += 1) await stores.administration.endEvery(cutoff(later(second)), 1_000);
    expect(announced).toEqual(['all', 'all']);
  });

  test('are announced where the account refuses a sign-in, and not where a full bucket does', async () => {
    const account = await fillAccount(stores);
    announced = [];
    expect((await beginCounted(stores, account, 1)).session).not.toBeNull();
    expect(announced).toEqual([[account.user.id]]);
    expect((await beginCounted(stores, account, 1)).retryAt).not.toBeNull();
    expect(announced).toHaveLength(1);
    // The request that changed the account may still be announcing it.
    await stores.users.disable(account.user.id, cutoff(later(second)));
    announced = [];
    expect(await beginCounted(stores, account, 100)).toEqual({ session: null, retryAt: null });
    expect(announced).toEqual([[account.user.id]]);
  });

  test('are committed before they are announced, and answered after', async () => {
    const { user, alerted, program } = await fillAccount(stores);
    const steps: string[] = [];
    announce = async () => {
      const { rows } = await database.pool.query<{ count: number }>(
        'SELECT count(*)::integer AS count FROM sessions WHERE id = ANY ($1) AND ended_at IS NOT NULL',
        [[alerted.id, program.id]],
      );
      steps.push(`${rows[0]?.count} ended`);
    };
    await stores.sessions.end(alerted.id, ending(user, { reason: 'logout' })).then(() => steps.push('answered'));
    await stores.sessions.endMany([program.id], ending(user)).then(() => steps.push('answered'));
    expect(steps).toEqual(['1 ended', 'answered', '2 ended', 'answered']);
  });

  test('are not announced where they fail', async () => {
    const changes = changesOn(announce);
    const fails = () => Promise.reject(new Error('broken'));
    await expect(changes.transaction(1, fails)).rejects.toThrow('broken');
    await expect(changes.statement(1, fails)).rejects.toThrow('broken');
    await expect(changes.ofAll(fails)).rejects.toThrow('broken');
    expect(announced).toEqual([]);
  });

  test('of one user do not wait for the announcements of others of that user', async () => {
    let reached = () => {};
    const changes = changesOn(() => new Promise((resolve) => (reached = resolve)));
    const answered: string[] = [];
    const first = changes.statement(1, () => Promise.resolve()).then(() => answered.push('first'));
    await new Promise((resolve) => setImmediate(resolve));
    const finishFirst = reached;
    const ran = new Promise<void>((resolve) => {
      void changes.statement(1, async () => resolve()).then(() => answered.push('second'));
    });
    await ran;
    expect(answered).toEqual([]);
    finishFirst();
    await first;
    expect(answered).toEqual(['first']);
  });

  test('of one user are answered in the order of their commits, and of another user at once', async () => {
    const finish: (() => void)[] = [];
    const changes = changesOn(() => new Promise((resolve) => finish.push(resolve)));
    const answered: string[] = [];
    const answers: Promise<unknown>[] = [];
    for (const [userId, name] of [
      [1, 'first'],
      [1, 'second'],
      [2, 'other'],
    ] as const) {
      answers.push(changes.statement(userId, () => Promise.resolve()).then(() => answered.push(name)));
      await vi.waitUntil(() => finish.length === answers.length);
    }
    finish[2]?.();
    await answers[2];
    finish[1]?.();
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toEqual(['other']);
    finish[0]?.();
    await Promise.all(answers);
    expect(answered).toEqual(['other', 'first', 'second']);
  });

  function changesOn(announcing: Announce): AnnouncedChanges {
    const limiter = new WorkLimiter(
      { ...workLimits, inFlight: 1 },
      { monotonic: () => 0, wall: () => 0, after: () => () => {} },
    );
    return new AnnouncedChanges({ prisma: createClient(database.pool, 'public'), limiter, announce: announcing });
  }
});
