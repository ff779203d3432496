import { hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

declare const secret: unique symbol;
declare const hashed: unique symbol;

/**
 * The secret that authenticates a session. Only the client has it: it is never stored, never logged and never part of a
 * URL.
 */
export type SessionToken = string & { readonly [secret]: true };

/** SHA-256 of a token, in hex. Only this is stored. A fast hash is enough for 256 random bits. */
export type SessionTokenHash = string & { readonly [hashed]: true };

/** Returns that many random bytes. Injected, so that tests can choose them. */
export type RandomSource = (bytes: number) => Uint8Array;

const prefix = 'latchkey_';
const secretBytes = 32;
const shape = /^latchkey_[0-9a-f]{72}$/;

/** The length of every token. */
export const sessionTokenLength = prefix.length + 2 * secretBytes + 8;

const checksum = (hex: string): string => crc32(hex).toString(16).padStart(8, '0');

/**
 * Creates a token: `latchkey_`, 256 random bits in hex, and their CRC-32. The prefix lets secret scanners find leaked
 * tokens; the checksum lets the server refuse garbage without asking the database.
 */
export function createSessionToken(random: RandomSource = randomBytes): SessionToken {
  const hex = Buffer.from(random(secretBytes)).toString('hex');
  const token = `${prefix}${hex}${checksum(hex)}`;
  if (!isSessionToken(token)) throw new TypeError(`The random source gave other than ${secretBytes} bytes`);
  return token;
}

/** Parses what a client sent. Null where it cannot be a token. */
export function parseSessionToken(text: string): SessionToken | null {
  return isSessionToken(text) ? text : null;
}

const isSessionToken = (text: string): text is SessionToken =>
  shape.test(text) && text.endsWith(checksum(text.slice(prefix.length, -8)));

/** The hash that a token is stored and looked up by. Accepts any text; only hashes of tokens are ever found. */
export function hashSessionToken(token: string): SessionTokenHash {
  const digest = hash('sha256', token, 'hex');
  if (!isSessionTokenHash(digest)) throw new TypeError('SHA-256 gave other than 64 digits');
  return digest;
}

const isSessionTokenHash = (text: string): text is SessionTokenHash => text.length === 64;

/** Parses a hash. Null where it cannot be one. */
export function parseSessionTokenHash(text: string): SessionTokenHash | null {
  return isSessionTokenHash(text) && /^[0-9a-f]+$/.test(text) ? text : null;
}
