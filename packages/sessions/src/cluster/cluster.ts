import type { AnnouncementChannel } from './announcement-channel.ts';
import { Announcer } from './announcer.ts';
import type { Change, Memory } from './change.ts';
import type { InstanceStore } from './instance-store.ts';
import { Membership } from './membership.ts';
import type { Timing } from './timing.ts';

export interface ClusterOptions {
  /** A name that no other instance has or had. */
  readonly id: string;
  readonly channel: AnnouncementChannel;
  readonly instances: InstanceStore;
  readonly memory: Memory;
  readonly timing: Timing;
  readonly onReached: (milliseconds: number) => void;
  readonly onFailure: (error: unknown) => void;
}

/** All instances on one database, as one of them sees it. */
export class Cluster {
  readonly #channel: AnnouncementChannel;
  readonly #membership: Membership;
  readonly #announcer: Announcer;

  constructor({ id, channel, instances, memory, timing, onReached, onFailure }: ClusterOptions) {
    this.#channel = channel;
    this.#membership = new Membership({ id, store: instances, memory, timing, onFailure });
    this.#announcer = new Announcer({ id, channel, membership: this.#membership, memory, timing, onReached });
  }

  /** Whether this instance may answer from memory. */
  get isTrusted(): boolean {
    return this.#membership.isTrusted;
  }

  get leaseRemaining(): number {
    return this.#membership.leaseRemaining;
  }

  get isConnected(): boolean {
    return this.#channel.isConnected;
  }

  /** Hears and is heard, without a lease: for whoever changes something and remembers nothing. */
  listen(): void {
    this.#announcer.start();
  }

  /** Becomes one of the instances. */
  async join(): Promise<void> {
    this.listen();
    await this.#membership.start();
  }

  /** Resolves when no instance can act on what was before a change that has just been committed. Never fails. */
  announce(change: Change): Promise<void> {
    return this.#announcer.announce(change);
  }

  /** Leaves the others. Nothing may be answered any more when this is called. */
  async leave(): Promise<void> {
    await this.#membership.stop();
    await this.#channel.close();
  }
}
