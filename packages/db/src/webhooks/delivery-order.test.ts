import { outgoingKinds } from '@latchkey/sessions/webhooks/outgoing-event';
import type { ClaimedDelivery } from '@latchkey/sessions/webhooks/delivery';
import type { Stores } from '@latchkey/sessions/latchkey';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { postgresSettings } from '../connection/postgres-settings.ts';
import { OtherTransaction, onPlainStores } from '../testing/other-transaction.ts';
import { hasServer, temporaryServerDatabase, usualKind } from '../testing/place.ts';
import { runs } from '../testing/race.ts';
import { day, later, second } from '../testing/sample.ts';
import { storesOn } from '../testing/test-database.ts';
import { World } from '../testing/world.ts';

const lease = 60 * second;
const endpoint = { url: 'https://example.org/', format: 'webhook', audience: null, kinds: outgoingKinds } as const;

const createEndpoint = async ({ endpoints }: Pick<Stores, 'endpoints'>): Promise<number> =>
  (await endpoints.create({ ...endpoint, secret: 'whsec_NQ==', createdAt: later(0) }, 100)) ?? 0;

/** Removes all endpoints with their deliveries. */
async function removeEndpoints({ endpoints, housekeeping }: Pick<Stores, 'endpoints' | 'housekeeping'>): Promise<void> {
  for (const { id } of await endpoints.list()) await endpoints.remove(id);
  await housekeeping.purgeDeliveries(new Date(0), 10_000);
}

const claimFrom = ({ deliveries }: Pick<Stores, 'deliveries'>, endpointId: number, now: Date, limit = 10) =>
  deliveries.claim(endpointId, { now, until: new Date(now.getTime() + lease), limit });

const settle = (
  { deliveries }: Pick<Stores, 'deliveries'>,
  endpointId: number,
  claimed: readonly ClaimedDelivery[],
  now: Date,
): Promise<void> =>
  deliveries.settle(
    endpointId,
    claimed.map((one) => ({ ...one, status: 204 })),
    now,
  );

const failed = { isDelivered: false, status: 500, error: 'status' };
const retryAt = (now: Date, dueAt: Date | null) => ({
  now,
  dueAt,
  endpointRetryAt: null,
  pauses: false,
  sentTo: endpoint.url,
});

/** Makes each change of a delivery take longer behind its lock, so that changes overlap. */
const slowly = `
  CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep(0.001); RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END; END $$;
  CREATE TRIGGER linger BEFORE INSERT OR UPDATE OR DELETE ON webhook_deliveries FOR EACH ROW EXECUTE FUNCTION linger()`;

/** What one of several workers does next. Those that deliver are more frequent. */
const acts = [
  ...(['settle', 'settle', 'settle', 'settle', 'settle', 'settle', 'settle', 'settle'] as const),
  ...(['begin', 'begin', 'begin', 'publish', 'publish', 'fail', 'fail', 'give up', 'abandon'] as const),
  ...(['resend', 'resume', 'purge', 'remove endpoint'] as const),
];

describe.runIf(hasServer)('the deliveries of each user', () => {
  const world = new World(temporaryServerDatabase);
  let pool: pg.Pool;
  let stores: Stores;
  beforeAll(async () => {
    pool = new pg.Pool({ ...postgresSettings(world.url), max: 12 });
    await pool.query(slowly);
    stores = storesOn(pool);
  });
  afterAll(() => pool.end());

  test('are sent in their order, and none waits for ever, whatever several workers do at once', async () => {
    const plan = fc.record({
      acts: fc.array(fc.array(fc.tuple(fc.constantFrom(...acts), fc.nat(999)), { minLength: 12, maxLength: 40 }), {
        minLength: 6,
        maxLength: 6,
      }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ acts: workers }) => {
        await world.clear();
        await removeEndpoints(stores);
        const endpointId = await createEndpoint(stores);
        const otherId = await createEndpoint(stores);
        const people = [await world.someone(), await world.someone(), await world.someone()];
        /** Deliveries that were finished, or are about to be. */
        const finished = new Set<number>();
        let time = 0;
        const tick = () => later((time += 1));

        async function claim(limit: number): Promise<ClaimedDelivery[]> {
          const claimed = await claimFrom(stores, endpointId, tick(), limit);
          for (const { id, event } of claimed) {
            const { rows } = await pool.query<{ id: string }>(
              'SELECT id FROM webhook_deliveries WHERE endpoint_id = $1 AND user_id = $2 AND id < $3 AND due_at IS NOT NULL',
              [endpointId, event.userId, id],
            );
            expect(rows.filter((earlier) => !finished.has(Number(earlier.id)))).toEqual([]);
          }
          return claimed;
        }

        async function act(what: (typeof acts)[number], which: number): Promise<void> {
          const user = people[which % people.length];
          if (what === 'begin' && user) {
            for (let times = 0; times < 1 + (which % 4); times += 1) await world.begin(user, {}, 1_000);
            await stores.feed.publish(tick(), 100);
          }
          if (what === 'publish') await stores.feed.publish(tick(), 1 + (which % 9));
          if (what === 'resume') await stores.endpoints.resume(endpointId, tick());
          if (what === 'remove endpoint') await stores.endpoints.remove(otherId);
          if (what === 'resend') {
            const log = await stores.deliveries.log(endpointId, { before: null, limit: 20 });
            await stores.deliveries.resend(log[which % Math.max(log.length, 1)]?.id ?? 0, tick());
          }
          if (what === 'purge') {
            // The oldest, finished or not, as of an endpoint that was paused for long.
            const by = later(Math.max(0, time - 20 - (which % 40)));
            const { rows } = await pool.query<{ id: string }>(
              'SELECT id FROM webhook_deliveries WHERE created_at <= $1',
              [by],
            );
            for (const { id } of rows) finished.add(Number(id));
            await pool.query(`UPDATE webhook_endpoints SET paused_at = '-infinity' WHERE id = $1`, [endpointId]);
            await stores.housekeeping.purgeDeliveries(by, 1 + (which % 5));
          }
          const claimed = ['settle', 'fail', 'give up', 'abandon'].includes(what) ? await claim(1 + (which % 6)) : [];
          if (what === 'settle' || what === 'give up') for (const { id } of claimed) finished.add(id);
          if (what === 'settle') await settle(stores, endpointId, claimed, tick());
          if (what === 'fail' || what === 'give up') {
            const retry = () => retryAt(tick(), what === 'fail' ? later(time + (which % 30)) : null);
            for (const one of claimed) await stores.deliveries.fail(endpointId, one, failed, retry());
          }
          if (what === 'abandon') time += 1;
        }

        await Promise.all(
          workers.map(async (steps) => {
            for (const [what, which] of steps) await act(what, which);
          }),
        );

        while ((await stores.feed.publish(tick(), 100)) > 0);
        time += 10 * lease;
        for (let claimed = await claim(9); claimed.length > 0; claimed = await claim(9)) {
          for (const { id } of claimed) finished.add(id);
          await settle(stores, endpointId, claimed, tick());
        }
        const { rows } = await pool.query(
          'SELECT id, user_id, is_deferred, tries FROM webhook_deliveries WHERE endpoint_id = $1 AND due_at IS NOT NULL',
          [endpointId],
        );
        expect(rows).toEqual([]);
        // Of the removed endpoint, which needs no order.
        await stores.housekeeping.purgeDeliveries(new Date(0), 10_000);
        expect(await stores.housekeeping.releaseDeferred()).toBe(0);
      }),
      runs(5, 'server'),
    );
  });
});

describe.runIf(hasServer)('while another transaction is in the middle of something,', () => {
  const world = new World(temporaryServerDatabase);
  const other = new OtherTransaction(world);

  /** An endpoint to which the first of three deliveries of a user is being sent, and which were published one by one. */
  async function sending(stores: Stores) {
    await removeEndpoints(stores);
    const endpointId = await createEndpoint(stores);
    const user = await world.someone();
    for (let times = 0; times < 3; times += 1) {
      await world.begin(user);
      await stores.feed.publish(later(times), 10);
    }
    const [first, ...rest] = await claimFrom(stores, endpointId, later(second), 1);
    if (!first || rest.length > 0) throw new Error('The first delivery should be claimed');
    return { endpointId, first };
  }

  test('a claim does not defer behind a delivery that is being finished, nor waits for it', async () => {
    await onPlainStores(world.url, async (stores) => {
      const { endpointId, first } = await sending(stores);
      await other.query('UPDATE webhook_deliveries SET due_at = NULL WHERE id = $1', [first.id]);
      const claimed = claimFrom(stores, endpointId, later(second));
      expect(await other.blocks(claimed)).toBe(false);
      expect(await claimed).toEqual([]);
      await other.query('COMMIT');
      expect(await claimFrom(stores, endpointId, later(second))).toMatchObject([{ id: first.id + 1 }]);
    });
  });

  test('the end of a delivery waits for a claim that defers behind it, and releases the next', async () => {
    const ends = [
      (stores: Stores, endpointId: number, first: ClaimedDelivery) =>
        settle(stores, endpointId, [first], later(second)),
      ({ deliveries }: Stores, endpointId: number, first: ClaimedDelivery) =>
        deliveries.fail(endpointId, first, failed, retryAt(later(second), null)),
    ];
    for (const end of ends) {
      await onPlainStores(world.url, async (stores) => {
        const { endpointId, first } = await sending(stores);
        await other.query('UPDATE webhook_deliveries SET has_deferred = TRUE WHERE id = $1', [first.id]);
        await other.query('UPDATE webhook_deliveries SET is_deferred = TRUE WHERE id > $1', [first.id]);
        const ended = end(stores, endpointId, first);
        expect(await other.blocks(ended)).toBe(true);
        await other.query('COMMIT; BEGIN');
        await ended;
        const [next, ...rest] = await claimFrom(stores, endpointId, later(second));
        expect([next?.id, rest]).toEqual([first.id + 1, []]);
        if (next) await settle(stores, endpointId, [next], later(second));
        expect(await claimFrom(stores, endpointId, later(second))).toMatchObject([{ id: first.id + 2 }]);
      });
    }
  });

  test('a delivery is sent again behind those that are being published', async () => {
    await onPlainStores(world.url, async (stores) => {
      const { endpointId, first } = await sending(stores);
      await settle(stores, endpointId, [first], later(second));
      await other.query('SELECT pg_advisory_xact_lock(1818977654)');
      const again = stores.deliveries.resend(first.id, later(second));
      expect(await other.blocks(again)).toBe(true);
      await other.query('COMMIT');
      expect(await again).toBeGreaterThan(first.id);
    });
  });

  test('housekeeping removes no delivery behind an unfinished one that it cannot remove', async () => {
    await onPlainStores(world.url, async ({ housekeeping, ...stores }) => {
      const { first } = await sending({ housekeeping, ...stores });
      await other.query('UPDATE webhook_endpoints SET paused_at = $1', [later(0)]);
      await other.query('COMMIT; BEGIN');
      await other.query('SELECT 1 FROM webhook_deliveries WHERE id = $1 FOR SHARE', [first.id]);
      const purged = housekeeping.purgeDeliveries(later(second), 10);
      expect(await other.blocks(purged)).toBe(false);
      expect(await purged).toBe(0);
      await other.query('COMMIT');
      expect(await housekeeping.purgeDeliveries(later(second), 10)).toBe(3);
    });
  });
});

describe.each(usualKind)('deferred deliveries on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  beforeEach(async () => {
    await removeEndpoints(world.database);
    await world.clear();
  });

  test('are released one after another as those in front of them arrive', async () => {
    const endpointId = await createEndpoint(world.database);
    const user = await world.someone();
    for (let times = 0; times < 3; times += 1) {
      await world.begin(user);
      await world.database.feed.publish(later(times), 10);
    }
    const sent: number[] = [];
    for (let times = 0; times < 3; times += 1) {
      const claimed = await claimFrom(world.database, endpointId, later(second));
      // It defers the others.
      expect(await claimFrom(world.database, endpointId, later(second))).toEqual([]);
      sent.push(...claimed.map(({ id }) => id));
      await settle(world.database, endpointId, claimed, later(second));
    }
    const [first = 0] = sent;
    expect(sent).toEqual([first, first + 1, first + 2]);
  });

  test('are released when housekeeping removes those in front of them', async () => {
    const { feed, housekeeping, deliveries } = world.database;
    const endpointId = await createEndpoint(world.database);
    const user = await world.someone();
    for (let times = 0; times < 4; times += 1) await world.begin(user);
    await feed.publish(later(0), 3);
    await feed.publish(later(1), 3);
    const [first] = await claimFrom(world.database, endpointId, later(second));
    // They are tried again, unless the endpoint was paused for as long as they are kept.
    expect(await housekeeping.purgeDeliveries(later(1), 2)).toBe(0);
    if (first) await deliveries.fail(endpointId, first, failed, { ...retryAt(later(0), later(day)), pauses: true });
    expect(await housekeeping.purgeDeliveries(later(-1), 2)).toBe(0);
    expect(await housekeeping.purgeDeliveries(later(0), 2)).toBe(2);
    const third = await claimFrom(world.database, endpointId, later(second));
    expect(third.map(({ id }) => id)).toEqual([(first?.id ?? 0) + 2]);
    await settle(world.database, endpointId, third, later(second));
    expect(await claimFrom(world.database, endpointId, later(second))).toMatchObject([{ id: (first?.id ?? 0) + 3 }]);
  });
});

describe.runIf(hasServer)('among many deliveries that wait for others', () => {
  const world = new World(temporaryServerDatabase);
  const backlog = 5_000;

  /** A pool of one connection, which has its statistics counted before they are read, and an endpoint with a backlog. */
  async function prepare() {
    const pool = new pg.Pool({ ...postgresSettings(world.url), max: 1, query_timeout: 0 });
    const stores = storesOn(pool);
    await removeEndpoints(stores);
    await world.clear();
    const endpointId = await createEndpoint(stores);
    const user = await world.someone();
    await pool.query(
      `INSERT INTO session_events (user_id, kind, at, user_agent)
       SELECT $1, 'sign_in_failed', $2, '' FROM generate_series(1, $3::integer)`,
      [user.id, later(0), backlog],
    );
    while ((await stores.feed.publish(later(0), 500)) > 0);
    const rowsRead = async () => {
      await pool.query('SELECT pg_stat_force_next_flush()');
      const { rows } = await pool.query<{ read: string }>(
        `SELECT seq_tup_read + idx_tup_fetch AS read FROM pg_stat_user_tables WHERE relname = 'webhook_deliveries'`,
      );
      return Number(rows[0]?.read);
    };
    return { pool, stores, endpointId, user, rowsRead };
  }

  test('a claim reads those that it claims, also while the first of a user waits for a retry', async () => {
    const { pool, stores, endpointId, rowsRead } = await prepare();
    const [first] = await claimFrom(stores, endpointId, later(second));
    if (first) await stores.deliveries.fail(endpointId, first, failed, retryAt(later(second), later(day)));
    expect(await claimFrom(stores, endpointId, later(second))).toEqual([]);
    // More often than PostgreSQL plans a prepared statement for its values.
    for (let times = 0; times < 8; times += 1) {
      await world.begin(await world.someone());
      await stores.feed.publish(later(second), 10);
      const before = await rowsRead();
      const claimed = await claimFrom(stores, endpointId, later(2 * second), 1);
      expect(claimed).toHaveLength(1);
      expect((await rowsRead()) - before).toBeLessThan(10);
      await settle(stores, endpointId, claimed, later(2 * second));
    }
    await pool.end();
  });

  test('one that is deferred behind nothing is released, however it came about', async () => {
    const { pool, stores, endpointId, user } = await prepare();
    await world.begin(await world.someone());
    await stores.feed.publish(later(0), 10);
    await pool.query(
      'DELETE FROM webhook_deliveries WHERE id = (SELECT min(id) FROM webhook_deliveries WHERE user_id = $1)',
      [user.id],
    );
    expect(
      (await claimFrom(stores, endpointId, later(second))).filter(({ event }) => event.userId === user.id),
    ).toEqual([]);
    expect([await stores.housekeeping.releaseDeferred(), await stores.housekeeping.releaseDeferred()]).toEqual([1, 0]);
    let sent = 0;
    for (let claimed = await claimFrom(stores, endpointId, later(day)); claimed.length > 0 && sent < 20;) {
      await settle(stores, endpointId, claimed, later(day));
      sent += claimed.length;
      claimed = await claimFrom(stores, endpointId, later(day));
    }
    expect(sent).toBe(20);
    await pool.end();
  });
});
