import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** The token with this number, in Latchkey's format. It never changes, so that a seeded database can be reused. */
export function knownToken(index: number): string {
  const hex = knownSecret(index);
  return `latchkey_${hex}${crc32(hex).toString(16).padStart(8, '0')}`;
}

/** 64 hex digits for a number. PostgreSQL computes the same with `encode(sha256(…), 'hex')`. */
export function knownSecret(index: number): string {
  return createHash('sha256').update(`latchkey bench ${index}`).digest('hex');
}

/** A token in the right format without a session. */
export const strangersToken = knownToken(-1);
