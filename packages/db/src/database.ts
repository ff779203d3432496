import { InProcessChannel, type InProcessListeners } from '@latchkey/sessions/instances/in-process-channel';
import { InProcessInstanceStore } from '@latchkey/sessions/instances/in-process-instance-store';
import { systemTiming } from '@latchkey/sessions/instances/timing';
import type { Backend, ClusterBackend } from '@latchkey/sessions/latchkey';
import pg from 'pg';
import { createClient } from './connection/client.ts';
import { openConnections, shareConnection } from './connection/connections.ts';
import { checkPooling } from './connection/pooling.ts';
import { postgresSettings, schemaNamedIn } from './connection/postgres-settings.ts';
import { reportUnavailable } from './connection/unavailable.ts';
import { WorkLimiter, workLimits } from './connection/work-limiter.ts';
import { PostgresInstanceStore } from './instances/instance-store.ts';
import { NotifyChannel } from './instances/notify-channel.ts';
import { MailOutbox } from './mail/mail-outbox.ts';
import { migrate, migrateSchema } from './migrations/migrations.ts';
import { PageFileStore } from './page-file-store.ts';
import { StatementPool } from './sql/statement-pool.ts';
import { type Access, createStores } from './stores.ts';

/** An open database: the stores, the backend of the cluster, and the outbox. */
export interface Database extends Backend {
  readonly outbox: MailOutbox;
  readonly pageFiles: PageFileStore;
  /** Resolves with the reason when the embedded database has stopped: it needs another process. A server's comes back. */
  readonly stopped: Promise<Error>;
  /** Waits for running statements, then closes every connection. */
  close(): Promise<void>;
}

/** A PostgreSQL server, or the directory of an embedded PostgreSQL. */
export type DatabaseLocation = { readonly url: string } | { readonly dataDir: string };

export type OpenDatabaseOptions = DatabaseLocation & {
  /** The folder of Prisma migrations: `prisma/migrations`. */
  readonly migrations: string;
  /** Whether Latchkey's database must exist already. Otherwise a missing one is created. */
  readonly mustExist?: boolean;
};

/**
 * Opens the database and migrates it.
 * @throws {StoreUnavailable} if the server cannot be reached.
 * @throws {DataDirectoryInUse} if another process uses the directory.
 * @throws {DataDirectoryError} if the directory cannot hold a database, or has none and `mustExist` is set.
 * @throws {MigrationError} if the applied migrations contradict the folder.
 * @throws {SchemaError} if the schema on a server has tables of other software, or has none and `mustExist` is set.
 * @throws {PoolerError} if a pooler loses settings that a connection needs.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { migrations, mustExist = false, ...location } = options;
  const { settings, schema, close, check, stopped } = await ('url' in location
    ? openServer(location.url, migrations, mustExist)
    : openEmbedded(location.dataDir, migrations, mustExist));
  const connections =
    'url' in location
      ? await reportUnavailable(() => openConnections(location.url, schema))
      : shareConnection(settings);
  const { requests, jobs, control } = connections;
  const requestAccess = accessTo(requests, schema);
  const jobAccess = jobs === requests ? requestAccess : accessTo(jobs, schema);
  const limiter = new WorkLimiter(workLimits, systemTiming);
  const room: InProcessListeners = new Set();
  // No other process can open the embedded database.
  const cluster: ClusterBackend =
    'url' in location
      ? {
          instances: new PostgresInstanceStore(new StatementPool(control)),
          createChannel: () => new NotifyChannel(settings, schema),
        }
      : { instances: new InProcessInstanceStore(check), createChannel: () => new InProcessChannel(room) };
  return {
    createStores: (announce) =>
      createStores({ requests: requestAccess, jobs: jobAccess, limiter, announce, hasAutovacuum: 'url' in location }),
    outbox: new MailOutbox(jobAccess.prisma),
    pageFiles: new PageFileStore(requestAccess.prisma),
    ...cluster,
    stopped,
    async close() {
      await requestAccess.prisma.$disconnect();
      await jobAccess.prisma.$disconnect();
      await connections.close();
      await close();
    },
  };
}

async function nothing(): Promise<void> {}

function accessTo(pool: pg.Pool, schema: string): Access {
  return { prisma: createClient(pool, schema), statements: new StatementPool(pool) };
}

interface OpenedPostgres {
  readonly settings: pg.PoolConfig;
  readonly schema: string;
  readonly close: () => Promise<void>;
  readonly check: () => Promise<void>;
  readonly stopped: Promise<Error>;
}

async function openServer(url: string, migrations: string, mustExist: boolean): Promise<OpenedPostgres> {
  const named = schemaNamedIn(url);
  const bare = postgresSettings(url);
  const schema = await reportUnavailable(() =>
    connected(bare, (client) => migrateSchema(client, migrations, { named, mustExist })),
  );
  await reportUnavailable(() => checkPooling(bare, schema));
  return {
    settings: postgresSettings(url, { schema }),
    schema,
    close: nothing,
    check: nothing,
    stopped: new Promise(() => {}),
  };
}

async function openEmbedded(dataDir: string, migrations: string, mustExist: boolean): Promise<OpenedPostgres> {
  // Loaded here, because a server on PostgreSQL does not need it.
  const { openEmbeddedPostgres } = await import('@latchkey/embedded-postgres/embedded-postgres');
  const postgres = await openEmbeddedPostgres(dataDir, { mustExist });
  try {
    await reportUnavailable(() => connected(postgres.settings, (client) => migrate(client, migrations)));
    // No other software uses it, and versions before schemas created its tables in PostgreSQL's default schema.
    return { ...postgres, schema: 'public' };
  } catch (error) {
    await postgres.close();
    throw error;
  }
}

/** A separate connection without a timeout, because a migration may take long. */
async function connected<Value>(settings: pg.PoolConfig, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ ...settings, query_timeout: 0 });
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}
