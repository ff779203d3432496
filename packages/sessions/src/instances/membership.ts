import type { InvalidationListener } from './invalidation.ts';
import type { InstanceStore, RegisteredInstance } from './instance-store.ts';
import { Lease, leaseDuration } from './lease.ts';
import type { Telemetry } from '../telemetry.ts';
import type { Timing } from './timing.ts';

/** In milliseconds: one or two failed renewals have no effect. */
const renewEvery = 500;

/** How much too early a timer may fire, in milliseconds. */
const timerSlack = 5;

/** Another instance, and when at the latest its lease ends without a renewal. */
export interface OtherInstance extends RegisteredInstance {
  /** By this instance's monotonic clock. */
  readonly trustsUntil: number;
}

interface Deps {
  readonly id: string;
  readonly store: InstanceStore;
  readonly memory: InvalidationListener;
  readonly timing: Timing;
  readonly telemetry: Pick<Telemetry, 'onLeaseFailure'>;
}

/**
 * The lease of this instance, and what it knows of those of others. A renewal first registers this instance in the
 * database and then reads the changes: so for each change, either the instance that makes it sees this one, or this one
 * sees the change. docs/revocation.md proves that this is enough.
 */
export class Membership {
  readonly #deps: Deps;
  readonly #lease: Lease;
  /** The latest renewal of each other instance, and when this instance first read it. */
  readonly #lastRenewals = new Map<string, { readonly renewals: number; readonly at: number }>();
  #cursor: string | null = null;
  #isFailing = false;
  #cancelExpiry = () => {};
  #cancelNext = () => {};
  #underWay: Promise<void> | null = null;
  #isStopped = false;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#lease = new Lease(deps.timing);
  }

  /** Whether this instance may answer from memory. */
  get isTrusted(): boolean {
    return this.#lease.isLive;
  }

  /** How long the lease lasts without another renewal, in milliseconds. */
  get leaseRemaining(): number {
    return this.#lease.remaining;
  }

  /** Whether the last reading of the registered instances found no other one. */
  get isAlone(): boolean {
    return this.#lastRenewals.size === 0;
  }

  /** Renews the lease at intervals. Resolves after the first try, whether or not it succeeded. */
  async start(): Promise<void> {
    this.#isStopped = false;
    await this.#renewRepeatedly();
  }

  /** Ends the lease: first in memory, then in the database, so that no other instance waits for it. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelNext();
    this.#cancelExpiry();
    await this.#underWay;
    this.#lease.end();
    // If the database is unreachable, the others notice within one lease.
    await this.#deps.store.leave(this.#deps.id).catch(() => {});
  }

  /** Renews the lease once. Rejects, and leaves the lease as it is, where the database is unreachable. */
  async renew(): Promise<void> {
    const start = this.#lease.now();
    const wasThere = await this.#deps.store.renew(this.#deps.id);
    // It may have missed changes meanwhile.
    if (!wasThere || !this.isTrusted) this.#forgetEverything();
    const { instances, changed, cursor } = await this.#deps.store.poll(this.#deps.id, this.#cursor);
    this.#cursor = cursor;
    void this.#deps.memory.forget(changed);
    this.#lease.extend(start);
    this.#cancelExpiry();
    this.#cancelExpiry = this.#deps.timing.after(this.#lease.remaining + timerSlack, () => this.#onExpiry());
    await this.#removeDead(this.#recordRenewals(instances));
  }

  /** All other registered instances. */
  async others(): Promise<OtherInstance[]> {
    return this.#recordRenewals(await this.#deps.store.instances());
  }

  async #renewRepeatedly(): Promise<void> {
    this.#underWay = this.renew().then(
      () => {
        this.#isFailing = false;
      },
      (error: unknown) => {
        if (!this.#isFailing) this.#deps.telemetry.onLeaseFailure(error);
        this.#isFailing = true;
      },
    );
    await this.#underWay;
    if (this.#isStopped) return;
    this.#cancelNext = this.#deps.timing.after(renewEvery, () => void this.#renewRepeatedly());
  }

  #onExpiry(): void {
    if (!this.isTrusted) this.#forgetEverything();
  }

  #forgetEverything(): void {
    this.#cursor = null;
    void this.#deps.memory.forget('all');
  }

  #recordRenewals(instances: readonly RegisteredInstance[]): OtherInstance[] {
    const now = this.#deps.timing.monotonic();
    const others = instances.filter(({ id }) => id !== this.#deps.id);
    const present = new Set(others.map(({ id }) => id));
    for (const id of this.#lastRenewals.keys()) if (!present.has(id)) this.#lastRenewals.delete(id);
    return others.map(({ id, renewals }) => {
      const before = this.#lastRenewals.get(id);
      const latest = before?.renewals === renewals ? before : { renewals, at: now };
      this.#lastRenewals.set(id, latest);
      return { id, renewals, trustsUntil: latest.at + leaseDuration };
    });
  }

  /**
   * Removes instances that have not renewed for longer than a lease lasts: paused, disconnected or dead. None of them
   * answers from memory.
   */
  async #removeDead(others: readonly OtherInstance[]): Promise<void> {
    const now = this.#deps.timing.monotonic();
    for (const other of others) if (other.trustsUntil < now) await this.#deps.store.remove(other);
  }
}
