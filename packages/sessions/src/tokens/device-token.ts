import { hash, randomBytes } from 'node:crypto';
import type { RandomSource } from './session-token.ts';

declare const mark: unique symbol;
declare const hashed: unique symbol;

/** Identifies a browser installation at its next sign-in. It gives access to nothing. */
export type DeviceToken = string & { readonly [mark]: true };

/** SHA-256 of a device token, in hex. Only this is stored. */
export type DeviceTokenHash = string & { readonly [hashed]: true };

const shape = /^[0-9a-f]{64}$/;

const isDeviceToken = (text: string): text is DeviceToken => shape.test(text);
const isDeviceTokenHash = (text: string): text is DeviceTokenHash => shape.test(text);

export function createDeviceToken(random: RandomSource = randomBytes): DeviceToken {
  const token = Buffer.from(random(32)).toString('hex');
  if (!isDeviceToken(token)) throw new TypeError('The random source gave other than 32 bytes');
  return token;
}

/** Parses what a browser sent. Null where it cannot be a device token. */
export function parseDeviceToken(text: string): DeviceToken | null {
  return isDeviceToken(text) ? text : null;
}

export function hashDeviceToken(token: DeviceToken): DeviceTokenHash {
  const digest = hash('sha256', token, 'hex');
  if (!isDeviceTokenHash(digest)) throw new TypeError('SHA-256 gave other than 64 digits');
  return digest;
}
