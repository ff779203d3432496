import { hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { RandomSource } from './session-token.ts';

declare const secret: unique symbol;
declare const hashed: unique symbol;

/** The secret in the link of one mail: its holder may do what that mail offers, and nothing else. */
export type AlertLink = string & { readonly [secret]: true };

/** SHA-256 of it, in hex: all that is stored. */
export type AlertLinkHash = string & { readonly [hashed]: true };

const secretBytes = 32;

/** As long in base64url as 256 bits are, and their CRC-32 in hex, so that a link that was cut is refused unasked. */
const shape = /^[A-Za-z0-9_-]{43}[0-9a-f]{8}$/;

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0');

const isAlertLink = (text: string): text is AlertLink => shape.test(text) && text.endsWith(checksum(text.slice(0, -8)));
const isAlertLinkHash = (text: string): text is AlertLinkHash => /^[0-9a-f]{64}$/.test(text);

export function createAlertLink(random: RandomSource = randomBytes): AlertLink {
  const text = Buffer.from(random(secretBytes)).toString('base64url');
  const link = `${text}${checksum(text)}`;
  if (!isAlertLink(link)) throw new TypeError(`The random source gave other than ${secretBytes} bytes`);
  return link;
}

/** The link in a text that somebody sent, or null where it can be none. */
export function parseAlertLink(text: string): AlertLink | null {
  return isAlertLink(text) ? text : null;
}

export function hashAlertLink(link: AlertLink): AlertLinkHash {
  const digest = hash('sha256', link, 'hex');
  if (!isAlertLinkHash(digest)) throw new TypeError('SHA-256 gave other than 64 digits');
  return digest;
}
