import type { PasswordHasher } from './password-hasher.ts';
import type { HashQueue, HashRequester } from './hash-queue.ts';
import { readForeignHash } from './foreign-hash.ts';
import { isVerifiable } from './stored-hash.ts';

/** The operations of an admitted request. */
export interface Hashing {
  hash(password: string): Promise<string>;
  /**
   * Verifies a password. A missing hash (null), or one that cannot be read, fails after as much time as a real
   * verification, so that timing does not reveal such accounts. An imported hash of another algorithm takes its own time,
   * until the next sign-in replaces it.
   */
  verify(stored: string | null, password: string): Promise<boolean>;
  /** Whether a password whose hash this is should be hashed anew. */
  needsRehash(stored: string): boolean;
}

/** All password hashing of the process, behind one bounded queue. */
export class Passwords {
  readonly #hasher: PasswordHasher;
  readonly #queue: HashQueue;
  #decoy: Promise<string> | null = null;

  constructor(hasher: PasswordHasher, queue: HashQueue) {
    this.#hasher = hasher;
    this.#queue = queue;
  }

  /**
   * Runs a request that hashes, from its first query to its result. Throws `HashQueueFull`, before anything is done,
   * where too many requests are admitted in all, of the network, or about the account.
   */
  async admitted<Value>(requester: HashRequester, run: (hashing: Hashing) => Promise<Value>): Promise<Value> {
    const leave = this.#queue.admit(requester);
    try {
      return await run(this.#hashing(requester.network));
    } finally {
      leave();
    }
  }

  #hashing(network: string): Hashing {
    const queued = <Value>(work: () => Promise<Value>): Promise<Value> => this.#queue.run(network, work);
    return {
      hash: (password) => queued(() => this.#hasher.hash(password)),
      needsRehash: (stored) => this.#hasher.needsRehash(stored),
      verify: async (stored, password) => {
        // Before either kind of verification, or else the first one without an account would take twice the time.
        const decoy = await this.#decoyHash(queued);
        const foreign = stored === null ? null : readForeignHash(stored);
        if (foreign) return queued(() => foreign.verify(password));
        const isReal = stored !== null && isVerifiable(stored);
        return (await queued(() => this.#hasher.verify(isReal ? stored : decoy, password))) && isReal;
      },
    };
  }

  /** The hash of a random password. Created once, with the same cost as real ones. */
  #decoyHash(queued: (work: () => Promise<string>) => Promise<string>): Promise<string> {
    this.#decoy ??= queued(() => this.#hasher.hash(crypto.randomUUID())).catch((error: unknown) => {
      this.#decoy = null;
      throw error;
    });
    return this.#decoy;
  }
}
