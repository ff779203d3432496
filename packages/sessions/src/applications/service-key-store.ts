import type { ServiceScope } from './service-key.ts';

/** A key without its secret. */
export interface ServiceKey {
  /** Null for a key from the settings. */
  readonly id: number | null;
  readonly name: string;
  readonly scopes: readonly ServiceScope[];
}

/** A stored key for the operator. */
export interface ListedServiceKey extends ServiceKey {
  readonly id: number;
  readonly createdAt: Date;
  /** At most two minutes older than its last use, or null where it was never used. */
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface NewServiceKey extends Omit<ServiceKey, 'id'> {
  readonly keyHash: string;
  readonly createdAt: Date;
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
