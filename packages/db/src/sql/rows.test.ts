import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { PostgresInstanceStore } from '../instances/instance-store.ts';
import { fillAccount } from '../testing/filled-account.ts';
import { kinds } from '../testing/place.ts';
import { type TestPool, openTestPool } from '../testing/pool.ts';
import { type AllStores, allStoresOn, storeCalls } from '../testing/store-calls.ts';
import { type Columns, RowReader } from './rows.ts';
import { StatementPool } from './statement-pool.ts';

/** A statement as a store ran it. */
interface RunStatement {
  readonly columns: Columns;
  readonly text: string;
  readonly values: readonly unknown[];
  readonly rows: Promise<readonly object[]>;
}

interface Described {
  readonly name: string;
  readonly type: string;
  /** Whether it is a column of a table that may be null. */
  readonly isNullable: boolean;
}

const calls = Object.entries(storeCalls).flatMap(([store, methods]) =>
  Object.entries(methods).map(([method, { run }]) => ({ path: `${store}.${method}`, run })),
);

describe.each(kinds)('statements on %s', (_kind, makePlace) => {
  let database: TestPool;
  let stores: AllStores;
  let ran: RunStatement[] = [];
  const ranNames = new Set<string>();

  beforeAll(async () => {
    database = await openTestPool(makePlace);
    stores = allStoresOn(database.pool);
  });
  afterAll(() => database.close());
  afterEach(() => vi.restoreAllMocks());

  /** Notes every statement whose rows have a declared type. */
  function record(): void {
    ran = [];
    const { query } = RowReader.prototype;
    vi.spyOn(RowReader.prototype, 'query').mockImplementation(function read(this: RowReader<Columns>, tx, sql) {
      const rows = query.call(this, tx, sql);
      ran.push({ columns: this.columns, text: sql.text, values: sql.values, rows });
      return rows;
    });
    const { run, runBehindUserLock } = StatementPool.prototype;
    vi.spyOn(StatementPool.prototype, 'run').mockImplementation(function prepared(
      this: StatementPool,
      statement,
      values,
    ) {
      const rows = run.call(this, statement, values);
      ranNames.add(statement.name);
      ran.push({ ...statement, values, rows });
      return rows;
    });
    vi.spyOn(StatementPool.prototype, 'runBehindUserLock').mockImplementation(function behindLock(
      this: StatementPool,
      userId,
      columns,
      sql,
    ) {
      const rows = runBehindUserLock.call(this, userId, columns, sql);
      ran.push({ columns, text: sql.text, values: sql.values, rows });
      return rows;
    });
  }

  /** What PostgreSQL says of the rows of a statement. It runs once more, and is undone. */
  async function describeRows({ text }: RunStatement, values: readonly unknown[]): Promise<Described[]> {
    const client = await database.pool.connect();
    try {
      await client.query('BEGIN');
      const { fields } = await client.query({ text, values: [...values] });
      const described: Described[] = [];
      for (const field of fields) described.push(await describeField(client, field));
      return described;
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }

  async function describeField(client: pg.ClientBase, field: pg.FieldDef): Promise<Described> {
    const { rows } = await client.query<{ type: string; nullable: boolean | null }>(
      `SELECT format_type($1::oid, NULL) AS type,
        (SELECT NOT attnotnull FROM pg_attribute WHERE attrelid = $2::oid AND attnum = $3) AS nullable`,
      [field.dataTypeID, field.tableID, field.columnID],
    );
    return { name: field.name, type: rows[0]?.type ?? '', isNullable: rows[0]?.nullable === true };
  }

  test.each(calls)('$path reads the columns that it declares', async ({ run }) => {
    const account = await fillAccount(stores);
    record();
    await run(stores, account);
    // With nulls no statement violates a unique index.
    expect(await faults(({ values }) => values.map(() => null))).toEqual([]);
  });

  test('of the table of instances have the columns that they declare', async () => {
    const instances = new PostgresInstanceStore(new StatementPool(database.pool));
    await instances.renew('one');
    record();
    await instances.renew('one');
    const { cursor } = await instances.poll('one', null);
    await instances.poll('one', cursor);
    for (const instance of await instances.instances()) await instances.remove(instance);
    await instances.leave('one');
    expect(ran).toHaveLength(8);
    expect(await faults(({ values }) => values)).toEqual([]);
  });

  test('that are prepared have all been compared with their rows', async () => {
    const names = (await sources()).flatMap(({ text }) =>
      Array.from(text.matchAll(/\b(?:statement|pageOf)\(\s*'(\w+)'/g), ([, name = '']) => name),
    );
    expect([...ranNames].toSorted()).toEqual(names.toSorted());
  });

  /** Where the rows of the statements are not what their columns declare. */
  async function faults(valuesOf: (statement: RunStatement) => readonly unknown[]): Promise<string[]> {
    const texts: string[] = [];
    for (const statement of ran) {
      const { columns, text } = statement;
      const described = await describeRows(statement, valuesOf(statement));
      const declared = Object.entries(columns).map(([name, type]) => `${name} ${type.replace('?', '')}`);
      const actual = described.map(({ name, type }) => `${name} ${type}`);
      for (const column of declared) if (!actual.includes(column)) texts.push(`declared: ${column}, in ${text}`);
      for (const column of actual) if (!declared.includes(column)) texts.push(`selected: ${column}, in ${text}`);
      const nulls = (await statement.rows).flatMap((row) =>
        Object.entries(row).flatMap(([name, value]) => (value === null ? [name] : [])),
      );
      const nullable = described.flatMap(({ name, isNullable }) => (isNullable ? [name] : []));
      for (const name of new Set([...nullable, ...nulls])) {
        if (!columns[name]?.endsWith('?')) texts.push(`may be null: ${name}, in ${text}`);
      }
    }
    return texts;
  }
});

test('no file reads rows past the declared columns', async () => {
  const claiming = (await sources()).filter(({ text }) => text.includes('$queryRaw'));
  expect(claiming.map(({ file }) => file)).toEqual(['sql/rows.ts']);
});

/** The product's own files of this package. */
async function sources(): Promise<{ file: string; text: string }[]> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const names = await readdir(root, { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts') && !/test|generated/.test(name));
  return Promise.all(files.map(async (file) => ({ file, text: await readFile(join(root, file), 'utf8') })));
}
