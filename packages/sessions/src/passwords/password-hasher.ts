import { type Options, hash, verify } from '@node-rs/argon2';
import { type HashCost, needsRehash } from './stored-hash.ts';

/** Hashes passwords and verifies them. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  verify(hashed: string, password: string): Promise<boolean>;
  /** Whether `hash` would make a stronger hash than this one. */
  needsRehash(hashed: string): boolean;
}

/** OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane; about 16 ms of one core. */
const owaspCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } satisfies Options & HashCost;

/** argon2id (RFC 9106), the library's default variant. */
export function argon2idHasher(cost: Options & HashCost = owaspCost): PasswordHasher {
  return {
    hash: (password) => hash(password, cost),
    verify: (hashed, password) => verify(hashed, password),
    needsRehash: (hashed) => needsRehash(hashed, cost),
  };
}
