import type { Announce } from '@latchkey/sessions/instances/invalidation';
import type { Stores } from '@latchkey/sessions/latchkey';
import { AccountStore } from './accounts/account-store.ts';
import { AdministrationStore } from './accounts/administration-store.ts';
import { UserImportStore } from './accounts/user-import-store.ts';
import { UserStore } from './accounts/user-store.ts';
import { ServiceKeyStore } from './applications/service-key-store.ts';
import { SubjectStore } from './applications/subject-store.ts';
import { AnnouncedChanges } from './connection/announced-changes.ts';
import type { Client } from './connection/client.ts';
import { limitedStores } from './connection/limited-stores.ts';
import type { WorkLimiter } from './connection/work-limiter.ts';
import { DeviceStore } from './devices/device-store.ts';
import { SessionEventStore } from './session-event-store.ts';
import { HousekeepingStore } from './housekeeping-store.ts';
import { RateLimitStore } from './rate-limits/rate-limit-store.ts';
import { SessionStore } from './sessions/session-store.ts';
import { SignInAlertStore } from './sign-in-alerts/sign-in-alert-store.ts';
import type { StatementPool } from './sql/statement-pool.ts';
import { DeliveryStore } from './webhooks/delivery-store.ts';
import { EndpointStore } from './webhooks/endpoint-store.ts';
import { EventFeedStore } from './webhooks/event-feed-store.ts';
import { SigningKeyStore } from './webhooks/signing-key-store.ts';

/** The two ways to run statements on one pool of connections: Prisma, and `pg` for the hot paths. */
export interface Access {
  readonly prisma: Client;
  readonly statements: StatementPool;
}

export interface StoresOptions {
  readonly requests: Access;
  readonly jobs: Access;
  /** Bounds the work of each user. */
  readonly limiter: Pick<WorkLimiter, 'run'>;
  readonly announce: Announce;
  /** Whether the database vacuums by itself, as a server does. */
  readonly hasAutovacuum: boolean;
}

/** The stores of the domain, for one process that announces what it changes. */
export function createStores({ requests, jobs, limiter, announce, hasAutovacuum }: StoresOptions): Stores {
  const { prisma, statements } = requests;
  const changes = new AnnouncedChanges({ prisma, limiter, announce });
  const jobChanges = new AnnouncedChanges({ prisma: jobs.prisma, limiter, announce });
  const rateLimits = new RateLimitStore(statements);
  const storesOfRequests = {
    sessions: new SessionStore(prisma, changes, statements, jobs.statements),
    users: new UserStore(prisma, changes),
    accounts: new AccountStore(prisma, changes),
    subjects: new SubjectStore(changes, statements),
    serviceKeys: new ServiceKeyStore(prisma, changes),
    devices: new DeviceStore(changes),
    events: new SessionEventStore(prisma, statements),
    alerts: new SignInAlertStore(prisma, changes),
    rateLimits,
    attempts: rateLimits,
  };
  return {
    ...limitedStores(storesOfRequests, limiter),
    housekeeping: new HousekeepingStore(jobs.prisma, jobChanges, hasAutovacuum),
    administration: new AdministrationStore(jobs.prisma, jobChanges),
    feed: new EventFeedStore(jobs.prisma),
    endpoints: new EndpointStore(jobs.prisma),
    deliveries: new DeliveryStore(jobs.prisma, jobs.statements),
    userImport: new UserImportStore(jobs.prisma),
    signingKeys: new SigningKeyStore(jobs.prisma),
  };
}
