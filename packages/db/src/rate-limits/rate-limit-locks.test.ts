import type { Bucket } from '@latchkey/sessions/rate-limits/rate-limiter';
import { describe, expect, test } from 'vitest';
import { OtherTransaction, onPlainStores } from '../testing/other-transaction.ts';
import { hasServer, temporaryServerDatabase } from '../testing/place.ts';
import { later, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

/** The first by their keys, written in another order. */
const [first, second, third] = ['a', 'b', 'c'].map((key): Bucket => ({ key, burst: 3, every: 1000 }));

describe.runIf(hasServer)('while another connection to the server holds a bucket of attempts', () => {
  const world = new World(temporaryServerDatabase);
  const other = new OtherTransaction(world);

  const lock = (key: string, how = 'FOR UPDATE') =>
    other.query(`SELECT 1 FROM rate_limits WHERE key = $1 ${how}`, [key]);

  /** Takes one attempt of each bucket, the last by its key first. */
  async function fill(): Promise<Bucket[]> {
    const buckets = [third, second, first].filter((bucket) => bucket !== undefined);
    for (const { key, ...limit } of buckets) await world.database.rateLimits.take(key, limit, start);
    return buckets;
  }

  test('an attempt that waits for the first of its buckets by their keys holds none of the others', async () => {
    const buckets = await fill();
    await onPlainStores(world.url, async ({ rateLimits }) => {
      await lock('a');
      const taken = rateLimits.takeFirstAvailable([buckets], start);
      expect(await other.blocks(taken)).toBe(true);
      for (const key of ['b', 'c']) await lock(key, 'FOR UPDATE NOWAIT');
      await other.query('COMMIT');
      expect(await taken).toEqual({ ok: true, alternative: 0 });
    });
  });

  test('a refund that waits for the first of its buckets by their keys holds none of the others', async () => {
    const buckets = await fill();
    await onPlainStores(world.url, async ({ rateLimits }) => {
      await lock('a');
      const refunded = rateLimits.refund({ reset: [], refund: buckets });
      expect(await other.blocks(refunded)).toBe(true);
      for (const key of ['b', 'c']) await lock(key, 'FOR UPDATE NOWAIT');
      await other.query('COMMIT');
      await refunded;
    });
  });

  test('a refund waits for no bucket that it does not name', async () => {
    const [named] = await fill();
    await onPlainStores(world.url, async ({ rateLimits }) => {
      await lock('a');
      await lock('b');
      const refunded = rateLimits.refund({ reset: [], refund: named ? [named] : [] });
      expect(await other.blocks(refunded)).toBe(false);
      await refunded;
    });
  });

  test.each([
    ['has room for one', 2000, null],
    ['is full', 3000, later(1000)],
  ])('an attempt counts what was taken while it waited: a bucket that %s', async (_what, drainedAt, retryAt) => {
    await onPlainStores(world.url, async ({ rateLimits }) => {
      await other.query('INSERT INTO rate_limits (key, drained_at) VALUES ($1, $2)', ['new', later(drainedAt)]);
      const taken = rateLimits.take('new', { burst: 3, every: 1000 }, start);
      expect(await other.blocks(taken)).toBe(true);
      await other.query('COMMIT');
      expect(await taken).toEqual(retryAt);
    });
  });
});
