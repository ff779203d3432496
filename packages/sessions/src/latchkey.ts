import { AccountLinks } from './accounts/account-links.ts';
import type { AccountStore } from './accounts/account-store.ts';
import type { Language } from './language.ts';
import type { AdministrationStore } from './accounts/administration-store.ts';
import { Administration } from './accounts/administration.ts';
import type { AccountsRule, HostApplication } from './applications/host-application.ts';
import { type ConfiguredServiceKey, type ServiceKeyStore, ServiceKeys } from './applications/service-keys.ts';
import { StepUpRequests } from './applications/step-up-requests.ts';
import { SubjectService } from './applications/subject-service.ts';
import type { SubjectStore } from './applications/subject-store.ts';
import { EmailVerification } from './accounts/email-verification.ts';
import { Recovery } from './accounts/recovery.ts';
import { type SignUpRule, UserService } from './accounts/user-service.ts';
import { UserImport, type UserImportStore } from './accounts/user-import.ts';
import type { UserStore } from './accounts/user-store.ts';
import type { Clock } from './clock.ts';
import { DeviceService, type DeviceStore } from './devices/device-service.ts';
import { type CountryLocator, Locations } from './geo/location.ts';
import { HistoryService } from './history/history-service.ts';
import type { SessionEventStore } from './history/session-event.ts';
import type { AnnouncementChannel } from './instances/announcement-channel.ts';
import { Cluster } from './instances/cluster.ts';
import type { InstanceStore } from './instances/instance-store.ts';
import type { Announce } from './instances/invalidation.ts';
import type { Timing } from './instances/timing.ts';
import { Verifiers } from './instances/verifiers.ts';
import type { HousekeepingStore } from './jobs/housekeeping-store.ts';
import { Housekeeping, type Retention } from './jobs/housekeeping.ts';
import { MailBudget } from './mail/mail-budget.ts';
import { type MailWorkers, noMailWorkers } from './mail/outbox-worker.ts';
import { HashQueue, type HashQueueLimits, defaultHashQueueLimits } from './passwords/hash-queue.ts';
import type { PasswordHasher } from './passwords/password-hasher.ts';
import { Passwords } from './passwords/passwords.ts';
import { EmptyEnds } from './rate-limits/empty-ends.ts';
import { type RateLimitStore, RateLimiter, type RateLimits } from './rate-limits/rate-limiter.ts';
import { RefundQueue } from './rate-limits/refund-queue.ts';
import { type SignInAttemptStore, SignInAttempts } from './accounts/sign-in-attempts.ts';
import { SessionSubscriptions, type StreamLimits } from './session-subscriptions/session-subscriptions.ts';
import { LastUsedBuffer } from './sessions/last-used-buffer.ts';
import { SessionCache } from './sessions/session-cache.ts';
import type { SessionLimits } from './sessions/session-limits.ts';
import { LiveSessions, defaultListedSessions } from './sessions/live-sessions.ts';
import { SessionMemory } from './session-memory.ts';
import { Revocation } from './sessions/revocation.ts';
import { SessionService, type StepUpRule } from './sessions/session-service.ts';
import type { SessionStore } from './sessions/session-store.ts';
import { SignInAlertService } from './sign-in-alerts/sign-in-alert-service.ts';
import type { SignInAlertStore } from './sign-in-alerts/sign-in-alert-store.ts';
import { type Telemetry, noTelemetry } from './telemetry.ts';
import { Authenticator } from './tokens/authenticator.ts';
import { BindingService } from './tokens/binding-service.ts';
import type { RandomSource } from './tokens/session-token.ts';
import type { DeliveryStore } from './webhooks/delivery.ts';
import type { EndpointStore } from './webhooks/endpoint.ts';
import type { EventFeedStore } from './webhooks/outgoing-event.ts';
import { type SigningKeyStore, SigningKeys } from './webhooks/signing-keys.ts';
import { Webhooks } from './webhooks/webhooks.ts';

/** What the operator configures. */
export interface Config {
  readonly limits: SessionLimits;
  readonly retention: Retention;
  /** Null where requests are not limited, because a proxy does that. */
  readonly rateLimits: RateLimits | null;
  readonly stepUp: StepUpRule;
  readonly signUp: SignUpRule;
  readonly accounts: AccountsRule;
  /** The application that signs users in, where one does. */
  readonly application: HostApplication;
  /** The keys of applications from the settings, beside the stored ones. */
  readonly serviceKeys: readonly ConfiguredServiceKey[];
  /** Over all accounts and instances. */
  readonly mailsPerHour: number;
  /** Whether sessions of browsers that support it are bound to their device, and bound sessions must prove it. */
  readonly deviceBinding: boolean;
  /** How many live sessions an instance caches at most. */
  readonly cachedSessions: number;
  readonly streamLimits: StreamLimits;
  /** The path below which the page is, without a slash at its end, or empty. */
  readonly basePath: string;
  /** Whether endpoints of events may be in private networks, and without TLS. */
  readonly webhooksToPrivateNetworks: boolean;
  /** The languages of the page and the mails. The first is for readers who ask for none of them. */
  readonly languages: readonly Language[];
}

/** The stores of the domain. Each states what its implementation guarantees. */
export interface Stores {
  readonly sessions: SessionStore;
  readonly users: UserStore;
  readonly accounts: AccountStore;
  readonly subjects: SubjectStore;
  readonly serviceKeys: ServiceKeyStore;
  readonly devices: DeviceStore;
  readonly events: SessionEventStore;
  readonly alerts: SignInAlertStore;
  readonly rateLimits: RateLimitStore;
  readonly attempts: SignInAttemptStore;
  readonly housekeeping: HousekeepingStore;
  readonly administration: AdministrationStore;
  readonly feed: EventFeedStore;
  readonly endpoints: EndpointStore;
  readonly deliveries: DeliveryStore;
  readonly userImport: UserImportStore;
  readonly signingKeys: SigningKeyStore;
}

/** How an instance reaches the others on the same database. */
export interface ClusterBackend {
  readonly instances: InstanceStore;
  /** Returns a new channel, not yet open. */
  readonly createChannel: () => AnnouncementChannel;
}

/** The database under the domain. */
export interface Backend extends ClusterBackend {
  /** The stores. Each call that changes what instances have cached announces it after its commit, and waits for it. */
  readonly createStores: (announce: Announce) => Stores;
}

/** What the domain runs on. Tests replace any of it. */
export interface Dependencies {
  readonly database: Backend;
  readonly clock: Clock;
  readonly timing: Timing;
  readonly random: RandomSource;
  readonly hasher: PasswordHasher;
  readonly locator: CountryLocator;
  /** `defaultHashQueueLimits` without it. */
  readonly hashQueue?: HashQueueLimits;
  /** Woken after a request has written a mail to an outbox. Without it, mails wait for the next interval of the workers. */
  readonly mailWorkers?: MailWorkers;
  readonly telemetry?: Telemetry;
}

/** The services of the domain. */
export type Latchkey = ReturnType<typeof createLatchkey>;

/** Composes the domain. Until `cluster.join()` has taken a lease, every request asks the database. */
export function createLatchkey(config: Config, dependencies: Dependencies) {
  const { database, clock, timing, random, telemetry = noTelemetry } = dependencies;
  const { instances } = database;
  const id = Buffer.from(random(12)).toString('hex');
  const cluster = new Cluster({ id, channel: database.createChannel(), instances, timing, telemetry });
  const stores = database.createStores((change) => cluster.announce(change));
  const { limits, retention } = config;
  const sessionServices = createSessionServices(config, dependencies, cluster, stores);
  const { sessions, locations } = sessionServices;
  const accountServices = createAccountServices(config, dependencies, sessions, stores);
  const { limiter, recovery } = accountServices;
  const { accounts, application, basePath, languages } = config;
  const stepUpRequests = new StepUpRequests({ accounts, application, basePath, clock, random });
  return {
    accounts,
    application,
    languages,
    stepUpRequests,
    cluster,
    serviceKeys: createServiceKeys(config, dependencies, cluster, stores),
    subjects: new SubjectService({
      ...stores,
      store: stores.sessions,
      sessions,
      authenticator: sessionServices.authenticator,
      stepUpRequests,
      limiter,
      clock,
      telemetry,
    }),
    ...sessionServices,
    ...accountServices,
    revocation: new Revocation({
      store: stores.sessions,
      sessions,
      emptyEnds: new EmptyEnds({ limiter, list: (userId) => sessions.listUnmarked(userId), clock }),
    }),
    devices: new DeviceService({ store: stores.devices, clock }),
    alerts: new SignInAlertService({ store: stores.alerts, sessions, limiter, locations, accounts }),
    signingKeys: new SigningKeys({ store: stores.signingKeys, clock, random }),
    webhookStores: { feed: stores.feed, endpoints: stores.endpoints, deliveries: stores.deliveries },
    webhooks: new Webhooks({ ...stores, clock, random, allowsPrivate: config.webhooksToPrivateNetworks }),
    housekeeping: new Housekeeping({
      store: stores.housekeeping,
      limits,
      retention,
      clock,
    }),
    userImport: new UserImport({ store: stores.userImport, clock }),
    administration: new Administration({
      administration: stores.administration,
      users: stores.users,
      subjects: stores.subjects,
      store: stores.sessions,
      sessions,
      recovery,
    }),
  };
}

/** The keys of applications, which this instance keeps in memory too. */
function createServiceKeys(config: Config, { clock, random, timing }: Dependencies, cluster: Cluster, stores: Stores) {
  const isTrusted = () => cluster.isTrusted;
  const { serviceKeys: configured } = config;
  const serviceKeys = new ServiceKeys({ store: stores.serviceKeys, configured, clock, random, timing, isTrusted });
  cluster.addListener(serviceKeys);
  return serviceKeys;
}

/** Sessions, and what this instance keeps of them in memory. */
function createSessionServices(config: Config, dependencies: Dependencies, cluster: Cluster, stores: Stores) {
  const { limits, stepUp, deviceBinding, accounts } = config;
  const { clock, timing, random, locator, mailWorkers = noMailWorkers } = dependencies;
  const isTrusted = () => cluster.isTrusted;
  const store = stores.sessions;
  const locations = new Locations(locator);
  const history = new HistoryService({ store: stores.events, locations, accounts });
  const lastUsed = new LastUsedBuffer(limits.lastUsedStep);
  const cache = new SessionCache(config.cachedSessions);
  const shared = { store, lastUsed, limits, locations };
  const isAlone = () => cluster.isAlone;
  const live = new LiveSessions({ ...shared, timing, isTrusted, isAlone, capacity: defaultListedSessions });
  const sessions = new SessionService({ ...shared, live, clock, random, stepUp, mailWorkers });
  const authenticator = new Authenticator({ ...shared, cache, clock, isTrusted, requiresBinding: deviceBinding });
  const subscriptions = new SessionSubscriptions({
    recheck: (principals) => authenticator.recheck(principals),
    list: (userId) => sessions.listUnmarked(userId),
    explain: (failure) => history.explain(failure),
    limits: config.streamLimits,
    clock,
    timing,
    isTrusted,
  });
  const memory = new SessionMemory({ store, cache, live, lastUsed, subscriptions, limits, clock });
  cluster.addListener(memory);
  const verifiers = new Verifiers({ cluster, timing });
  // After the cache, which must drop the users of a change before verifiers do: they ask again, and the cache answers them.
  cluster.addListener(verifiers);
  /** Null where sessions are not bound to devices. */
  const bindings = deviceBinding ? new BindingService({ store, clock, cutoff: () => sessions.cutoff() }) : null;
  return { locations, history, sessions, authenticator, subscriptions, memory, verifiers, bindings };
}

/** Accounts, their mails, and the limits of both. */
function createAccountServices(config: Config, dependencies: Dependencies, sessions: SessionService, stores: Stores) {
  const { clock, timing, random, hasher, telemetry = noTelemetry } = dependencies;
  const { mailWorkers = noMailWorkers, hashQueue = defaultHashQueueLimits } = dependencies;
  const { signUp, rateLimits: limits } = config;
  const { events, rateLimits } = stores;
  const limiter = new RateLimiter({ store: rateLimits, limits, clock });
  const budget = new MailBudget({ store: rateLimits, perHour: config.mailsPerHour, clock, telemetry });
  const refunds = new RefundQueue({ store: rateLimits, timing });
  const attempts = new SignInAttempts({
    store: stores.attempts,
    rateLimits,
    refunds,
    users: stores.users,
    limits,
    clock,
  });
  const passwords = new Passwords(hasher, new HashQueue(hashQueue));
  const links = new AccountLinks({ store: stores.accounts, limiter, clock });
  const cutoff = () => sessions.cutoff();
  const mail = { store: stores.accounts, links, limiter, budget, clock, cutoff, mailWorkers };
  return {
    limiter,
    budget,
    refunds,
    recovery: new Recovery({ ...mail, attempts, passwords, random }),
    verification: new EmailVerification(mail),
    users: new UserService({
      store: stores.users,
      events,
      sessions,
      attempts,
      limiter,
      budget,
      passwords,
      clock,
      signUp,
      mailWorkers,
      telemetry,
    }),
  };
}
