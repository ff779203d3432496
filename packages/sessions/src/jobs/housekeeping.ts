import type { Clock } from '../clock.ts';
import type { HousekeepingBacklog, HousekeepingCutoffs, HousekeepingStore } from './housekeeping-store.ts';
import type { SessionLimits } from '../sessions/session-limits.ts';
import { alertLasts } from '../sign-in-alerts/sign-in-alert.ts';

const day = 24 * 60 * 60 * 1000;

/** How long data is kept, in milliseconds. docs/security.md gives the reasons. */
export interface Retention {
  /** Ended sessions. For this long, a client with the session's token learns why the session ended. */
  readonly endedSessions: number;
  /** Events, and alerts, which stay at least for as long as they can be answered. */
  readonly events: number;
  /** IP addresses, counted from a session's last use. */
  readonly addresses: number;
  /** The log of deliveries, and what waits for an endpoint that is paused. */
  readonly deliveries: number;
}

export const defaultRetention: Retention = {
  endedSessions: 30 * day,
  events: 365 * day,
  addresses: 30 * day,
  deliveries: 30 * day,
};

/** The progress of one job. */
export interface HousekeepingJob {
  readonly name:
    | 'deferred'
    | 'expired'
    | 'removals'
    | 'sessions'
    | 'devices'
    | 'deliveries'
    | 'events'
    | 'alerts'
    | 'addresses'
    | 'limits'
    | 'vacuum';
  readonly done: number;
  /** The error that stopped it, or null. The other jobs continue, and the next run retries it. */
  readonly failure: { readonly error: unknown } | null;
}

interface Deps {
  readonly store: HousekeepingStore;
  readonly limits: SessionLimits;
  readonly retention: Retention;
  readonly clock: Clock;
}

/** Rows in one statement at most, so that it holds their locks for some milliseconds only. */
const batchSize = 500;

/** Ends expired sessions and removes old data, in small batches that several instances may run at once. */
export class Housekeeping {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Counts due rows, for operators. */
  backlog(): Promise<HousekeepingBacklog> {
    const { cutoff, endedBy, eventsBy, addressesBy } = this.#moments();
    return this.#deps.store.countBacklog({ cutoff, endedBy, eventsBy, addressesBy });
  }

  /**
   * Processes all due rows. Yields the progress of a job after each batch that did something, and at its end. Jobs take
   * turns by the batch, so that none waits for one that fails or has much to do.
   */
  async *run(): AsyncGenerator<HousekeepingJob, void, undefined> {
    let unfinished = this.#jobs().map((job) => ({ ...job, done: 0 }));
    while (unfinished.length > 0) {
      const continuing: typeof unfinished = [];
      for (const { name, step, done } of unfinished) {
        const batch = await outcomeOf(() => step(batchSize));
        if (!batch.ok) {
          yield { name, done, failure: { error: batch.error } };
          continue;
        }
        const job = { name, step, done: done + batch.count };
        // Earlier jobs may still create work for it: a device is unused once its last session is purged.
        const isFinished = batch.count < batchSize && continuing.length === 0;
        if (!isFinished) continuing.push(job);
        if (isFinished || batch.count > 0) yield { name, done: job.done, failure: null };
      }
      unfinished = continuing;
    }
  }

  /** In order: a job may create work for later ones. */
  #jobs(): readonly { readonly name: HousekeepingJob['name']; readonly step: (limit: number) => Promise<number> }[] {
    const { cutoff, endedBy, eventsBy, addressesBy } = this.#moments();
    const store = this.#deps.store;
    const deliveriesBy = new Date(cutoff.now.getTime() - this.#deps.retention.deliveries);
    const alertsBy = new Date(Math.min(eventsBy.getTime(), cutoff.now.getTime() - alertLasts));
    return [
      { name: 'deferred', step: () => store.releaseDeferred() },
      { name: 'expired', step: (limit) => store.endExpired(cutoff, limit) },
      { name: 'removals', step: (limit) => store.wipeRemovedUsers(limit) },
      { name: 'sessions', step: (limit) => store.purgeSessions(endedBy, limit) },
      { name: 'devices', step: (limit) => store.purgeDevices(endedBy, limit) },
      { name: 'deliveries', step: (limit) => store.purgeDeliveries(deliveriesBy, limit) },
      { name: 'events', step: (limit) => store.purgeEvents(eventsBy, limit) },
      { name: 'alerts', step: (limit) => store.purgeAlerts(alertsBy, limit) },
      { name: 'addresses', step: (limit) => store.wipeAddresses(addressesBy, limit) },
      { name: 'limits', step: (limit) => store.purgeRateLimits(cutoff.now, limit) },
      { name: 'vacuum', step: () => store.vacuum() },
    ];
  }

  #moments(): HousekeepingCutoffs {
    const now = this.#deps.clock();
    const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);
    const { endedSessions, events, addresses } = this.#deps.retention;
    return {
      cutoff: { now, idleSince: ago(this.#deps.limits.idle) },
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
