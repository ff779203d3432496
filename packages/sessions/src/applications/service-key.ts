import { createHmac, hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { RandomSource } from '../tokens/session-token.ts';

/** What a key may be allowed to do. docs/operations.md describes each. */
export const serviceScopes = [
  'sessions:begin',
  'sessions:introspect',
  'sessions:confirm',
  'sessions:list',
  'sessions:end',
  'users:write',
  'history:write',
  'events:read',
  'webhooks:write',
] as const;
export type ServiceScope = (typeof serviceScopes)[number];
export const serviceScope = z.enum(serviceScopes);

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

declare const secret: unique symbol;

/** The secret by which an application uses the service API. Sent in the Authorization header only, and never stored. */
export type ServiceKeyText = string & { readonly [secret]: true };

const prefix = 'latchkey_service_';
const secretBytes = 32;
const shape = /^latchkey_service_[0-9a-f]{72}$/;

const checksum = (hex: string): string => crc32(hex).toString(16).padStart(8, '0');

const isServiceKey = (text: string): text is ServiceKeyText =>
  shape.test(text) && text.endsWith(checksum(text.slice(prefix.length, -8)));

/** Creates a key: `latchkey_service_`, 256 random bits in hex, and their CRC-32, as session tokens have them. */
export function createServiceKey(random: RandomSource = randomBytes): ServiceKeyText {
  const hex = Buffer.from(random(secretBytes)).toString('hex');
  const text = `${prefix}${hex}${checksum(hex)}`;
  if (!isServiceKey(text)) throw new TypeError(`The random source gave other than ${secretBytes} bytes`);
  return text;
}

/** Parses what a client sent. Null where it cannot be a key, so that no other text costs a statement. */
export const parseServiceKey = (text: string): ServiceKeyText | null => (isServiceKey(text) ? text : null);

/** SHA-256 of a key, in hex. Only this is stored. A fast hash is enough for 256 random bits. */
export const hashServiceKey = (key: ServiceKeyText): string => hash('sha256', key, 'hex');

/**
 * Random bytes that only the holder of a key can compute: the same for the same purpose. A repeated request draws the
 * same token by them (docs/decisions/0061).
 */
export const derivedBytes =
  (key: ServiceKeyText, purpose: readonly string[]): RandomSource =>
  () =>
    createHmac('sha256', key).update(JSON.stringify(purpose)).digest();
