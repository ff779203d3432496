import { availableParallelism } from 'node:os';

/** How much hashing there may be at once. */
export interface HashQueueLimits {
  /** How many hashes run at the same time. Each takes 19 MiB and a thread. */
  readonly parallel: number;
  /** How many requests that will hash are admitted at a time, those that wait included. */
  readonly admitted: number;
  /** How many of them may come from one network. */
  readonly perNetwork: number;
  /** How many of them may be about one account. */
  readonly perAccount: number;
}

/** libuv has four threads: one of them stays free for files and names of hosts. */
export const defaultHashQueueLimits: HashQueueLimits = {
  parallel: Math.min(3, availableParallelism()),
  admitted: 200,
  perNetwork: 50,
  perAccount: 20,
};

/** Whose hashing it is: shares are counted by both, and networks take turns. */
export interface HashRequester {
  readonly network: string;
  /** The e-mail address of the account, whether or not there is one. */
  readonly account: string;
}

/** Too many requests wait for a hash. It is worth trying again in `retryAfter` seconds. */
export class HashQueueFull extends Error {
  override readonly name = 'HashQueueFull';
  readonly retryAfter = 2;

  constructor() {
    super('Too many requests wait for a password hash');
  }
}

/**
 * The line before the password hash. It admits a bounded number of requests, so that memory stays flat however many come, and
 * gives each network and each account a share of them. Networks take turns, so that one that sends many waits for itself.
 */
export class HashQueue {
  readonly #limits: HashQueueLimits;
  readonly #admitted = new Map<string, number>();
  /** Who waits, by network. The first network in the map is the next to be served. */
  readonly #waiting = new Map<string, (() => void)[]>();
  #total = 0;
  #running = 0;

  constructor(limits: HashQueueLimits) {
    this.#limits = limits;
  }

  /** How many requests are admitted, how many of them wait, and how many hashes run. */
  get load(): { readonly admitted: number; readonly waiting: number; readonly running: number } {
    const waiting = [...this.#waiting.values()].reduce((sum, line) => sum + line.length, 0);
    return { admitted: this.#total, waiting, running: this.#running };
  }

  /** Admits a request before it does anything else, and answers how it leaves. Throws `HashQueueFull` where its share is used up. */
  admit({ network, account }: HashRequester): () => void {
    const { admitted, perNetwork, perAccount } = this.#limits;
    const [byNetwork, byAccount] = [`network ${network}`, `account ${account}`];
    const isFull =
      this.#total >= admitted || this.#count(byNetwork) >= perNetwork || this.#count(byAccount) >= perAccount;
    if (isFull) throw new HashQueueFull();
    for (const key of [byNetwork, byAccount]) this.#admitted.set(key, this.#count(key) + 1);
    this.#total += 1;
    return () => {
      this.#total -= 1;
      for (const key of [byNetwork, byAccount]) {
        const left = this.#count(key) - 1;
        if (left > 0) this.#admitted.set(key, left);
        else this.#admitted.delete(key);
      }
    };
  }

  /** Runs a hash of an admitted request when it is its network's turn. */
  async run<Value>(network: string, hash: () => Promise<Value>): Promise<Value> {
    if (this.#running < this.#limits.parallel) this.#running += 1;
    // Whoever finishes hands over its turn, so that `#running` stays as it is.
    else await new Promise<void>((resolve) => this.#wait(network, resolve));
    try {
      return await hash();
    } finally {
      this.#handOver();
    }
  }

  #wait(network: string, resolve: () => void): void {
    const line = this.#waiting.get(network);
    if (line) line.push(resolve);
    else this.#waiting.set(network, [resolve]);
  }

  #handOver(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#running -= 1;
      return;
    }
    const [network, [first, ...others]] = next;
    this.#waiting.delete(network);
    if (others.length > 0) this.#waiting.set(network, others);
    first?.();
  }

  #count(key: string): number {
    return this.#admitted.get(key) ?? 0;
  }
}
