import { AccountLinks } from './accounts/account-links.ts';
import type { AccountStore } from './accounts/account-store.ts';
import { EmailVerification } from './accounts/email-verification.ts';
import { HashQueue, type HashQueueLimits, defaultHashQueueLimits } from './accounts/hash-queue.ts';
import { Passwords } from './accounts/passwords.ts';
import { Recovery } from './accounts/recovery.ts';
import { SettlementQueue } from './accounts/settlement-queue.ts';
import { type SignInAttemptStore, SignInAttempts } from './accounts/sign-in-attempts.ts';
import { Administration } from './administration.ts';
import type { AdministrationStore } from './administration-store.ts';
import { announcingStores } from './announcing-stores.ts';
import { Authenticator } from './authenticator.ts';
import { BindingService } from './binding-service.ts';
import type { Clock } from './clock.ts';
import type { AnnouncementChannel } from './cluster/announcement-channel.ts';
import { Cluster } from './cluster/cluster.ts';
import type { InstanceStore } from './cluster/instance-store.ts';
import type { Timing } from './cluster/timing.ts';
import { DeviceService } from './device-service.ts';
import type { DeviceStore } from './device-store.ts';
import { HistoryService } from './history-service.ts';
import { Housekeeping, type Retention } from './housekeeping.ts';
import type { HousekeepingStore } from './housekeeping-store.ts';
import { LastUses } from './last-uses.ts';
import { MailBudget } from './mail/mail-budget.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { type PlaceLocator, Places } from './place.ts';
import { type RateLimitStore, RateLimiter, type RateLimits } from './rate-limiter.ts';
import { SessionCache } from './session-cache.ts';
import type { SessionEventStore } from './session-event.ts';
import type { SessionLimits } from './session-limits.ts';
import { SessionMemory } from './session-memory.ts';
import { SessionService, type StepUpRule } from './session-service.ts';
import { SessionSubscriptions, type StreamLimits } from './session-subscriptions/session-subscriptions.ts';
import type { SessionStore } from './session-store.ts';
import type { RandomSource } from './session-token.ts';
import { SignInAlertService } from './sign-in-alert-service.ts';
import type { SignInAlertStore } from './sign-in-alert-store.ts';
import { type SignInOutcome, type SignUpRule, UserService } from './user-service.ts';
import type { UserStore } from './user-store.ts';

/** Everything that the domain keeps, wherever that is. */
export interface Stores {
  readonly sessions: SessionStore;
  readonly users: UserStore;
  readonly accounts: AccountStore;
  readonly devices: DeviceStore;
  readonly events: SessionEventStore;
  readonly alerts: SignInAlertStore;
  readonly rateLimits: RateLimitStore;
  readonly attempts: SignInAttemptStore;
  readonly housekeeping: HousekeepingStore;
  readonly administration: AdministrationStore;
}

/** What whoever runs it may decide. */
export interface Policy {
  readonly limits: SessionLimits;
  readonly retention: Retention;
  /** Null for none. */
  readonly rateLimits: RateLimits | null;
  readonly stepUp: StepUpRule;
  readonly signUp: SignUpRule;
  /** Mails an hour, over all accounts and instances. */
  readonly mailsPerHour: number;
  /** Whether browsers that can bind their session to their device are asked to, and bound sessions held to it. */
  readonly deviceBinding: boolean;
  /** How many live sessions an instance has room for in memory. */
  readonly rememberedSessions: number;
  /** How many streams may be open on an instance. */
  readonly streamLimits: StreamLimits;
}

/** Where the other instances on the same database are met. */
export interface Neighbourhood {
  readonly instances: InstanceStore;
  /** A channel of one's own, not yet open. */
  readonly createChannel: () => AnnouncementChannel;
}

/** What tests decide and the world otherwise does. */
export interface Surroundings {
  readonly clock: Clock;
  readonly timing: Timing;
  readonly random: RandomSource;
  readonly hasher: PasswordHasher;
  /** How much hashing there may be at once; `defaultHashQueueLimits` where nothing is said. */
  readonly hashQueue?: HashQueueLimits;
  readonly locator: PlaceLocator;
  readonly observer?: Observer;
}

/** What happens and is worth counting. */
export interface Observer {
  /** Somebody tried to sign in. */
  onSignIn(outcome: SignInOutcome): void;
  /** A session has begun, of a user and from an address. */
  onSessionBegun(userId: number, address: string | null): void;
  /** There may be a mail about an account to send. */
  onMailDue(): void;
  /** A mail must wait, because the mails of this hour are used up. */
  onMailCeiling(): void;
  /** A change took so long, in milliseconds, until no instance could act on what was before. */
  onChangeReached(milliseconds: number): void;
  /** This instance cannot renew its lease, and asks the database at every request. Told once each time. */
  onLeaseFailure(error: unknown): void;
}

/** The whole domain. */
export interface Services {
  readonly cluster: Cluster;
  readonly authenticator: Authenticator;
  readonly memory: SessionMemory;
  readonly sessions: SessionService;
  /** Null where sessions are not bound to devices. */
  readonly bindings: BindingService | null;
  readonly users: UserService;
  readonly limiter: RateLimiter;
  /** What right passwords give back of the limits, after their answers. */
  readonly settlements: SettlementQueue;
  readonly recovery: Recovery;
  readonly verification: EmailVerification;
  /** What mails still may be sent. */
  readonly budget: MailBudget;
  readonly devices: DeviceService;
  readonly history: HistoryService;
  readonly alerts: SignInAlertService;
  readonly places: Places;
  readonly housekeeping: Housekeeping;
  readonly administration: Administration;
}

/** Puts the domain together. Until it has joined the cluster, it remembers nothing and asks its stores every time. */
export function createServices(
  { instances, createChannel, ...kept }: Stores & Neighbourhood,
  {
    limits,
    retention,
    rateLimits,
    stepUp,
    signUp,
    mailsPerHour,
    deviceBinding,
    rememberedSessions,
    streamLimits,
  }: Policy,
  { clock, timing, random, hasher, hashQueue = defaultHashQueueLimits, locator, observer }: Surroundings,
): Services {
  const cache = new SessionCache(rememberedSessions);
  const uses = new LastUses(limits.lastUsedStep);
  const authenticator = new Authenticator({
    store: kept.sessions,
    cache,
    uses,
    limits,
    clock,
    isTrusted: () => cluster.isTrusted,
    demandsBinding: deviceBinding,
  });
  const subscriptions = new SessionSubscriptions({
    recheck: (principals) => authenticator.recheck(principals),
    list: (userId) => sessions.listUnmarked(userId),
    explain: (refused) => history.explain(refused),
    limits: streamLimits,
    clock,
    timing,
    isTrusted: () => cluster.isTrusted,
  });
  const memory = new SessionMemory({ store: kept.sessions, cache, uses, subscriptions, limits, clock });
  const cluster = new Cluster({
    id: Buffer.from(random(12)).toString('hex'),
    channel: createChannel(),
    instances,
    memory,
    timing,
    onReached: (milliseconds) => observer?.onChangeReached(milliseconds),
    onFailure: (error) => observer?.onLeaseFailure(error),
  });

  const stores = announcingStores(kept, (change) => cluster.announce(change));
  const { devices, events } = stores;
  const places = new Places(locator);
  const sessions = new SessionService({
    store: stores.sessions,
    uses,
    subscriptions,
    places,
    limits,
    clock,
    random,
    stepUp,
  });
  const history = new HistoryService({ store: events, places });
  const limiter = new RateLimiter({ store: stores.rateLimits, limits: rateLimits, clock });
  const budget = new MailBudget({
    store: stores.rateLimits,
    perHour: mailsPerHour,
    clock,
    onCeiling: () => observer?.onMailCeiling(),
  });
  const links = new AccountLinks({ store: stores.accounts, limiter, clock });
  const onMailDue = () => observer?.onMailDue();
  const passwords = new Passwords(hasher, new HashQueue(hashQueue));
  const settlements = new SettlementQueue({ store: stores.rateLimits, timing });
  const attempts = new SignInAttempts({
    store: stores.attempts,
    settlements,
    rateLimits: stores.rateLimits,
    users: stores.users,
    limits: rateLimits,
    clock,
  });
  const recovery = new Recovery({
    store: stores.accounts,
    links,
    limiter,
    attempts,
    budget,
    passwords,
    clock,
    random,
    liveAt: () => sessions.liveAt(),
    onMailDue,
  });
  return {
    cluster,
    authenticator,
    memory,
    sessions,
    bindings: deviceBinding
      ? new BindingService({ store: stores.sessions, clock, liveAt: () => sessions.liveAt() })
      : null,
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
      onMailDue,
      onSignIn: (outcome) => observer?.onSignIn(outcome),
      onSessionBegun: (userId, address) => observer?.onSessionBegun(userId, address),
    }),
    limiter,
    settlements,
    recovery,
    verification: new EmailVerification({
      store: stores.accounts,
      links,
      limiter,
      budget,
      clock,
      liveAt: () => sessions.liveAt(),
      onMailDue,
    }),
    budget,
    devices: new DeviceService({ store: devices, clock }),
    history,
    alerts: new SignInAlertService({ store: stores.alerts, sessions, limiter, places }),
    places,
    housekeeping: new Housekeeping({
      store: stores.housekeeping,
      counts: stores.administration,
      limits,
      retention,
      clock,
    }),
    administration: new Administration({
      store: stores.administration,
      users: stores.users,
      sessions: stores.sessions,
      recovery,
      listSessions: (userId) => sessions.listUnmarked(userId),
      liveAt: () => sessions.liveAt(),
    }),
  };
}
