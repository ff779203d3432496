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

/** One kind of clearing away, and how far it has come. */
export interface Chore {
  readonly name: 'lapsed' | 'sessions' | 'devices' | 'events' | 'alerts' | 'addresses' | 'limits';
  readonly done: number;
  /** Why it has stopped, where it failed. The others go on, and the next run tries it again. */
  readonly failure: { readonly error: unknown } | null;
}

export interface HousekeepingOptions {
  readonly store: HousekeepingStore;
  readonly counts: AdministrationStore;
  readonly limits: SessionLimits;
  readonly retention: Retention;
  readonly clock: Clock;
}

/** Rows a statement touches at most, so that it holds their locks for some milliseconds only. */
const batchSize = 500;

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

  /**
   * Does all that is due, and yields how far each chore has come: after each batch that did something, and at its end.
   * The chores take turns, a batch each, so that none waits for another that fails or has much to do.
   */
  async *run(): AsyncGenerator<Chore, void, undefined> {
    let unfinished = this.#chores().map((chore) => ({ ...chore, done: 0 }));
    while (unfinished.length > 0) {
      const goingOn: typeof unfinished = [];
      for (const { name, step, done } of unfinished) {
        const batch = await outcomeOf(() => step(batchSize));
        if (!batch.ok) {
          yield { name, done, failure: { error: batch.error } };
          continue;
        }
        const chore = { name, step, done: done + batch.count };
        // Those before it may still make work for it: a device is unused once its last session is purged.
        const isFinished = batch.count < batchSize && goingOn.length === 0;
        if (!isFinished) goingOn.push(chore);
        if (isFinished || batch.count > 0) yield { name, done: chore.done, failure: null };
      }
      unfinished = goingOn;
    }
  }

  /** In their order: what one leaves, a later one may remove. Each step does at most so many rows, and answers how many. */
  #chores(): readonly { readonly name: Chore['name']; readonly step: (limit: number) => Promise<number> }[] {
    const { liveAt, endedBy, eventsBy, addressesBy } = this.#moments();
    const store = this.#store;
    const alertsBy = new Date(Math.min(eventsBy.getTime(), liveAt.now.getTime() - alertLasts));
    return [
      { name: 'lapsed', step: (limit) => store.endLapsed(liveAt, limit) },
      { name: 'sessions', step: (limit) => store.purgeSessions(endedBy, limit) },
      { name: 'devices', step: (limit) => store.purgeDevices(endedBy, limit) },
      { name: 'events', step: (limit) => store.purgeEvents(eventsBy, limit) },
      { name: 'alerts', step: (limit) => store.purgeAlerts(alertsBy, limit) },
      { name: 'addresses', step: (limit) => store.wipeAddresses(addressesBy, limit) },
      { name: 'limits', step: (limit) => store.purgeRateLimits(liveAt.now, limit) },
    ];
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
}

type Outcome = { readonly ok: true; readonly count: number } | { readonly ok: false; readonly error: unknown };

async function outcomeOf(step: () => Promise<number>): Promise<Outcome> {
  try {
    return { ok: true, count: await step() };
  } catch (error) {
    return { ok: false, error };
  }
}
