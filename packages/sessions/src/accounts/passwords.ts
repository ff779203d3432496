import type { PasswordHasher } from '../password-hasher.ts';
import type { HashQueue, HashRequester } from './hash-queue.ts';
import { isVerifiable } from './stored-hash.ts';

/** What an admitted request may do with passwords. */
export interface Hashing {
  hash(password: string): Promise<string>;
  /**
   * Whether a password fits a stored hash. Where there is none (null), or one that argon2 cannot read, it does not; that costs
   * as much time as a real verification, so that time does not tell such accounts apart.
   */
  verify(stored: string | null, password: string): Promise<boolean>;
}

/** The one way to the password hash: every hash of the process is made here, behind one bounded queue. */
export class Passwords {
  readonly #hasher: PasswordHasher;
  readonly #queue: HashQueue;
  #decoy: Promise<string> | null = null;

  constructor(hasher: PasswordHasher, queue: HashQueue) {
    this.#hasher = hasher;
    this.#queue = queue;
  }

  /**
   * Runs a request that hashes, from its first look at the database to its answer. Throws `HashQueueFull`, before anything is
   * done, where too many are under way, or too many of the same network or about the same account.
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
      verify: async (stored, password) => {
        // Made before either kind of verification, or else the first one without an account would take twice the time.
        const decoy = await this.#decoyHash(queued);
        const isReal = stored !== null && isVerifiable(stored);
        return (await queued(() => this.#hasher.verify(isReal ? stored : decoy, password))) && isReal;
      },
    };
  }

  /** The hash of a password that nobody has. Made once, with the same cost as the real ones. */
  #decoyHash(queued: (work: () => Promise<string>) => Promise<string>): Promise<string> {
    this.#decoy ??= queued(() => this.#hasher.hash(crypto.randomUUID())).catch((error: unknown) => {
      this.#decoy = null;
      throw error;
    });
    return this.#decoy;
  }
}
