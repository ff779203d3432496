import type { AnnouncementChannel } from './announcement-channel.ts';
import { type Announcement, decode, encode, mostConfirmations } from './announcement.ts';
import type { Change, Memory } from './change.ts';
import { leaseLasts } from './lease.ts';
import type { Membership, OtherInstance } from './membership.ts';
import type { Timing } from './timing.ts';

export interface AnnouncerOptions {
  readonly id: string;
  readonly channel: AnnouncementChannel;
  readonly membership: Membership;
  readonly memory: Memory;
  readonly timing: Timing;
  /** Told how long each change took to reach every instance, in milliseconds. */
  readonly onReached: (milliseconds: number) => void;
}

/** Changes that are announced together, and who has confirmed them. */
interface Round {
  readonly number: number;
  readonly users: Set<number>;
  ofEveryone: boolean;
  readonly confirmedBy: Set<string>;
  /** Called whenever somebody confirms. */
  onConfirmed: () => void;
  readonly done: Promise<void>;
}

/**
 * Tells every instance that something was changed, and waits until none of them can act on what was before: each has
 * confirmed that it has forgotten, or its lease has run out.
 */
export class Announcer {
  readonly #id: string;
  readonly #channel: AnnouncementChannel;
  readonly #membership: Membership;
  readonly #memory: Memory;
  readonly #timing: Timing;
  readonly #onReached: (milliseconds: number) => void;
  readonly #rounds = new Map<number, Round>();
  #next: Round | null = null;
  #lastRound = 0;
  #confirmations: (readonly [string, number])[] = [];

  constructor({ id, channel, membership, memory, timing, onReached }: AnnouncerOptions) {
    this.#id = id;
    this.#channel = channel;
    this.#membership = membership;
    this.#memory = memory;
    this.#timing = timing;
    this.#onReached = onReached;
  }

  start(): void {
    this.#channel.open((text) => {
      const message = decode(text);
      if (message && message.from !== this.#id) void this.#hear(message);
    });
  }

  /**
   * To be called when a change has been committed, and before it is answered. Resolves when no instance can act on what
   * was before: a moment later where all is well, after one lease at most. Never fails.
   */
  async announce(change: Change): Promise<void> {
    if (change.length === 0) return;
    const began = this.#timing.monotonic();
    const round = (this.#next ??= this.#openRound());
    if (change === 'everyone') round.ofEveryone = true;
    else for (const user of change) round.users.add(user);
    await Promise.all([this.#memory.forget(change), round.done]);
    this.#onReached(this.#timing.monotonic() - began);
  }

  /** Whatever is announced until the process comes to it goes in one round. */
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
      ofEveryone: false,
      confirmedBy: new Set(),
      onConfirmed() {},
      done,
    };
    return round;
  }

  async #run(round: Round): Promise<void> {
    const began = this.#timing.monotonic();
    this.#rounds.set(round.number, round);
    const users = round.ofEveryone ? 'everyone' : [...round.users];
    // If it does not get through, the others learn of it at their next renewal.
    this.#channel.publish(encode({ from: this.#id, round: round.number, users })).catch(() => {});
    const others = await this.#membership.others().catch(() => null);
    await this.#settled(round, others, began + leaseLasts);
    this.#rounds.delete(round.number);
  }

  /** Waits for whoever has not confirmed. Who the others are may be unknown: then for as long as anybody's lease lasts. */
  async #settled(round: Round, others: readonly OtherInstance[] | null, leasesEnd: number): Promise<void> {
    for (;;) {
      const missing = others?.filter(({ id }) => !round.confirmedBy.has(id)) ?? [{ trustsUntil: leasesEnd }];
      const until = Math.min(leasesEnd, Math.max(-Infinity, ...missing.map(({ trustsUntil }) => trustsUntil)));
      const wait = until - this.#timing.monotonic();
      if (wait <= 0) return;
      await new Promise<void>((resolve) => {
        const cancel = this.#timing.after(wait, resolve);
        round.onConfirmed = () => {
          cancel();
          resolve();
        };
      });
    }
  }

  async #hear(message: Announcement): Promise<void> {
    if ('users' in message) {
      await this.#memory.forget(message.users);
      this.#confirm(message.from, message.round);
      return;
    }
    for (const [to, number] of message.confirms) {
      const round = to === this.#id ? this.#rounds.get(number) : undefined;
      round?.confirmedBy.add(message.from);
      round?.onConfirmed();
    }
  }

  #confirm(to: string, round: number): void {
    this.#confirmations.push([to, round]);
    if (this.#confirmations.length > 1) return;
    setImmediate(() => {
      while (this.#confirmations.length > 0) {
        const confirms = this.#confirmations.splice(0, mostConfirmations);
        this.#channel.publish(encode({ from: this.#id, confirms })).catch(() => {});
      }
    });
  }
}
