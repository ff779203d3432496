import { InProcessChannel, type Room } from '@latchkey/sessions/cluster/in-process-channel';
import { systemTiming } from '@latchkey/sessions/cluster/timing';
import { InProcessInstanceStore } from '@latchkey/sessions/cluster/in-process-instance-store';
import type { AccountMailOutbox } from '@latchkey/sessions/accounts/account-mail';
import type { MailOutbox } from '@latchkey/sessions/mail-outbox';
import type { Neighbourhood, Stores } from '@latchkey/sessions/services';
import pg from 'pg';
import { PrismaAccountMailOutbox } from './accounts/prisma-account-mail-outbox.ts';
import { PrismaAccountStore } from './accounts/prisma-account-store.ts';
import { createClient } from './client.ts';
import { openConnections, shareConnection } from './connection/connections.ts';
import { type RequestStores, limitedStores } from './connection/limited-stores.ts';
import { WorkLimiter, workLimits } from './connection/work-limiter.ts';
import { openEmbeddedPostgres } from './embedded-postgres.ts';
import { migrate, migrateSchema } from './migrations.ts';
import { NotifyChannel } from './notify-channel.ts';
import { PageFileStore } from './page-files/page-file-store.ts';
import { PostgresInstanceStore } from './postgres-instance-store.ts';
import { checkPooling } from './postgres/pooling.ts';
import { postgresSettings, schemaNamedIn } from './postgres-settings.ts';
import { PrismaAdministrationStore } from './prisma-administration-store.ts';
import { PrismaDeviceStore } from './prisma-device-store.ts';
import { PrismaHousekeepingStore } from './prisma-housekeeping-store.ts';
import { PrismaMailOutbox } from './prisma-mail-outbox.ts';
import { PrismaRateLimitStore } from './prisma-rate-limit-store.ts';
import { PrismaSessionEventStore } from './prisma-session-event-store.ts';
import { PrismaSessionStore } from './prisma-session-store.ts';
import { PrismaSignInAlertStore } from './prisma-sign-in-alert-store.ts';
import { PrismaUserStore } from './prisma-user-store.ts';
import { StatementPool } from './statement-pool.ts';
import { reportUnavailable } from './unavailable.ts';

/** Everything that is kept, the way to meet others who keep it, and the way to let go of it. */
export interface Database extends Stores, Neighbourhood {
  readonly outbox: MailOutbox;
  readonly pageFiles: PageFileStore;
  readonly accountMails: AccountMailOutbox;
  /** Waits for what is under way, then lets go. */
  close(): Promise<void>;
}

/** A PostgreSQL server, or a directory in which this process keeps a PostgreSQL of its own. */
export type DatabaseLocation = { readonly url: string } | { readonly dataDir: string };

export type OpenDatabaseOptions = DatabaseLocation & {
  /** The folder of Prisma migrations: `prisma/migrations`. */
  readonly migrations: string;
  /** Whether a database of ours must be there already. Otherwise one is made where there is none. */
  readonly mustExist?: boolean;
};

/**
 * Opens the database and migrates it.
 * @throws {StoreUnavailable} where the server cannot be reached.
 * @throws {DataDirectoryInUse} where another process has the directory.
 * @throws {DataDirectoryRefused} where the directory is not fit for a database, or has none and must.
 * @throws {MigrationRefused} where the history does not fit.
 * @throws {SchemaRefused} where the schema on a server is something else's, or has no tables of ours and must.
 * @throws {PoolerRefused} where a pooler loses what a connection needs.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { migrations, mustExist = false, ...location } = options;
  const { settings, schema, close } = await ('url' in location
    ? openServer(location.url, migrations, mustExist)
    : openEmbedded(location.dataDir, migrations, mustExist));
  const connections =
    'url' in location
      ? await reportUnavailable(() => openConnections(location.url, schema))
      : shareConnection(settings);
  const { requests, jobs, control } = connections;
  const client = createClient(requests, schema);
  const jobsClient = jobs === requests ? client : createClient(jobs, schema);
  const statements = new StatementPool(requests);
  const jobStatements = new StatementPool(jobs);
  const attempts = new PrismaRateLimitStore(statements);
  const room: Room = new Set();
  // No other process can open the embedded database.
  const neighbourhood: Neighbourhood =
    'url' in location
      ? {
          instances: new PostgresInstanceStore(new StatementPool(control)),
          createChannel: () => new NotifyChannel(settings, schema),
        }
      : { instances: new InProcessInstanceStore(), createChannel: () => new InProcessChannel(room) };
  const ofRequests: RequestStores = {
    sessions: new PrismaSessionStore(client, statements, jobStatements),
    users: new PrismaUserStore(client),
    accounts: new PrismaAccountStore(client),
    devices: new PrismaDeviceStore(client),
    events: new PrismaSessionEventStore(client, statements),
    alerts: new PrismaSignInAlertStore(client),
    rateLimits: attempts,
    attempts,
  };
  return {
    ...limitedStores(ofRequests, new WorkLimiter(workLimits, systemTiming)),
    outbox: new PrismaMailOutbox(jobsClient),
    pageFiles: new PageFileStore(client),
    accountMails: new PrismaAccountMailOutbox(jobsClient),
    housekeeping: new PrismaHousekeepingStore(jobsClient),
    administration: new PrismaAdministrationStore(jobsClient),
    ...neighbourhood,
    async close() {
      await client.$disconnect();
      await jobsClient.$disconnect();
      await connections.close();
      await close();
    },
  };
}

interface OpenedPostgres {
  readonly settings: pg.PoolConfig;
  readonly schema: string;
  readonly close: () => Promise<void>;
}

async function openServer(url: string, migrations: string, mustExist: boolean): Promise<OpenedPostgres> {
  const named = schemaNamedIn(url);
  const bare = postgresSettings(url);
  const schema = await reportUnavailable(() =>
    connected(bare, (client) => migrateSchema(client, migrations, { named, mustExist })),
  );
  await reportUnavailable(() => checkPooling(bare, schema));
  return { settings: postgresSettings(url, { schema }), schema, close: async () => {} };
}

async function openEmbedded(dataDir: string, migrations: string, mustExist: boolean): Promise<OpenedPostgres> {
  const { settings, close } = await openEmbeddedPostgres(dataDir, { mustExist });
  try {
    await reportUnavailable(() => connected(settings, (client) => migrate(client, migrations)));
    // It is ours alone, and has always been in the schema that is there by itself.
    return { settings, schema: 'public', close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A connection of its own, without the limit of time: a migration may take long. */
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
