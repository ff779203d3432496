import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresSettings } from '../connection/postgres-settings.ts';
import { Prisma } from '../generated/client.ts';
import { StatementPool, statement } from './statement-pool.ts';
import { hasServer, temporaryServerDatabase } from '../testing/place.ts';
import { World } from '../testing/world.ts';

describe.runIf(hasServer)('a statement on a PostgreSQL server', () => {
  const world = new World(temporaryServerDatabase);
  let pool: pg.Pool;
  let statements: StatementPool;
  beforeAll(() => {
    pool = new pg.Pool(postgresSettings(world.url));
    statements = new StatementPool(pool);
  });
  afterAll(() => pool.end());

  async function moments(texts: readonly string[]): Promise<readonly Date[]> {
    const read = statement(
      'moments',
      { at: 'timestamp with time zone' },
      Prisma.raw('SELECT at FROM unnest($1::timestamptz[]) WITH ORDINALITY AS moment (at, place) ORDER BY place'),
    );
    return (await statements.run(read, [texts])).map(({ at }) => at);
  }

  test('reads every moment to the millisecond, and cuts off what lies beyond', async () => {
    const day = '2026-03-01T09:08:07';
    for (const fraction of ['', '.1', '.12', '.123', '.1239', '.12399', '.123999', '.001', '.057', '.57', '.999999']) {
      const [read] = await moments([`${day}${fraction}Z`]);
      expect(read, fraction).toEqual(new Date(`${day}.${fraction.slice(1, 4).padEnd(3, '0')}Z`));
    }
  });

  test('reads a moment of any day, in whatever zone it was written', async () => {
    const texts = [
      '1969-12-31T23:59:59.999Z',
      '2024-02-29T00:00:00Z',
      '9999-12-31T23:59:59Z',
      '2026-03-01T00:30:00+05:30',
    ];
    expect(await moments(texts)).toEqual(texts.map((text) => new Date(text)));
  });

  test('refuses a moment that no Date tells', async () => {
    for (const text of ['infinity', '10000-01-01T00:00:00Z', '0044-03-15 BC']) {
      await expect(moments([text])).rejects.toThrow(RangeError);
    }
  });

  test('behind the lock of a user is planned once for a connection', async () => {
    const user = await world.someone();
    const one = new pg.Pool({ ...postgresSettings(world.url), max: 1 });
    const columns = { double: 'integer' } as const;
    const sql = (value: number) => Prisma.sql`SELECT 2 * ${value}::integer AS double`;
    try {
      const behindLock = (value: number) =>
        new StatementPool(one).runBehindUserLock(BigInt(user.id), columns, sql(value));
      expect([await behindLock(4), await behindLock(5)]).toEqual([[{ double: 8 }], [{ double: 10 }]]);
      const prepared = await one.query(
        `SELECT generic_plans + custom_plans AS runs FROM pg_prepared_statements WHERE statement LIKE 'SELECT 2 *%'`,
      );
      expect(prepared.rows).toEqual([{ runs: '2' }]);
    } finally {
      await one.end();
    }
  });

  test('refuses an id that a number does not hold', async () => {
    const ids = statement('ids', { id: 'bigint' }, Prisma.raw('SELECT $1::bigint AS id'));
    expect(await statements.run(ids, [String(Number.MAX_SAFE_INTEGER)])).toEqual([{ id: Number.MAX_SAFE_INTEGER }]);
    await expect(statements.run(ids, ['9007199254740992'])).rejects.toThrow(RangeError);
  });
});
