import type { AnnouncementChannel } from './announcement-channel.ts';
import { type Announcement, decode, encode, maxConfirmations } from './announcement.ts';
import type { Invalidation, InvalidationListener } from './invalidation.ts';
import { leaseDuration } from './lease.ts';
import type { Membership, OtherInstance } from './membership.ts';
import type { Telemetry } from '../telemetry.ts';
import type { Timing } from './timing.ts';

interface Deps {
  readonly id: string;
  readonly channel: AnnouncementChannel;
  readonly membership: Membership;
  readonly memory: InvalidationListener;
  readonly timing: Timing;
  readonly telemetry: Pick<Telemetry, 'onChangePropagated'>;
}

/** Changes that are announced in one message, and the instances that have confirmed it. */
interface Round {
  readonly number: number;
  readonly users: Set<number>;
  ofAllUsers: boolean;
  readonly confirmedBy: Set<string>;
  /** Called at each confirmation. */
  onConfirmed: () => void;
  readonly done: Promise<void>;
}

/**
 * Announces changes to all instances, and waits until each has confirmed that it has dropped the previous state, or its
 * lease has expired.
 */
export class Announcer {
  readonly #deps: Deps;
  readonly #rounds = new Map<number, Round>();
  #next: Round | null = null;
  #lastRound = 0;
  #confirmations: (readonly [string, number])[] = [];

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  start(): void {
    this.#deps.channel.open((text) => {
      const message = decode(text);
      if (message && message.from !== this.#deps.id) void this.#receive(message);
    });
  }

  /**
   * To be called after the commit of a change and before its response. Resolves when no instance can act on the
   * previous state: normally within milliseconds, at most after one lease. Never rejects.
   */
  async announce(change: Invalidation): Promise<void> {
    if (change.length === 0) return;
    const began = this.#deps.timing.monotonic();
    const round = (this.#next ??= this.#openRound());
    if (change === 'all') round.ofAllUsers = true;
    else for (const user of change) round.users.add(user);
    await Promise.all([this.#deps.memory.forget(change), round.done]);
    this.#deps.telemetry.onChangePropagated(this.#deps.timing.monotonic() - began);
  }

  /** Changes of the same turn of the event loop share a round. */
  #openRound(): Round {
    const done = new Promise<void>((resolve) => {
      setImmediate(() => {
        this.#next = null;
        void this.#run(round).then(resolve);
      });
    });
    const number = ++this.#lastRound;
    const round: Round = {
      number,
      users: new Set(),
      ofAllUsers: false,
      confirmedBy: new Set(),
      onConfirmed() {},
      done,
    };
    return round;
  }

  async #run(round: Round): Promise<void> {
    const began = this.#deps.timing.monotonic();
    this.#rounds.set(round.number, round);
    const users = round.ofAllUsers ? 'all' : [...round.users];
    // If it is lost, the others see the change at their next renewal.
    this.#deps.channel.publish(encode({ from: this.#deps.id, round: round.number, users })).catch(() => {});
    const others = await this.#deps.membership.others().catch(() => null);
    await this.#settled(round, others, began + leaseDuration);
    this.#rounds.delete(round.number);
  }

  /**
   * Waits for the instances that have not confirmed. Where the other instances are unknown (null), it waits for one
   * lease.
   */
  async #settled(round: Round, others: readonly OtherInstance[] | null, leasesEnd: number): Promise<void> {
    for (;;) {
      const missing = others?.filter(({ id }) => !round.confirmedBy.has(id)) ?? [{ trustsUntil: leasesEnd }];
      const until = Math.min(leasesEnd, Math.max(-Infinity, ...missing.map(({ trustsUntil }) => trustsUntil)));
      const wait = until - this.#deps.timing.monotonic();
      if (wait <= 0) return;
      await new Promise<void>((resolve) => {
        const cancel = this.#deps.timing.after(wait, resolve);
        round.onConfirmed = () => {
          cancel();
          resolve();
        };
      });
    }
  }

  async #receive(message: Announcement): Promise<void> {
    if ('users' in message) {
      await this.#deps.memory.forget(message.users);
      this.#confirm(message.from, message.round);
      return;
    }
    for (const [to, number] of message.confirms) {
      const round = to === this.#deps.id ? this.#rounds.get(number) : undefined;
      round?.confirmedBy.add(message.from);
      round?.onConfirmed();
    }
  }

  #confirm(to: string, round: number): void {
    this.#confirmations.push([to, round]);
    if (this.#confirmations.length > 1) return;
    setImmediate(() => {
      while (this.#confirmations.length > 0) {
        const confirms = this.#confirmations.splice(0, maxConfirmations);
        this.#deps.channel.publish(encode({ from: this.#deps.id, confirms })).catch(() => {});
      }
    });
  }
}
