/**
 * The highest accepted cost of verifying one stored hash: 256 MiB, and the work of four passes over that. It includes
 * libsodium's "moderate" cost, and prevents one row of the database from using up the memory of the process.
 */
const maxMemory = 262_144;
const maxWork = 4 * maxMemory;
const maxLanes = 16;

/** The PHC string format of argon2's reference implementation. No number begins with a zero. */
const shape =
  /^\$argon2(?:id|i|d)(?:\$v=(?:16|19))?\$m=([1-9]\d{0,9}),t=([1-9]\d{0,9}),p=([1-9]\d{0,9})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,86})$/;

/** Stored for an account without a password. `isVerifiable` is false for it, so no password matches. */
export const noPassword = '!';

/** In KiB, and in passes over that. */
export interface HashCost {
  readonly memoryCost: number;
  readonly timeCost: number;
}

/**
 * Whether a password has to be hashed anew at the next sign-in: its hash is no argon2id of the current version, or takes less
 * memory or less work than hashes of this cost.
 */
export function needsRehash(hashed: string, { memoryCost, timeCost }: HashCost): boolean {
  const [, memory, passes] = shape.exec(hashed) ?? [];
  if (!hashed.startsWith('$argon2id$v=19$')) return true;
  return Number(memory) < memoryCost || Number(memory) * Number(passes) < memoryCost * timeCost;
}

/**
 * Whether a stored hash is an argon2 hash of bounded cost. No password matches damaged ones, and ones that are
 * too expensive. Hashes of other algorithms are in `foreign-hash.ts`.
 */
export function isVerifiable(hashed: string): boolean {
  const [, memory, passes, lanes, salt = '', tag = ''] = shape.exec(hashed) ?? [];
  if (memory === undefined) return false;
  const [m, t, p] = [Number(memory), Number(passes), Number(lanes)];
  return p <= maxLanes && m >= 8 * p && m <= maxMemory && m * t <= maxWork && isBase64(salt) && isBase64(tag);
}

/** Whether the last character has no unused bits set, as decoders require. */
const isBase64 = (text: string): boolean => Buffer.from(text, 'base64').toString('base64').replaceAll('=', '') === text;
