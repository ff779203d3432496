import { Administration } from './administration.ts';
import type { AdministrationStore } from './administration-store.ts';
import type { Clock } from './clock.ts';
import { DeviceService } from './device-service.ts';
import type { DeviceStore } from './device-store.ts';
import { HistoryService } from './history-service.ts';
import { Housekeeping, type Retention } from './housekeeping.ts';
import type { HousekeepingStore } from './housekeeping-store.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { type RateLimitStore, RateLimiter, type RateLimits } from './rate-limiter.ts';
import type { SessionEventStore } from './session-event.ts';
import type { SessionLimits } from './session-limits.ts';
import { SessionService, type StepUpRule } from './session-service.ts';
import type { SessionStore } from './session-store.ts';
import type { RandomSource } from './session-token.ts';
import { UserService } from './user-service.ts';
import type { UserStore } from './user-store.ts';

/** Everything that the domain keeps, wherever that is. */
export interface Stores {
  readonly sessions: SessionStore;
  readonly users: UserStore;
  readonly devices: DeviceStore;
  readonly events: SessionEventStore;
  readonly rateLimits: RateLimitStore;
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
}

/** What tests decide and the world otherwise does. */
export interface Surroundings {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly hasher: PasswordHasher;
}

/** The whole domain. */
export interface Services {
  readonly sessions: SessionService;
  readonly users: UserService;
  readonly devices: DeviceService;
  readonly history: HistoryService;
  readonly housekeeping: Housekeeping;
  readonly administration: Administration;
}

export function createServices(
  stores: Stores,
  { limits, retention, rateLimits, stepUp }: Policy,
  { clock, random, hasher }: Surroundings,
): Services {
  const { devices, events } = stores;
  const sessions = new SessionService({ store: stores.sessions, limits, clock, random, stepUp });
  const limiter = new RateLimiter({ store: stores.rateLimits, limits: rateLimits, clock });
  return {
    sessions,
    users: new UserService({ store: stores.users, devices, events, sessions, limiter, hasher, clock }),
    devices: new DeviceService({ store: devices, clock }),
    history: new HistoryService({ store: events }),
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
      clock,
    }),
  };
}
