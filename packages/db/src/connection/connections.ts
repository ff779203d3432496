import pg from 'pg';
import { type ServerParameters, postgresSettings } from '../postgres-settings.ts';

/**
 * The connections of one process, apart by what they are for, so that none of these can use up what another needs: requests,
 * of which there may be many; the jobs in the background, of which each takes one; and the lease with the register of
 * instances. One pool for all on the embedded database, which serves one connection.
 */
export interface Connections {
  readonly requests: pg.Pool;
  readonly jobs: pg.Pool;
  readonly control: pg.Pool;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/** How many connections a process opens at most, the one of its channel apart. */
const most = { requests: 10, jobs: 4, control: 2 } as const;

/** What a statement does on the server may take no longer than it is waited for here, in milliseconds. */
const statementTimeout = 5_000;

/** An instance that is paused amid a transaction keeps its locks no longer than this, in milliseconds. */
const idleTimeout = 15_000;

const common = { statement_timeout: statementTimeout, idle_in_transaction_session_timeout: idleTimeout } as const;

/**
 * A request waits for a row no longer than this at once, in milliseconds, and then gives its connection back for a while:
 * `WorkLimiter`. Far longer than any transaction of ours holds a row.
 */
const lockTimeout = 50;

/** Opens what a process needs on a PostgreSQL server, in one schema of its database. */
export async function openConnections(url: string, schema: string): Promise<Connections> {
  const limited = { ...common, lock_timeout: lockTimeout };
  // A pooler may refuse parameters that it does not know. Then a blocked statement ends when it is given up here.
  const takes = await takesParameters(url, limited);
  const pool = (max: number, parameters: ServerParameters) =>
    openPool({ ...postgresSettings(url, { schema, parameters: takes ? parameters : {} }), max });
  const requests = pool(most.requests, limited);
  const jobs = pool(most.jobs, { ...common, lock_timeout: statementTimeout / 2 });
  const control = pool(most.control, common);
  return {
    requests,
    jobs,
    control,
    async close() {
      await Promise.all([requests.end(), jobs.end(), control.end()]);
    },
  };
}

/** One pool for everything, where there is one connection. */
export function shareConnection(settings: pg.PoolConfig): Connections {
  const pool = openPool(settings);
  return { requests: pool, jobs: pool, control: pool, close: () => pool.end() };
}

function openPool(settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(settings);
  // A connection that dies while idle is no one's request: the pool has dropped it and makes another when asked.
  pool.on('error', () => {});
  return pool;
}

async function takesParameters(url: string, parameters: ServerParameters): Promise<boolean> {
  const client = new pg.Client(postgresSettings(url, { parameters }));
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes('startup parameter')) return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}
