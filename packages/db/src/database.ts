import { InProcessChannel, type Room } from '@latchkey/sessions/cluster/in-process-channel';
import { systemTiming } from '@latchkey/sessions/cluster/timing';
import { InProcessInstanceStore } from '@latchkey/sessions/cluster/in-process-instance-store';
import type { MailOutbox } from '@latchkey/sessions/mail-outbox';
import type { Neighbourhood, Stores } from '@latchkey/sessions/services';
import pg from 'pg';
import { createClient } from './client.ts';
import { openConnections, shareConnection } from './connection/connections.ts';
import { type RequestStores, limitedStores } from './connection/limited-stores.ts';
import { WorkLimiter, workLimits } from './connection/work-limiter.ts';
import { openEmbeddedPostgres } from './embedded-postgres.ts';
import { migrate } from './migrations.ts';
import { NotifyChannel } from './notify-channel.ts';
import { PostgresInstanceStore } from './postgres-instance-store.ts';
import { postgresSettings } from './postgres-settings.ts';
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
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { migrations, mustExist = false, ...location } = options;
  const { settings, close } =
    'url' in location
      ? { settings: postgresSettings(location.url), close: async () => {} }
      : await openEmbeddedPostgres(location.dataDir, { mustExist });
  try {
    await reportUnavailable(() => migrateOver(settings, migrations));
  } catch (error) {
    await close();
    throw error;
  }
  const connections =
    'url' in location ? await reportUnavailable(() => openConnections(location.url)) : shareConnection(settings);
  const { requests, jobs, control } = connections;
  const client = createClient(requests);
  const jobsClient = jobs === requests ? client : createClient(jobs);
  const statements = new StatementPool(requests);
  const jobStatements = new StatementPool(jobs);
  const attempts = new PrismaRateLimitStore(statements);
  const room: Room = new Set();
  // No other process can open the embedded database.
  const neighbourhood: Neighbourhood =
    'url' in location
      ? {
          instances: new PostgresInstanceStore(new StatementPool(control)),
          createChannel: () => new NotifyChannel(settings),
        }
      : { instances: new InProcessInstanceStore(), createChannel: () => new InProcessChannel(room) };
  const ofRequests: RequestStores = {
    sessions: new PrismaSessionStore(client, statements, jobStatements),
    users: new PrismaUserStore(client),
    devices: new PrismaDeviceStore(client),
    events: new PrismaSessionEventStore(client, statements),
    alerts: new PrismaSignInAlertStore(client),
    rateLimits: attempts,
    attempts,
  };
  return {
    ...limitedStores(ofRequests, new WorkLimiter(workLimits, systemTiming)),
    outbox: new PrismaMailOutbox(jobsClient),
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

/** A connection of its own, without the limit of time: a migration may take long. */
async function migrateOver(settings: pg.PoolConfig, migrations: string): Promise<void> {
  const client = new pg.Client({ ...settings, query_timeout: 0 });
  client.on('error', () => {});
  try {
    await client.connect();
    await migrate(client, migrations);
  } finally {
    await client.end();
  }
}
