import type { Memory } from './change.ts';
import type { InstanceStore, RegisteredInstance } from './instance-store.ts';
import { Lease, leaseLasts } from './lease.ts';
import type { Timing } from './timing.ts';

/** Often enough that a renewal or two may fail without consequence. In milliseconds. */
const renewEvery = 500;

/** By so much a timer may go off too early. In milliseconds. */
const timerSlack = 5;

/** Another instance, and when at the latest it stops trusting what it remembers, if it does not renew. */
export interface OtherInstance extends RegisteredInstance {
  /** By this instance's monotonic clock. */
  readonly trustsUntil: number;
}

export interface MembershipOptions {
  readonly id: string;
  readonly store: InstanceStore;
  readonly memory: Memory;
  readonly timing: Timing;
  /** Told once for each time that renewals begin to fail. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * This instance among the others: its lease, and what it sees of theirs. A renewal first notes in the database that this
 * instance is there, and only then looks for what was changed, so that of any change either its maker sees this instance,
 * or this instance sees the change. docs/revocation.md says why that is enough.
 */
export class Membership {
  readonly #id: string;
  readonly #store: InstanceStore;
  readonly #memory: Memory;
  readonly #timing: Timing;
  readonly #onFailure: (error: unknown) => void;
  readonly #lease: Lease;
  /** When each other instance was first seen with its latest renewal. */
  readonly #sightings = new Map<string, { readonly renewals: number; readonly at: number }>();
  #cursor: string | null = null;
  #isFailing = false;
  #cancelLapse = () => {};
  #cancelNext = () => {};
  #underWay: Promise<void> | null = null;
  #isStopped = false;

  constructor({ id, store, memory, timing, onFailure }: MembershipOptions) {
    this.#id = id;
    this.#store = store;
    this.#memory = memory;
    this.#timing = timing;
    this.#onFailure = onFailure;
    this.#lease = new Lease(timing);
  }

  /** Whether what this instance remembers may be acted on without asking the database. */
  get isTrusted(): boolean {
    return this.#lease.isLive;
  }

  /** How long the lease lasts without another renewal, in milliseconds. */
  get leaseRemaining(): number {
    return this.#lease.remaining;
  }

  /** Renews from now on. Resolves after the first try, whether or not it succeeded. */
  async start(): Promise<void> {
    this.#isStopped = false;
    await this.#renewOnAndOn();
  }

  /** Gives the lease back: first by not acting on it any more, and then in the register, so that nobody waits for it. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelNext();
    this.#cancelLapse();
    await this.#underWay;
    this.#lease.end();
    // If the database is away, the others find out by themselves within one lease.
    await this.#store.leave(this.#id).catch(() => {});
  }

  /** Renews the lease once. Fails, and leaves the lease as it is, where the database is away. */
  async renew(): Promise<void> {
    const start = this.#lease.now();
    const wasThere = await this.#store.renew(this.#id);
    // Whatever happened while this instance was away, it may have missed.
    if (!wasThere || !this.isTrusted) this.#forgetEverything();
    const { instances, changed, cursor } = await this.#store.look(this.#id, this.#cursor);
    this.#cursor = cursor;
    void this.#memory.forget(changed);
    this.#lease.extend(start);
    this.#cancelLapse();
    this.#cancelLapse = this.#timing.after(this.#lease.remaining + timerSlack, () => this.#lapse());
    await this.#removeDead(this.#see(instances));
  }

  /** Every other instance that there is at this moment. */
  async others(): Promise<OtherInstance[]> {
    return this.#see(await this.#store.instances());
  }

  async #renewOnAndOn(): Promise<void> {
    this.#underWay = this.renew().then(
      () => {
        this.#isFailing = false;
      },
      (error: unknown) => {
        if (!this.#isFailing) this.#onFailure(error);
        this.#isFailing = true;
      },
    );
    await this.#underWay;
    if (this.#isStopped) return;
    this.#cancelNext = this.#timing.after(renewEvery, () => void this.#renewOnAndOn());
  }

  #lapse(): void {
    if (!this.isTrusted) this.#forgetEverything();
  }

  #forgetEverything(): void {
    this.#cursor = null;
    void this.#memory.forget('everyone');
  }

  #see(instances: readonly RegisteredInstance[]): OtherInstance[] {
    const now = this.#timing.monotonic();
    const others = instances.filter(({ id }) => id !== this.#id);
    const present = new Set(others.map(({ id }) => id));
    for (const id of this.#sightings.keys()) if (!present.has(id)) this.#sightings.delete(id);
    return others.map(({ id, renewals }) => {
      const before = this.#sightings.get(id);
      const sighting = before?.renewals === renewals ? before : { renewals, at: now };
      this.#sightings.set(id, sighting);
      return { id, renewals, trustsUntil: sighting.at + leaseLasts };
    });
  }

  /** Those that have not renewed for longer than any lease lasts: paused, cut off, or dead. None of them trusts anything. */
  async #removeDead(others: readonly OtherInstance[]): Promise<void> {
    const now = this.#timing.monotonic();
    for (const other of others) if (other.trustsUntil < now) await this.#store.remove(other);
  }
}
