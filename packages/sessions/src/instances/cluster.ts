import type { Telemetry } from '../telemetry.ts';
import type { AnnouncementChannel } from './announcement-channel.ts';
import { Announcer } from './announcer.ts';
import type { InstanceStore } from './instance-store.ts';
import type { Invalidation, InvalidationListener } from './invalidation.ts';
import { Membership } from './membership.ts';
import type { Timing } from './timing.ts';

interface Deps {
  /** Unique among all instances, also those of the past. */
  readonly id: string;
  readonly channel: AnnouncementChannel;
  readonly instances: InstanceStore;
  readonly timing: Timing;
  readonly telemetry: Pick<Telemetry, 'onChangePropagated' | 'onLeaseFailure'>;
}

/** This instance among all instances on one database. */
export class Cluster {
  readonly #channel: AnnouncementChannel;
  readonly #membership: Membership;
  readonly #announcer: Announcer;
  readonly #listeners = new Set<InvalidationListener>();

  constructor({ id, channel, instances, timing, telemetry }: Deps) {
    const memory: InvalidationListener = {
      forget: async (change) => {
        await Promise.all([...this.#listeners].map((listener) => listener.forget(change)));
      },
    };
    this.#channel = channel;
    this.#membership = new Membership({ id, store: instances, memory, timing, telemetry });
    this.#announcer = new Announcer({ id, channel, membership: this.#membership, memory, timing, telemetry });
  }

  /** Whether this instance may answer from memory. */
  get isTrusted(): boolean {
    return this.#membership.isTrusted;
  }

  /** How long the lease lasts without another renewal, in milliseconds. */
  get leaseRemaining(): number {
    return this.#membership.leaseRemaining;
  }

  /** Whether no other instance ran when the lease was renewed last. */
  get isAlone(): boolean {
    return this.#membership.isAlone;
  }

  get isConnected(): boolean {
    return this.#channel.isConnected;
  }

  /** Adds a cache that must forget what changes. To be called before `join`. */
  addListener(listener: InvalidationListener): void {
    this.#listeners.add(listener);
  }

  /** Connects the channel without taking a lease: for a process that announces changes and answers nothing from memory. */
  listen(): void {
    this.#announcer.start();
  }

  /** Connects the channel and takes a lease. Resolves after the first try to renew it, also where that failed. */
  async join(): Promise<void> {
    this.listen();
    await this.#membership.start();
  }

  /** Announces a committed change. Resolves when no instance can act on the state before it. Never rejects. */
  announce(change: Invalidation): Promise<void> {
    return this.#announcer.announce(change);
  }

  /** Returns the lease and closes the channel. The process must have stopped answering requests before. */
  async leave(): Promise<void> {
    await this.#membership.stop();
    await this.#channel.close();
  }
}
