import { hash, randomBytes } from 'node:crypto';
import type { RandomSource } from './session-token.ts';

declare const mark: unique symbol;
declare const hashed: unique symbol;

/** What one browser installation is known again by at its next sign-in. It opens nothing. */
export type DeviceToken = string & { readonly [mark]: true };

/** SHA-256 of a device token, in hex: all that is stored of it. */
export type DeviceTokenHash = string & { readonly [hashed]: true };

const shape = /^[0-9a-f]{64}$/;

const isDeviceToken = (text: string): text is DeviceToken => shape.test(text);
const isDeviceTokenHash = (text: string): text is DeviceTokenHash => shape.test(text);

export function createDeviceToken(random: RandomSource = randomBytes): DeviceToken {
  const token = Buffer.from(random(32)).toString('hex');
  if (!isDeviceToken(token)) throw new TypeError('The random source gave other than 32 bytes');
  return token;
}

/** The device token in a text that a browser sent, or null where it can be none. */
export function parseDeviceToken(text: string): DeviceToken | null {
  return isDeviceToken(text) ? text : null;
}

export function hashDeviceToken(token: DeviceToken): DeviceTokenHash {
  const digest = hash('sha256', token, 'hex');
  if (!isDeviceTokenHash(digest)) throw new TypeError('SHA-256 gave other than 64 digits');
  return digest;
}
