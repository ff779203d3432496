import type { AdministrationStore, Due, DueBy } from './administration-store.ts';
import type { Clock } from './clock.ts';
import type { HousekeepingStore } from './housekeeping-store.ts';
import type { SessionLimits } from './session-limits.ts';
import { alertLasts } from './sign-in-alert.ts';

const day = 24 * 60 * 60 * 1000;

/** How long what is over is kept, in milliseconds. docs/security.md gives the reasons. */
export interface Retention {
  /** Ended sessions: for this long, whoever holds their token is told why it no longer opens anything. */
  readonly endedSessions: number;
  /** The history of sign-ins and ends, and what was asked about them, which stays for as long as it is asked at least. */
  readonly events: number;
  /** Network addresses, counted from a session's last use. */
  readonly addresses: number;
}

export const defaultRetention: Retention = { endedSessions: 30 * day, events: 365 * day, addresses: 30 * day };

/** One kind of clearing away, and how much of it was done. */
export interface Chore {
  readonly name: 'lapsed' | 'sessions' | 'devices' | 'events' | 'alerts' | 'addresses' | 'limits';
  readonly done: number;
}

export interface HousekeepingOptions {
  readonly store: HousekeepingStore;
  readonly counts: AdministrationStore;
  readonly limits: SessionLimits;
  readonly retention: Retention;
  readonly clock: Clock;
}

/** Rows a statement touches at most: small enough that nobody notices. */
const batch = 500;

/** What time does to sessions and their traces, in small steps that several instances may take at once. */
export class Housekeeping {
  readonly #store: HousekeepingStore;
  readonly #counts: AdministrationStore;
  readonly #limits: SessionLimits;
  readonly #retention: Retention;
  readonly #clock: Clock;

  constructor({ store, counts, limits, retention, clock }: HousekeepingOptions) {
    this.#store = store;
    this.#counts = counts;
    this.#limits = limits;
    this.#retention = retention;
    this.#clock = clock;
  }

  /** Counts what is due, for somebody who wants to see how far it has come. */
  due(): Promise<Due> {
    const { liveAt, endedBy, eventsBy, addressesBy } = this.#moments();
    return this.#counts.countDue({ liveAt, endedBy, eventsBy, addressesBy });
  }

  /** Does all that is due, and tells after every batch how far each chore has come. */
  async *run(): AsyncGenerator<Chore, void, undefined> {
    const { liveAt, endedBy, eventsBy, addressesBy } = this.#moments();
    const store = this.#store;
    yield* this.#repeat('lapsed', (limit) => store.endLapsed(liveAt, limit));
    yield* this.#repeat('sessions', (limit) => store.purgeSessions(endedBy, limit));
    yield* this.#repeat('devices', (limit) => store.purgeDevices(endedBy, limit));
    yield* this.#repeat('events', (limit) => store.purgeEvents(eventsBy, limit));
    const alertsBy = new Date(Math.min(eventsBy.getTime(), liveAt.now.getTime() - alertLasts));
    yield* this.#repeat('alerts', (limit) => store.purgeAlerts(alertsBy, limit));
    yield* this.#repeat('addresses', (limit) => store.wipeAddresses(addressesBy, limit));
    yield* this.#repeat('limits', (limit) => store.purgeRateLimits(liveAt.now, limit));
  }

  #moments(): DueBy {
    const now = this.#clock();
    const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);
    const { endedSessions, events, addresses } = this.#retention;
    return {
      liveAt: { now, idleSince: ago(this.#limits.idle) },
      endedBy: ago(endedSessions),
      eventsBy: ago(events),
      addressesBy: ago(addresses),
    };
  }

  async *#repeat(
    name: Chore['name'],
    step: (limit: number) => Promise<number>,
  ): AsyncGenerator<Chore, void, undefined> {
    let done = 0;
    for (;;) {
      const count = await step(batch);
      done += count;
      yield { name, done };
      if (count < batch) return;
    }
  }
}
