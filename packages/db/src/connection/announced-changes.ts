import type { Announce } from '@latchkey/sessions/instances/invalidation';
import type { Client } from './client.ts';
import { type Transaction, inTransaction } from './transaction.ts';
import { type Owner, type WorkLimiter, writing } from './work-limiter.ts';

/**
 * A transaction, or a single statement, that `AnnouncedChanges` runs. Writing an event asks for one (`writeEvents`), so what changes
 * sessions cannot be written without being announced.
 */
class Change {
  readonly #tx: Transaction;

  constructor(tx: Transaction) {
    this.#tx = tx;
  }

  get tx(): Transaction {
    return this.#tx;
  }
}

export type { Change };

export interface AnnouncedChangesOptions {
  readonly prisma: Client;
  /** Bounds how much work of one user runs at once. Its limit does not count the time of the announcement. */
  readonly limiter: Pick<WorkLimiter, 'run'>;
  readonly announce: Announce;
}

/**
 * Runs every write that changes what instances have cached or streams show of sessions, and announces it after its commit.
 * The returned promise resolves when no instance can act on the previous state. It announces also where nothing was left to
 * change: a request that did the same a moment ago may still be announcing, and "it has ended" must be true for this caller
 * too. What fails is not announced.
 */
export class AnnouncedChanges {
  readonly #options: AnnouncedChangesOptions;
  /** The last announcement of each user that is not finished. */
  readonly #announcing = new Map<number, Promise<void>>();

  constructor(options: AnnouncedChangesOptions) {
    this.#options = options;
  }

  /** Several statements about one user's sessions, as one transaction. It may be run again after a lock timeout. */
  transaction<Value>(userId: number, run: (change: Change) => Promise<Value>): Promise<Value> {
    return this.#ofUser(userId, () => inTransaction(this.#options.prisma, (tx) => run(new Change(tx))));
  }

  /** One statement about one user's sessions. `isRefused` recognises the outcome that changed nothing and announces nothing. */
  statement<Value>(
    userId: number,
    run: (change: Change) => Promise<Value>,
    isRefused: (value: Value) => boolean = () => false,
  ): Promise<Value> {
    return this.#ofUser(userId, () => run(new Change(this.#options.prisma)), isRefused);
  }

  /** A statement about the sessions of all users, or about what concerns all. It may be run again after a lock timeout. */
  async ofAll<Value>(run: (change: Change) => Promise<Value>): Promise<Value> {
    const value = await this.limited('all', () => run(new Change(this.#options.prisma)));
    await this.#options.announce('all');
    return value;
  }

  /** A statement that is part of a longer step and changes nothing that instances have cached. */
  limited<Value>(owner: Owner, run: () => Promise<Value>): Promise<Value> {
    return this.#options.limiter.run(owner, run);
  }

  /** Writes the ends of expired sessions. Not announced: every instance refuses an expired session by its own clock. */
  byTime<Value>(run: (change: Change) => Promise<Value>): Promise<Value> {
    return run(new Change(this.#options.prisma));
  }

  async #ofUser<Value>(
    userId: number,
    work: () => Promise<Value>,
    isRefused: (value: Value) => boolean = () => false,
  ): Promise<Value> {
    const value = await this.#options.limiter.run(writing(userId), work);
    if (!isRefused(value)) await this.#announceInOrder(userId);
    return value;
  }

  /**
   * Changes of one user are answered in the order of their commits: each sign-in ends the session of the sign-in before it
   * in that browser, and a browser keeps the cookie of the answer that arrives last.
   */
  async #announceInOrder(userId: number): Promise<void> {
    const previous = this.#announcing.get(userId);
    const announced = Promise.all([this.#options.announce([userId]), previous]).then(() => {});
    this.#announcing.set(userId, announced);
    await announced;
    if (this.#announcing.get(userId) === announced) this.#announcing.delete(userId);
  }
}
