import type { Clock } from '../clock.ts';
import type { Invalidation, InvalidationListener } from '../instances/invalidation.ts';
import { Lease } from '../instances/lease.ts';
import type { Timing } from '../instances/timing.ts';
import type { Result } from '../result.ts';
import type { RandomSource } from '../tokens/session-token.ts';
import {
  type ListedServiceKey,
  type NewServiceKey,
  type ServiceKey,
  type ServiceKeyText,
  type ServiceScope,
  createServiceKey,
  hashServiceKey,
  parseServiceKey,
} from './service-key.ts';

/** A key from the settings, for containers. */
export interface ConfiguredServiceKey extends ServiceKey {
  readonly id: null;
  readonly keyHash: string;
}

/** Stores service keys, of which it knows the hash alone. */
export interface ServiceKeyStore {
  /** Stores a key unless `most` are in use. Returns its id, or null. */
  create(key: NewServiceKey, most: number): Promise<number | null>;
  /** The key with this hash, unless it is revoked. */
  find(keyHash: string): Promise<(ServiceKey & { readonly id: number }) | null>;
  /** All keys by id, revoked ones too. */
  list(): Promise<ListedServiceKey[]>;
  /** Records a use of a key, unless a use after `writtenBy` is recorded. */
  markUsed(id: number, at: Date, writtenBy: Date): Promise<void>;
  /** Revokes a key. No instance accepts it once this resolves. Returns whether there was one in use. */
  revoke(id: number, at: Date): Promise<boolean>;
}

/** The most keys in use: more than an operator has applications, and few enough to keep in memory. */
export const mostServiceKeys = 100;

/** How often the last use of a key is written, in milliseconds. */
const useStep = 60_000;

interface Deps {
  readonly store: ServiceKeyStore;
  readonly configured: readonly ConfiguredServiceKey[];
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly timing: Timing;
  /** Whether this instance may answer from memory. */
  readonly isTrusted: () => boolean;
}

interface CachedKey {
  readonly key: ServiceKey & { readonly id: number };
  /**
   * From its reading. Renewals of the instance's lease do not extend it: they find changes of sessions in the history, which has none of
   * keys, so that without this a revocation whose announcement is lost would never be noticed.
   */
  readonly lease: Lease;
}

/** The keys of applications. An instance keeps those in use in memory while it has a lease, as it does with sessions. */
export class ServiceKeys implements InvalidationListener {
  readonly #deps: Deps;
  readonly #configured: ReadonlyMap<string, ServiceKey>;
  readonly #cached = new Map<string, CachedKey>();
  /** When the last use of each key was written, by its id. */
  readonly #usedAt = new Map<number, number>();
  /** Counts invalidations, so that the result of a statement that began before one is not cached. */
  #forgotten = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#configured = new Map(deps.configured.map(({ keyHash, ...key }) => [keyHash, key]));
  }

  /** The key in use with this text, and its secret, or null for any other text. Records the use. */
  async resolve(text: string): Promise<{ readonly key: ServiceKey; readonly secret: ServiceKeyText } | null> {
    const secret = parseServiceKey(text);
    if (secret === null) return null;
    const keyHash = hashServiceKey(secret);
    const key = this.#configured.get(keyHash) ?? (await this.#find(keyHash));
    return key && { key, secret };
  }

  /** Creates a key. The returned text is the only copy of its secret. `too_many_keys`: revoke one first. */
  async create(
    name: string,
    scopes: readonly ServiceScope[],
  ): Promise<Result<{ readonly id: number; readonly secret: ServiceKeyText }, 'too_many_keys'>> {
    const { store, clock, random } = this.#deps;
    const secret = createServiceKey(random);
    const id = await store.create(
      { name, scopes, keyHash: hashServiceKey(secret), createdAt: clock() },
      mostServiceKeys,
    );
    return id === null ? { ok: false, code: 'too_many_keys' } : { ok: true, value: { id, secret } };
  }

  /** The stored keys by id, revoked ones too. */
  list(): Promise<ListedServiceKey[]> {
    return this.#deps.store.list();
  }

  /** Revokes a stored key. Once this resolves, no instance accepts it. Returns whether there was one in use. */
  revoke(id: number): Promise<boolean> {
    return this.#deps.store.revoke(id, this.#deps.clock());
  }

  /** A revoked key is announced as a change of all users: it happens rarely. */
  forget(change: Invalidation): Promise<void> {
    if (change === 'all') {
      this.#forgotten += 1;
      this.#cached.clear();
    }
    return Promise.resolve();
  }

  async #find(keyHash: string): Promise<ServiceKey | null> {
    const { store, clock, timing, isTrusted } = this.#deps;
    const mayCache = isTrusted();
    const before = this.#forgotten;
    const cached = this.#cached.get(keyHash);
    const isFresh = mayCache && cached?.lease.isLive === true;
    const lease = new Lease(timing);
    const start = lease.now();
    const key = isFresh ? cached.key : await store.find(keyHash);
    if (!isFresh) this.#cached.delete(keyHash);
    if (key === null) return null;
    if (!isFresh && mayCache && before === this.#forgotten) {
      lease.extend(start);
      this.#cached.set(keyHash, { key, lease });
    }
    const now = clock().getTime();
    if (now - (this.#usedAt.get(key.id) ?? 0) >= useStep) {
      this.#usedAt.set(key.id, now);
      // Only operators read it, so the request does not fail with it.
      await store.markUsed(key.id, new Date(now), new Date(now - useStep)).catch(() => {});
    }
    return key;
  }
}
