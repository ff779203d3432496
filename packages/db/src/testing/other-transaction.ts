import type { Stores } from '@latchkey/sessions/latchkey';
import { waitFor } from '@latchkey/testing/wait-for';
import pg from 'pg';
import { afterEach, beforeEach, expect } from 'vitest';
import { postgresSettings } from '../connection/postgres-settings.ts';
import { connectTo } from './place.ts';
import { storesOn } from './test-database.ts';
import type { World } from './world.ts';

/**
 * An open transaction on a connection of its own, which holds locks while a test runs operations of the stores. It begins
 * before each test of its block, on empty tables, and its connection is closed after it.
 */
export class OtherTransaction {
  #client: pg.Client | null = null;

  constructor(world: World) {
    beforeEach(async () => {
      await world.clear();
      this.#client = await connectTo(world.url);
      await this.#client.query('BEGIN');
    });
    afterEach(() => this.#client?.end());
  }

  async query(sql: string, values: unknown[] = []): Promise<void> {
    await this.#open().query(sql, values);
  }

  /** Resolves to true when an operation waits for a lock of this transaction, and to false when it ended without that. */
  async blocks(operation: Promise<unknown>): Promise<boolean> {
    let isOver = false;
    void operation.catch(() => null).then(() => (isOver = true));
    await waitFor(
      async () => {
        const { rows } = await this.#open().query<{ pid: number }>(
          'SELECT pid FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))',
        );
        expect(isOver || rows.length > 0).toBe(true);
      },
      { timeout: 20_000, interval: 5 },
    );
    return !isOver;
  }

  #open(): pg.Client {
    if (!this.#client) throw new Error('The transaction begins with a test');
    return this.#client;
  }
}

/** The stores on connections of their own, without the limiter, which would retry an operation that a lock timeout ended. */
export async function onPlainStores(url: string, run: (stores: Stores) => Promise<void>): Promise<void> {
  const pool = new pg.Pool(postgresSettings(url));
  await run(storesOn(pool));
  await pool.end();
}
