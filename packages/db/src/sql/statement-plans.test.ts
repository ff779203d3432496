import { openEmbeddedPostgres } from '@latchkey/embedded-postgres/embedded-postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Connections, openConnections, shareConnection } from '../connection/connections.ts';
import { PostgresInstanceStore } from '../instances/instance-store.ts';
import { fillAccount } from '../testing/filled-account.ts';
import { kinds, migrations } from '../testing/place.ts';
import { migrateOn } from '../testing/pool.ts';
import { allStoresOn, storeCalls } from '../testing/store-calls.ts';
import { StatementPool } from './statement-pool.ts';

/** A part of a plan, as `EXPLAIN (FORMAT JSON)` writes it. */
interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly Plan[];
}

/** Tables that have some rows only, however many users there are. */
const small = new Set(['webhook_endpoints', 'instances', 'service_keys', 'signing_keys']);

/** Columns with few values, so that an index that begins with one is read in large parts by it alone. */
const unselective = new Set(['endpoint_id']);

const calls = Object.values(storeCalls).flatMap((methods) => Object.values(methods).map(({ run }) => run));

describe.each(kinds)('prepared statements on %s', (_kind, makePlace) => {
  let connections: Connections;
  let close: () => Promise<void>;
  const texts = new Map<string, number>();

  beforeAll(async () => {
    const { location, remove } = await makePlace();
    const embedded = 'url' in location ? null : await openEmbeddedPostgres(location.dataDir);
    const opened = 'url' in location ? await openConnections(location.url, 'public') : null;
    connections = opened ?? shareConnection(embedded?.settings ?? {});
    close = async () => {
      await connections.close();
      await embedded?.close();
      await remove();
    };
    await migrateOn(connections.jobs, migrations);
    // Every store method once, on an account that is nearly the only one.
    const query = vi.spyOn(pg.Client.prototype, 'query');
    const stores = allStoresOn(connections.jobs);
    for (const run of calls) await run(stores, await fillAccount(stores));
    const instances = new PostgresInstanceStore(new StatementPool(connections.control));
    await instances.renew('one');
    await instances.poll('one', (await instances.poll('one', null)).cursor);
    for (const [config] of query.mock.calls) {
      if (isPrepared(config)) texts.set(config.text, config.values.length);
    }
    vi.restoreAllMocks();
  });
  afterAll(() => close());

  test('are planned on nearly empty tables so that they read no whole table or index when it has grown', async () => {
    expect(texts.size).toBeGreaterThan(20);
    const client = await connections.jobs.connect();
    const whole: string[] = [];
    try {
      const { rows: indexes } = await client.query<{ name: string; first: string; second: string }>(
        `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid, 1, true) AS first,
          pg_get_indexdef(indexrelid, 2, true) AS second FROM pg_index`,
      );
      const neededColumns = new Map(
        indexes.map(({ name, first, second }) => [name, unselective.has(first) ? [first, second] : [first]]),
      );
      await client.query('SET plan_cache_mode = force_generic_plan');
      for (const [text, parameters] of texts) {
        await client.query(`PREPARE planned AS ${text}`);
        const values = parameters === 0 ? '' : `(${Array.from({ length: parameters }, () => 'NULL').join(', ')})`;
        const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
          `EXPLAIN (FORMAT JSON) EXECUTE planned${values}`,
        );
        await client.query('DEALLOCATE planned');
        const plans = rows.flatMap((row) => row['QUERY PLAN']);
        whole.push(...plans.flatMap(({ Plan }) => wholeReads(Plan, neededColumns)).map((read) => `${read}: ${text}`));
      }
    } finally {
      client.release(true);
    }
    expect(whole).toEqual([]);
  });
});

interface Prepared {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

function isPrepared(config: unknown): config is Prepared {
  return typeof config === 'object' && config !== null && 'name' in config && typeof config.name === 'string';
}

/** The parts that read every row of a table or most entries of an index, which those without its first columns do. */
function wholeReads({ Plans = [], ...node }: Plan, neededColumns: ReadonlyMap<string, readonly string[]>): string[] {
  const { 'Node Type': type, 'Relation Name': table = '', 'Index Name': index, 'Index Cond': condition = '' } = node;
  const needed = index === undefined ? [] : (neededColumns.get(index) ?? ['an unknown index']);
  const isWhole = type === 'Seq Scan' || !needed.every((column) => new RegExp(`\\b${column}\\b`).test(condition));
  const reads = isWhole && !small.has(table) ? [`${type} on ${index ?? table}`] : [];
  return [...reads, ...Plans.flatMap((plan) => wholeReads(plan, neededColumns))];
}
