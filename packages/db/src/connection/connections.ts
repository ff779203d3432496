import pg from 'pg';
import { type ServerParameters, postgresSettings } from './postgres-settings.ts';

/**
 * The connections of one process, in three pools, so that no purpose can use up the connections of another: requests;
 * background jobs, one connection each; and the lease with the instance table. On the embedded database, which serves
 * one connection, all three are one pool.
 */
export interface Connections {
  readonly requests: pg.Pool;
  readonly jobs: pg.Pool;
  readonly control: pg.Pool;
  /** Waits for running statements. */
  close(): Promise<void>;
}

/** The most connections that a process opens for each purpose. Its channel has one more. */
const most = { requests: 10, jobs: 4, control: 2 } as const;

/** In milliseconds. The server ends a statement when the client stops waiting for it. */
const statementTimeout = 5_000;

/** In milliseconds. The longest that an instance which is paused during a transaction keeps its locks. */
const idleTimeout = 15_000;

/**
 * PostgreSQL keeps the plan of a prepared statement until the table is analyzed, and for a table that was nearly empty it plans
 * to read all of it. Every statement here has an index (decision 0101). Where one cannot be used, the cost that this adds to
 * the plan would start the compiler.
 */
const planner = { enable_seqscan: 0, jit: 0 } as const;

const timeouts = {
  statement_timeout: statementTimeout,
  idle_in_transaction_session_timeout: idleTimeout,
} as const;

/**
 * In milliseconds. When a request has waited this long for a locked row, it releases its connection and is retried
 * (`WorkLimiter`). Our own transactions hold rows for far less.
 */
const lockTimeout = 50;

/** Opens what a process needs on a PostgreSQL server, in one schema of its database. */
export async function openConnections(url: string, schema: string): Promise<Connections> {
  const accepted = await acceptedParameters(url);
  const pool = (max: number, wanted: ServerParameters) => {
    const parameters = Object.fromEntries(Object.entries(wanted).filter(([name]) => accepted.has(name)));
    return openPool({ ...postgresSettings(url, { schema, parameters }), max });
  };
  const requests = pool(most.requests, { ...timeouts, lock_timeout: lockTimeout, ...planner });
  const jobs = pool(most.jobs, { ...timeouts, lock_timeout: statementTimeout / 2, ...planner });
  const control = pool(most.control, { ...timeouts, ...planner });
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
  // An idle connection has failed, so no request fails with it: the pool drops it and opens another when needed.
  pool.on('error', () => {});
  // The same for a client in use. Its queries fail with the error anyway.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/**
 * The names of the parameters that the server accepts. A pooler before it may refuse a connection for each one that it does not
 * know. Without those of the planner, plans are as the role has them; without timeouts, a blocked statement ends by the
 * timeout of the client.
 */
async function acceptedParameters(url: string): Promise<ReadonlySet<string>> {
  const limited = { ...timeouts, lock_timeout: lockTimeout };
  for (const parameters of [{ ...limited, ...planner }, limited, planner]) {
    if (await accepts(url, parameters)) return new Set(Object.keys(parameters));
  }
  return new Set();
}

async function accepts(url: string, parameters: ServerParameters): Promise<boolean> {
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
