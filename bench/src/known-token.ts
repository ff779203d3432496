import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** The token of a number, in Latchkey's form: the same at every run, so that seeded sessions can be used again. */
export function knownToken(index: number): string {
  const hex = knownSecret(index);
  return `latchkey_${hex}${crc32(hex).toString(16).padStart(8, '0')}`;
}

/** 64 hex digits that belong to a number. PostgreSQL makes the same with `encode(sha256(…), 'hex')`. */
export function knownSecret(index: number): string {
  return createHash('sha256').update(`latchkey bench ${index}`).digest('hex');
}

/** A token in the right form that opens nothing. */
export const strangersToken = knownToken(-1);
