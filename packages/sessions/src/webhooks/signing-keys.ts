import { createPublicKey, generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Clock } from '../clock.ts';
import type { RandomSource } from '../tokens/session-token.ts';

/** A key that signs tokens. Its id is the `kid` of tokens. */
export interface SigningKey {
  readonly id: string;
  /** PKCS #8 in PEM. */
  readonly privateKey: string;
  readonly createdAt: Date;
}

/** Stores signing keys. */
export interface SigningKeyStore {
  /** All keys, the newest first. */
  list(): Promise<SigningKey[]>;
  /** Adds a key, and removes all but the newest `most`. With `isFirst`, nothing where there is a key already. */
  add(key: SigningKey, options: { readonly isFirst: boolean; readonly most: number }): Promise<void>;
}

/** A public key as RFC 7517 has it. */
export interface PublicKey {
  readonly kty: string;
  readonly n: string;
  readonly e: string;
  readonly kid: string;
  readonly alg: 'RS256';
  readonly use: 'sig';
}

/** How many keys are published: the one that signs, and those before it, because receivers may still have to verify their tokens. */
const publishedKeys = 3;

/** How long an instance uses the keys that it has read, in milliseconds. */
const readFor = 5_000;

/** RS256 is what every receiver of OpenID Connect and of the CAEP profile has. */
const algorithm = { modulusLength: 2048 };

interface Deps {
  readonly store: SigningKeyStore;
  readonly clock: Clock;
  readonly random?: RandomSource;
}

/** The keys that sign security event tokens and logout tokens. The first is created when it is needed. */
export class SigningKeys {
  readonly #deps: Deps;
  #read: { readonly keys: Promise<readonly SigningKey[]>; readonly until: number } | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The key that signs now. */
  async current(): Promise<SigningKey> {
    const [newest] = await this.#keys();
    if (newest) return newest;
    await this.#create(true);
    const [created] = await this.#keys();
    if (!created) throw new Error('The signing key that was created is gone');
    return created;
  }

  /** The public keys of all tokens that may be on their way, the newest first. None before the first token. */
  async published(): Promise<PublicKey[]> {
    return (await this.#keys()).map(({ id, privateKey }) => {
      const { kty = '', n = '', e = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
      return { kty, n, e, kid: id, alg: 'RS256', use: 'sig' };
    });
  }

  /** Creates a key, which signs from now on. Those before it stay published until two more have followed. */
  async rotate(): Promise<void> {
    await this.#create(false);
  }

  async #create(isFirst: boolean): Promise<void> {
    const { store, clock, random = randomBytes } = this.#deps;
    const { privateKey } = await promisify(generateKeyPair)('rsa', algorithm);
    const key = {
      id: Buffer.from(random(12)).toString('hex'),
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      createdAt: clock(),
    };
    await store.add(key, { isFirst, most: publishedKeys });
    this.#read = null;
  }

  /** The public keys are open to every client, so that not every request reads them. */
  #keys(): Promise<readonly SigningKey[]> {
    const now = this.#deps.clock().getTime();
    if (this.#read === null || this.#read.until <= now) {
      const keys = this.#deps.store.list();
      this.#read = { keys, until: now + readFor };
      keys.catch(() => (this.#read = null));
    }
    return this.#read.keys;
  }
}
