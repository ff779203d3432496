import type { Timing } from '@latchkey/sessions/instances/timing';
import { StoreBusy } from '@latchkey/sessions/store-unavailable';
import { isBrokenOffByLock } from './unavailable.ts';

/** Whose work a call is. Reads are counted apart from writes, because they wait for no row lock. */
export type Owner = string;

export const reading = (userId: number): Owner => `reading ${userId}`;
export const writing = (userId: number): Owner => `writing ${userId}`;

/** The owner before the user is known: what the request names. */
export const named = (name: string): Owner => `named ${name}`;

/** The bounds of the work of one owner in one process. */
export interface WorkLimits {
  /** Calls that may be at the database at once. */
  readonly inFlight: number;
  /** Further calls that may wait. */
  readonly waiting: number;
  /** How long a call may wait for its turn, in milliseconds. */
  readonly queuePatience: number;
  /** How long a call is retried while another transaction holds its row, in milliseconds. */
  readonly lockPatience: number;
}

/** Far below the size of the pool, so that the work of one user leaves connections to all others. */
export const workLimits: WorkLimits = { inFlight: 3, waiting: 200, queuePatience: 10_000, lockPatience: 3_000 };

/** Between two tries, in milliseconds: each pause is twice as long as the one before, up to the last. */
const firstPause = 50;
const longestPause = 400;

/** The work of one owner that is at the database, and what waits for its turn. */
interface Lane {
  inFlight: number;
  readonly waiting: Set<() => void>;
  /**
   * While a row of the owner is locked, one call retries and the others wait for this promise. Null while none is
   * known to be locked.
   */
  probing: Promise<void> | null;
}

/**
 * Bounds the concurrent database work of each owner. PostgreSQL cancels a statement that has waited `lock_timeout`
 * for a row. The call then releases its connection and is retried after a pause, only one call of each owner at a
 * time, so that a locked row uses a small part of one connection.
 */
export class WorkLimiter {
  readonly #limits: WorkLimits;
  readonly #timing: Timing;
  readonly #lanes = new Map<string, Lane>();

  constructor(limits: WorkLimits, timing: Timing) {
    this.#limits = limits;
    this.#timing = timing;
  }

  /** How many owners have work in flight or waiting. */
  get size(): number {
    return this.#lanes.size;
  }

  /**
   * Runs one call of an owner in its turn. It must be one statement or one transaction, because it is run again after
   * PostgreSQL has cancelled it.
   * @throws {StoreBusy} where too many calls of the owner wait already, its turn does not come, or its row stays
   * locked.
   */
  async run<Value>(owner: Owner, work: () => Promise<Value>): Promise<Value> {
    const lane = this.#laneOf(owner);
    await this.#turn(lane);
    try {
      return await this.#tryUntilUnlocked(lane, work);
    } finally {
      this.#leave(owner, lane);
    }
  }

  #laneOf(owner: string): Lane {
    const lane = this.#lanes.get(owner) ?? { inFlight: 0, waiting: new Set(), probing: null };
    this.#lanes.set(owner, lane);
    return lane;
  }

  async #turn(lane: Lane): Promise<void> {
    const { inFlight, waiting, queuePatience } = this.#limits;
    if (lane.inFlight < inFlight) {
      lane.inFlight += 1;
      return;
    }
    if (lane.waiting.size >= waiting) throw new StoreBusy('Too much work of one owner is waiting');
    await new Promise<void>((resolve, reject) => {
      const begin = () => {
        cancel();
        resolve();
      };
      const cancel = this.#timing.after(queuePatience, () => {
        lane.waiting.delete(begin);
        reject(new StoreBusy('The work before it is taking too long'));
      });
      lane.waiting.add(begin);
    });
  }

  /** Starts the call that has waited for longest. */
  #leave(owner: string, lane: Lane): void {
    const [next] = lane.waiting;
    if (next) {
      lane.waiting.delete(next);
      next();
      return;
    }
    lane.inFlight -= 1;
    if (lane.inFlight === 0) this.#lanes.delete(owner);
  }

  async #tryUntilUnlocked<Value>(lane: Lane, work: () => Promise<Value>): Promise<Value> {
    const until = this.#timing.monotonic() + this.#limits.lockPatience;
    // Ends `probing`, if this call is the one that retries.
    const own: { stop: (() => void) | null } = { stop: null };
    try {
      for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
        if (own.stop === null && lane.probing) await this.#atMost(until, lane.probing);
        try {
          return await work();
        } catch (error) {
          if (!isBrokenOffByLock(error)) throw error;
          if (this.#timing.monotonic() + pause > until) throw new StoreBusy('A row stays locked', error);
          if (lane.probing === null) lane.probing = new Promise((resolve) => (own.stop = resolve));
          if (own.stop) await new Promise<void>((resolve) => void this.#timing.after(pause, resolve));
        }
      }
    } finally {
      if (own.stop) lane.probing = null;
      own.stop?.();
    }
  }

  /** Resolves with `happened`, or at `until` at the latest. */
  async #atMost(until: number, happened: Promise<void>): Promise<void> {
    await new Promise<void>((resolve) => {
      const cancel = this.#timing.after(Math.max(0, until - this.#timing.monotonic()), resolve);
      void happened.then(() => {
        cancel();
        resolve();
      });
    });
  }
}
