import { hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { RandomSource } from './session-token.ts';

declare const secret: unique symbol;
declare const hashed: unique symbol;

/** The secret in the link of one mail. It authorizes what the mail offers, and nothing else. */
export type MailLink = string & { readonly [secret]: true };

/** SHA-256 of a mail link's secret, in hex. Only this is stored. */
export type MailLinkHash = string & { readonly [hashed]: true };

const secretBytes = 32;

/** 256 bits in base64url and their CRC-32 in hex, so that a truncated link is refused without asking the database. */
const shape = /^[A-Za-z0-9_-]{43}[0-9a-f]{8}$/;

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0');

const isMailLink = (text: string): text is MailLink => shape.test(text) && text.endsWith(checksum(text.slice(0, -8)));
const isMailLinkHash = (text: string): text is MailLinkHash => /^[0-9a-f]{64}$/.test(text);

export function createMailLink(random: RandomSource = randomBytes): MailLink {
  const text = Buffer.from(random(secretBytes)).toString('base64url');
  const link = `${text}${checksum(text)}`;
  if (!isMailLink(link)) throw new TypeError(`The random source gave other than ${secretBytes} bytes`);
  return link;
}

/** Parses what a client sent. Null where it cannot be such a secret. */
export function parseMailLink(text: string): MailLink | null {
  return isMailLink(text) ? text : null;
}

export function hashMailLink(link: MailLink): MailLinkHash {
  const digest = hash('sha256', link, 'hex');
  if (!isMailLinkHash(digest)) throw new TypeError('SHA-256 gave other than 64 digits');
  return digest;
}
