import { availableParallelism } from 'node:os';

/** Limits of concurrent password hashing. */
export interface HashQueueLimits {
  /** Concurrent hashes. Each takes 19 MiB and a thread. */
  readonly parallel: number;
  /** Admitted requests, waiting ones included. */
  readonly admitted: number;
  /** Admitted requests of one network. */
  readonly perNetwork: number;
  /** Admitted requests about one account. */
  readonly perAccount: number;
  /** Those of one network about one account: fewer, so that one network does not keep all others out of an account. */
  readonly perNetworkOfAccount: number;
}

/** libuv has four threads; one stays free for files and DNS. */
export const defaultHashQueueLimits: HashQueueLimits = {
  parallel: Math.min(3, availableParallelism()),
  admitted: 200,
  perNetwork: 50,
  perAccount: 20,
  perNetworkOfAccount: 10,
};

/** The network and the account that a hash is counted for. Networks take turns. */
export interface HashRequester {
  readonly network: string;
  /**
   * The e-mail address of a sign-in, whether or not it has an account. Of a user who is signed in, or has a link, a name that other
   * senders cannot fill.
   */
  readonly account: string;
}

/** Too many requests wait for a hash. Clients may try again after `retryAfter` seconds. */
export class HashQueueFull extends Error {
  override readonly name = 'HashQueueFull';
  readonly retryAfter = 2;

  constructor() {
    super('Too many requests wait for a password hash');
  }
}

/**
 * Queues password hashes. It admits a bounded number of requests, so that memory is bounded, and limits the share of
 * each network and account. Networks take turns, so that one with many requests delays only itself.
 */
export class HashQueue {
  readonly #limits: HashQueueLimits;
  readonly #admitted = new Map<string, number>();
  /** Waiting hashes by network. The first network in the map is the next to be served. */
  readonly #waiting = new Map<string, (() => void)[]>();
  #total = 0;
  #running = 0;

  constructor(limits: HashQueueLimits) {
    this.#limits = limits;
  }

  /** How many requests are admitted, for how many networks and accounts (`keys`), and how many hashes wait and run. */
  get load() {
    const waiting = [...this.#waiting.values()].reduce((sum, line) => sum + line.length, 0);
    return { admitted: this.#total, keys: this.#admitted.size, waiting, running: this.#running };
  }

  /**
   * Admits a request before its first query. Returns the function that releases it. Throws `HashQueueFull` where a
   * limit is reached.
   */
  admit({ network, account }: HashRequester): () => void {
    const { admitted, perNetwork, perAccount, perNetworkOfAccount } = this.#limits;
    const limits = new Map([
      [`network ${network}`, perNetwork],
      [`account ${account}`, perAccount],
      [`network ${network} of account ${account}`, perNetworkOfAccount],
    ]);
    const isFull = this.#total >= admitted || [...limits].some(([key, limit]) => this.#count(key) >= limit);
    if (isFull) throw new HashQueueFull();
    for (const key of limits.keys()) this.#admitted.set(key, this.#count(key) + 1);
    this.#total += 1;
    return () => {
      this.#total -= 1;
      for (const key of limits.keys()) {
        const left = this.#count(key) - 1;
        if (left > 0) this.#admitted.set(key, left);
        else this.#admitted.delete(key);
      }
    };
  }

  /** Runs a hash of an admitted request in its network's turn. */
  async run<Value>(network: string, hash: () => Promise<Value>): Promise<Value> {
    if (this.#running < this.#limits.parallel) this.#running += 1;
    // The finished hash passes its slot on, so that `#running` stays as it is.
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
